"""Closing a meeting: what is missing, why it closes all the same, and then the minutes go to be signed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts import clock
from accounts.enums import ReadAction
from accounts.permissions import Permission, SignedInRequest, requires
from mdt.enums import MeetingState
from mdt.forms.minutes import CloseForm
from mdt.selectors.boards import runs
from mdt.selectors.minutes import concluded, undecided
from mdt.selectors.quorum import attendance_findings
from mdt.selectors.signing import needed
from mdt.services.closing import DONE, meeting_close
from mdt.views.minutes.door import meeting_or_404, on_record, visible_patients
from patients.views.saving import saved, status_of, typed


@requires(Permission.BOARD_RUN)
def close(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    """The check list, and the button that closes the meeting."""
    meeting = meeting_or_404(request, meeting_id)
    if meeting.state in DONE:
        return redirect("minutes:meeting", meeting.id)
    form = CloseForm(typed(request))

    def act() -> object:
        note = form.cleaned_data["note"]
        return meeting_close(by=request.user, meeting=meeting, note=note, now=clock.now())

    if saved(request, form, act):
        messages.success(request, _("The meeting is closed; its minutes wait for their signatures."))
        return redirect("minutes:meeting", meeting.id)
    waiting = list(undecided(meeting))
    seen = visible_patients(request, {case.patient_id for case in waiting})
    on_record(request, seen, ReadAction.VIEW)
    context = {
        "meeting": meeting,
        "form": form,
        "waiting": [(case, case.patient_id in seen) for case in waiting],
        "decided": concluded(meeting).count(),
        "findings": attendance_findings(meeting),
        "signatures": needed(meeting),
        "may_close": runs(request.user, meeting.board) and meeting.state == MeetingState.OPEN and not waiting,
    }
    return render(request, "mdt/minutes/close.html", context, status=status_of(request))
