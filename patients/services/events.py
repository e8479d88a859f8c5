"""What happened: skeletal events or none, treatments, biopsies, results. Written through `record_add`."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from guidelines.bone.sre import COUNTING
from patients.models import (
    Biopsy,
    EventFreeStatement,
    Patient,
    PrimarySize,
    ReportedResult,
    SkeletalEvent,
    Treatment,
)
from patients.services.checking import ends_before, finer, missing, not_whole, outside
from patients.services.order_checks import treatment_findings
from patients.services.recording import Kind, Problems
from patients.services.writing import happened, locked, must, not_before_birth, refuse
from patients.specs.events import (
    BiopsySpec,
    EventFreeSpec,
    PrimarySizeSpec,
    ReportedResultSpec,
    SkeletalEventSpec,
    TreatmentSpec,
)

HIGHEST_GY = 200
HIGHEST_DAILY_MG = 100_000
MOST_FRACTIONS = 60
MOST_CYCLES = 200
LARGEST_MM = 300
LARGEST_RESULT = Decimal(99_999_999)


def _skeletal_event(spec: SkeletalEventSpec, patient: Patient, today: date) -> Problems:
    return {"occurred_on": happened(spec.occurred_on, patient, today)}


def _event_free(spec: EventFreeSpec, patient: Patient, today: date) -> Problems:
    """Both cannot be: an event that counts, and the statement of a later day that there was none."""
    impossible = happened(spec.stated_on, patient, today)
    return {"stated_on": impossible or (_contradicted() if _had_event(patient, spec.stated_on) else None)}


def _contradicted() -> object:
    return _("A skeletal event until that day is on record. Correct or void it first.")


def _had_event(patient: Patient, until: date | None) -> bool:
    counting = [kind.value for kind in COUNTING]
    events = SkeletalEvent.objects.filter(patient=patient, voided_at=None, type__in=counting)
    return (events.exclude(occurred_on__gt=until) if until else events).exists()


def _treatment(spec: TreatmentSpec, patient: Patient, today: date) -> Problems:
    """An order may begin tomorrow; what was given may not."""
    began = happened if spec.state == "GIVEN" else _planned
    return {
        "drugs": None if spec.procedure.strip() or spec.drugs else missing(""),
        "daily_mg": outside(spec.daily_mg, 0, HIGHEST_DAILY_MG) or finer(spec.daily_mg, 1),
        "dose_gy": outside(spec.dose_gy, 0, HIGHEST_GY) or finer(spec.dose_gy, 2),
        "fractions": not_whole(spec.fractions, 1, MOST_FRACTIONS),
        "cycles": not_whole(spec.cycles, 0, MOST_CYCLES),
        "started_on": began(spec.started_on, patient, today),
        "stopped_on": not_before_birth(spec.stopped_on, patient)
        or ends_before(spec.started_on, spec.stopped_on),
    }


def _planned(day: date | None, patient: Patient, _today: date) -> object:
    return not_before_birth(day, patient)


def _biopsy(spec: BiopsySpec, patient: Patient, today: date) -> Problems:
    return {"specimen": missing(spec.specimen), "taken_on": happened(spec.taken_on, patient, today)}


def _reported_result(spec: ReportedResultSpec, patient: Patient, today: date) -> Problems:
    numbers = {name: _number(getattr(spec, name)) for name in ("value", "value_low", "value_high")}
    return numbers | {
        "analyte": missing(spec.analyte),
        "sampled_on": happened(spec.sampled_on, patient, today),
    }


def _number(value: Decimal | None) -> object:
    if value is not None and abs(value) > LARGEST_RESULT:
        return _("This number is too large.")
    return finer(value, 4)


def _primary_size(spec: PrimarySizeSpec, patient: Patient, today: date) -> Problems:
    size = _("Accepted: a number above 0.") if spec.longest_mm <= 0 else None
    return {
        "longest_mm": size or outside(spec.longest_mm, 0, LARGEST_MM) or finer(spec.longest_mm, 1),
        "measured_on": happened(spec.measured_on, patient, today),
    }


SKELETAL_EVENT = Kind(SkeletalEvent, Permission.OBSERVATION_RECORD, _skeletal_event)
EVENT_FREE = Kind(EventFreeStatement, Permission.OBSERVATION_RECORD, _event_free, day="stated_on")
TREATMENT = Kind(Treatment, Permission.OBSERVATION_RECORD, _treatment, findings=treatment_findings)
BIOPSY = Kind(Biopsy, Permission.OBSERVATION_RECORD, _biopsy)
REPORTED_RESULT = Kind(ReportedResult, Permission.LAB_RECORD, _reported_result)
PRIMARY_SIZE = Kind(PrimarySize, Permission.OBSERVATION_RECORD, _primary_size)


@transaction.atomic
def treatment_stop(*, by: User, treatment: Treatment, stopped_on: date, today: date) -> Treatment:
    """The treatment, ended on that day; ending it twice is ending it once.

    Raises ValidationError for an impossible day, Conflict for a void row.
    """
    must(by, TREATMENT.permission)
    patient = locked(treatment.patient_id)
    row = Treatment.objects.select_for_update(of=("self",)).get(pk=treatment.pk)
    if row.voided_at is not None:
        raise Conflict(_("This treatment is void. Reload the page to see it as it stands."))
    if row.stopped_on is not None:
        return row
    problem = happened(stopped_on, patient, today) or ends_before(row.started_on, stopped_on)
    refuse({"stopped_on": problem})
    row.stopped_on = stopped_on
    row.save(update_fields=["stopped_on"])
    return row
