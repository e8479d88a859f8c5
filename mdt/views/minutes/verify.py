"""Is this paper the sealed one? By the file itself, or by the number printed on it."""

import hashlib
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from accounts.enums import ReadAction
from accounts.permissions import Permission, SignedInRequest, requires
from imaging.attached.upload import was_too_large
from mdt.forms.minutes import VerifyForm
from mdt.minutes.changes import changes_since
from mdt.minutes.seal import seal_of
from mdt.models import Meeting, Minutes, MinutesFile
from mdt.selectors.minutes import meeting_seal, meetings_for, minutes_for, sealed_of
from mdt.views.minutes.door import on_record, visible_patients


@requires(Permission.BOARD_VIEW)
def verify(request: SignedInRequest) -> HttpResponse:
    """The form, and what is known of the paper. What the user may not see is not known."""
    asked: QueryDict | None = request.POST if request.method == "POST" else request.GET or None
    form = VerifyForm(asked, request.FILES or None)
    form.is_too_large = was_too_large(request)
    context: dict[str, Any] = {"form": form, "is_asked": False}
    if asked is not None and form.is_valid():
        context |= {"is_asked": True, **_answer(request, form)}
    return render(request, "mdt/minutes/verify.html", context)


def _answer(request: SignedInRequest, form: VerifyForm) -> dict[str, Any]:
    file = form.cleaned_data["file"]
    if file is None:
        return {"rows": _of_number(request, form.cleaned_data["number"].strip())}
    digest = hashlib.sha256(file.read()).hexdigest()
    rows = MinutesFile.objects.filter(sha256=digest).defer("pdf").select_related("minutes__case", "meeting")
    found = [row for row in rows if _may_know(request, row)]
    case_rows = [_row(row.minutes) for row in found if row.minutes is not None]
    whole = [_whole(row) for row in found if row.minutes is None]
    return {"is_file": True, "digest": digest, "rows": case_rows, "whole": whole}


def _of_number(request: SignedInRequest, number: str) -> list[dict[str, Any]]:
    rows = minutes_for(request.user).defer(None).filter(number__iexact=number).select_related("case__patient")
    found = list(rows.order_by("-version"))
    on_record(request, {row.case.patient_id for row in found}, ReadAction.VIEW)
    return [_row(row) for row in found]


def _may_know(request: SignedInRequest, row: MinutesFile) -> bool:
    """Whether the user may see every patient the file shows; then it is on the record that it was checked."""
    if row.minutes is not None:
        patients = {row.minutes.case.patient_id}
    elif meetings_for(request.user).filter(pk=row.meeting_id).exists():
        patients = {one.case.patient_id for one in sealed_of(row.meeting)}
    else:
        return False
    if visible_patients(request, patients) != patients:
        return False
    on_record(request, patients, ReadAction.VIEW)
    return True


def _row(minutes: Minutes) -> dict[str, Any]:
    """One version: whether its content still has its seal, whether it is the last, what changed since."""
    latest = minutes.case.minutes.order_by("-version").values_list("version", flat=True)[0]
    return {
        "minutes": minutes,
        "is_whole": seal_of(minutes.content) == minutes.sha256,
        "newer": latest if latest > minutes.version else None,
        "changes": changes_since(minutes) if latest == minutes.version else (),
    }


def _whole(row: MinutesFile) -> dict[str, Any]:
    meeting: Meeting = row.meeting
    return {"meeting": meeting, "is_latest": row.seal == meeting_seal(sealed_of(meeting))}
