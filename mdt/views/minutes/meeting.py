"""The minutes of one meeting: signatures, the document of each case, and its files as they are made."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.enums import ReadAction
from accounts.permissions import Permission, SignedInRequest, can, requires
from mdt.enums import MeetingState
from mdt.minutes.serving import pdf_response
from mdt.models import Meeting, Minutes, MinutesFile
from mdt.selectors.boards import runs
from mdt.selectors.minutes import LANGUAGES, concluded, files_missing, meeting_seal, sealed_of
from mdt.selectors.signing import is_at_turn, needed
from mdt.services.closing import DONE
from mdt.services.sealing import RENDER
from mdt.views.minutes.door import language_or_404, meeting_or_404, on_record, visible_patients
from worklist.middleware import wake


@require_safe
@requires(Permission.BOARD_VIEW)
def meeting_page(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    """Everything about the minutes of a meeting."""
    meeting = meeting_or_404(request, meeting_id)
    sealed = sealed_of(meeting)
    seen = visible_patients(request, {row.case.patient_id for row in sealed})
    on_record(request, seen, ReadAction.VIEW)
    user = request.user
    context = {
        "meeting": meeting,
        "signatures": needed(meeting),
        "may_sign": meeting.state == MeetingState.CLOSED
        and can(user, Permission.MINUTES_SIGN)
        and is_at_turn(meeting, user),
        "may_close": meeting.state not in DONE and runs(user, meeting.board),
        "rows": [(row, row.case.patient_id in seen) for row in sealed],
        "cases": 0 if sealed else concluded(meeting).count(),
        "sees_all": len(seen) == len({row.case.patient_id for row in sealed}),
        **progress_of(meeting, sealed),
    }
    return render(request, "mdt/minutes/meeting.html", context)


@require_safe
@requires(Permission.BOARD_VIEW)
def progress(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    """How far the files are: the fragment that asks again until all are there."""
    meeting = meeting_or_404(request, meeting_id)
    sealed = sealed_of(meeting)
    seen = visible_patients(request, {row.case.patient_id for row in sealed})
    context = {
        "meeting": meeting,
        "sees_all": len(seen) == len({row.case.patient_id for row in sealed}),
        **progress_of(meeting, sealed),
    }
    return render(request, "mdt/minutes/parts/progress.html", context)


def progress_of(meeting: Meeting, sealed: list[Minutes]) -> dict[str, Any]:
    """How many of the files are made; whoever looks while some are missing wakes the worker."""
    total = (len(sealed) + 1) * len(LANGUAGES) if sealed else 0
    missing = len(files_missing(meeting))
    if missing:
        wake(RENDER)
    return {"total": total, "made": total - missing, "is_ready": bool(total) and not missing}


@require_safe
@requires(Permission.BOARD_VIEW)
def meeting_file(request: SignedInRequest, meeting_id: UUID, language: str) -> HttpResponse:
    """The PDF of the whole meeting, for those who may see every patient in it."""
    meeting = meeting_or_404(request, meeting_id)
    sealed = sealed_of(meeting)
    patients = {row.case.patient_id for row in sealed}
    rows = MinutesFile.objects.filter(meeting=meeting, minutes=None, seal=meeting_seal(sealed))
    found = get_object_or_404(rows, language=language_or_404(language))
    if visible_patients(request, patients) != patients:
        return render(request, "404.html", status=404)
    on_record(request, patients, ReadAction.PRINT)
    return pdf_response(found, f"MDT-{meeting.starts_at:%Y-%m%d}-{language}.pdf")
