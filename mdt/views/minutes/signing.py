"""What waits for my signature, to be read and signed in one go."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts import clock
from accounts.enums import ReadAction
from accounts.permissions import Permission, SignedInRequest, requires
from mdt.models import Case, Meeting
from mdt.selectors.minutes import concluded
from mdt.selectors.signing import at_turn, needed, to_sign
from mdt.services.signing import minutes_sign
from mdt.views.minutes.door import on_record, visible_patients


@require_safe
@requires(Permission.MINUTES_SIGN)
def waiting(request: SignedInRequest) -> HttpResponse:
    """Every closed meeting that waits for me, with what was decided in it."""
    meetings = to_sign(request.user)
    cases = list(concluded(*meetings).prefetch_related("decisions__owner", "dissents"))
    seen = visible_patients(request, {case.patient_id for case in cases})
    on_record(request, seen, ReadAction.VIEW)
    parts = [_part(meeting, cases, seen, request) for meeting in meetings]
    ids = ",".join(str(meeting.id) for meeting in meetings)
    return render(request, "mdt/minutes/to_sign.html", {"parts": parts, "ids": ids})


def _part(meeting: Meeting, cases: list[Case], seen: set[Any], request: SignedInRequest) -> dict[str, Any]:
    mine = [one for one in at_turn(needed(meeting)) if one.may_sign(request.user)]
    return {
        "meeting": meeting,
        "mine": mine,
        "cases": [(case, case.patient_id in seen) for case in cases if case.meeting_id == meeting.id],
    }


@require_POST
@requires(Permission.MINUTES_SIGN)
def sign(request: SignedInRequest) -> HttpResponse:
    """Sign the meetings that stood on the page; one that was closed meanwhile was not read and stays."""
    read = set(request.POST.get("read", "").split(","))
    meetings = [meeting for meeting in to_sign(request.user) if str(meeting.id) in read]
    # Each in a transaction of its own: two people with several meetings must not wait for each other.
    signed = [row for one in meetings for row in minutes_sign(by=request.user, meeting=one, now=clock.now())]
    words = ngettext("%(n)s signature given.", "%(n)s signatures given.", len(signed)) % {"n": len(signed)}
    messages.success(request, words)
    return redirect("minutes:to_sign")
