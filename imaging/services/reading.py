"""What a reader says of lesions without diameters: one valid reading a lesion and examination."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from imaging.models import LesionMeasurement, LesionReading
from imaging.services.measuring import day_problem, rows_problems
from imaging.specs import ReadingSpec
from patients.models import Patient
from patients.services.recording import Kind, Problems, record_add, record_correct
from patients.services.writing import locked, must


def _problems(spec: ReadingSpec, patient: Patient, today: date) -> Problems:
    return {
        **rows_problems(spec, patient),
        "read_on": day_problem(spec, spec.read_on, patient, today),
        "change": _change_problem(spec),
    }


def _change_problem(spec: ReadingSpec) -> object:
    """Something must be said; and where diameters stand, they say how the lesion changed (IMG-41, IMG-42)."""
    if spec.change is None:
        return _("Please say how the lesion changed, or how far it has sclerosed.") if not spec.fill else None
    measured = LesionMeasurement.objects.filter(
        study_id=spec.study_id, lesion_id=spec.lesion_id, voided_at=None
    )
    return _("This lesion was measured: its diameters say how it changed.") if measured.exists() else None


READING = Kind(LesionReading, Permission.IMAGING_RECORD, _problems)


@transaction.atomic
def reading_record(
    *, by: User, patient: Patient, spec: ReadingSpec, today: date, now: datetime, reason: str = ""
) -> LesionReading:
    """The reading of this lesion in this examination; the same words again are the row that is there.

    Other words correct the row that is there, which keeps it, void, and needs a reason. Raises
    ValidationError per field.
    """
    must(by, READING.permission)
    locked(patient.id)
    old = LesionReading.objects.filter(
        patient=patient, study_id=spec.study_id, lesion_id=spec.lesion_id, voided_at=None
    ).first()
    if old is None:
        return record_add(kind=READING, by=by, patient=patient, spec=spec, today=today)
    if (old.change, old.fill) == (spec.change or "", spec.fill or ""):
        return old
    return record_correct(kind=READING, by=by, row=old, spec=spec, reason=reason, today=today, now=now)
