"""What a document tells about bone therapy: its words, reasons against one, teeth."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from bonetherapy.models import DentalRecord, NotStarted, ReportedTherapy
from bonetherapy.services.permits import permit
from bonetherapy.specs import DentalSpec, NotStartedSpec, ReportedTherapySpec
from guidelines.bone.start import not_started_answer
from guidelines.reading.reasons import reasons_in
from patients.models import Patient
from patients.services.checking import ends_before, finer, missing, not_whole, outside
from patients.services.recording import Findings, Kind, Problems, Writing
from patients.services.writing import happened, locked, not_before_birth, refuse

MOST_DOSES = 300
LONGEST_DAYS = 3650


def _therapy(spec: ReportedTherapySpec, patient: Patient, today: date) -> Problems:
    foreign = spec.course_id is not None and not patient.courses.filter(pk=spec.course_id).exists()
    return {
        "agent_text": missing(spec.agent_text),
        "course_id": _("This course does not belong to the patient.") if foreign else None,
        "dose_mg": outside(spec.dose_mg, 0, 9999) or finer(spec.dose_mg, 2),
        "interval_days": not_whole(spec.interval_days, 1, LONGEST_DAYS),
        "doses_stated": not_whole(spec.doses_stated, 0, MOST_DOSES),
        "doses_stated_on": happened(spec.doses_stated_on, patient, today),
        "started_on": not_before_birth(spec.started_on, patient),
        "stopped_on": happened(spec.stopped_on, patient, today)
        or ends_before(spec.started_on, spec.stopped_on),
    }


def _not_started(spec: NotStartedSpec, patient: Patient, today: date) -> Problems:
    return {"reason": missing(spec.reason), "decided_on": happened(spec.decided_on, patient, today)}


def _waiting(spec: NotStartedSpec, _writing: Writing) -> Findings:
    """Reasons that do not decide the start are asked about (BMA-02)."""
    return (not_started_answer(reason) for reason in reasons_in(spec.reason))


REPORTED_THERAPY = Kind(ReportedTherapy, Permission.COURSE_PRESCRIBE, _therapy)
NOT_STARTED = Kind(NotStarted, Permission.COURSE_PRESCRIBE, _not_started, findings=_waiting)


@transaction.atomic
def dental_record_history(
    *, by: User, patient: Patient, spec: DentalSpec, cleared_on: date | None, today: date
) -> DentalRecord:
    """A dental item as a document tells it: nothing is asked about what was done or planned elsewhere.

    A plan of a past day stays a plan: nobody wrote down that it was done. Raises ValidationError by field.
    """
    permit(by, Permission.DENTAL_RECORD)
    row = locked(patient.id)
    refuse(
        {
            "on": not_before_birth(spec.on, row) if not spec.is_done else happened(spec.on, row, today),
            "cleared_on": ends_before(spec.on, cleared_on),
        }
    )
    return DentalRecord.objects.create(
        patient=row,
        item=spec.item,
        on=spec.on,
        is_done=spec.is_done,
        outcome=spec.outcome,
        note=spec.note.strip(),
        cleared_on=cleared_on,
        recorded_by=by,
        is_imported=True,
    )
