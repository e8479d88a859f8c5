"""An import of old cases taken back: the patients nobody built on are void, the others are named and kept."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from interop.enums import BatchState, LineState
from interop.models import ImportBatch, ImportedLine
from interop.services.old_cases import EARLIER_BOARD
from interop.services.touched import touched_since
from mdt.models import Conference
from patients.models import Patient
from patients.services.recording import record_void
from patients.services.voiding import mark_void
from patients.services.writing import must, refuse, without_reason

MOST_KINDS = 8  # what the column holds


@transaction.atomic
def batch_undo(*, by: User, batch: ImportBatch, reason: str, now: datetime) -> ImportBatch:
    """The batch undone with a reason; its lines say which patients are void and which are kept and why.

    Raises ValidationError without a reason, Conflict for a batch that was not imported. Twice is once.
    """
    must(by, Permission.CASES_IMPORT)
    held = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if held.state == BatchState.UNDONE:
        return held
    if held.state != BatchState.APPROVED:
        raise Conflict(_("Only an import that was approved can be undone."))
    refuse({"reason": without_reason(reason)})
    for line in held.lines.filter(state=LineState.IMPORTED).select_related("patient"):
        _line_undo(by, line, reason, now)
    held.state, held.undone_by, held.undone_at, held.undo_reason = BatchState.UNDONE, by, now, reason.strip()
    held.save(update_fields=["state", "undone_by", "undone_at", "undo_reason"])
    return held


def _line_undo(by: User, line: ImportedLine, reason: str, now: datetime) -> None:
    patient = Patient.objects.select_for_update(of=("self",), no_key=True).get(pk=line.patient_id)
    line.patient = patient
    touched = touched_since(line)
    if touched:
        line.state, line.kept_because = LineState.KEPT, " ".join(touched[:MOST_KINDS])
    else:
        for row in Conference.objects.filter(patient=patient, voided_at=None):
            record_void(kind=EARLIER_BOARD, by=by, row=row, reason=reason, now=now)
        mark_void(row=patient, by=by, reason=reason, now=now)
        line.state = LineState.UNDONE
    line.save(update_fields=["state", "kept_because"])
