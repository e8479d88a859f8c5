"""Slots of the calendar: which are open, booked, or waiting for their bone window; lateness from dates."""

from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from imaging.models import ImagingSlot, ImagingStudy
from imaging.selectors.evidence import with_evidence
from patients.models import Patient
from patients.selectors import visible_to

# The study of a slot with what its readers were shown: two queries for any number of slots.
WITH_STUDY = Prefetch("study", with_evidence(ImagingStudy.objects.all()))
SETTLED = Q(study__isnull=False) | Q(waived_at__isnull=False)
QC_PENDING = Q(study__isnull=False, is_fulfilled=False)


def slots_of(user: User) -> QuerySet[ImagingSlot]:
    """Slots of the calendar of everybody the user may see."""
    return ImagingSlot.objects.filter(patient__in=visible_to(user), withdrawn_at=None)


def standing() -> QuerySet[ImagingSlot]:
    """Open slots: in the calendar, without a study, not given up."""
    return ImagingSlot.objects.filter(withdrawn_at=None, study=None, waived_at=None)


def in_question(today: date) -> Q:
    """Open slots that ask for something today: due soon, overdue or missed, the latest of their kind.

    The first examination is the baseline, which has a task of its own (DX-01).
    """
    now = Q(soon_from__lte=today, next_takes_over_on__gt=today, number__gt=0)
    return now & Q(study=None, waived_at=None) & ~Q(Exists(_later_settled()))


def _later_settled() -> QuerySet[ImagingSlot]:
    """A study or a waiver of a later slot of the same kind: nobody waits for this one any more."""
    same = ImagingSlot.objects.filter(patient=OuterRef("patient"), kind=OuterRef("kind"), withdrawn_at=None)
    return same.filter(SETTLED, due_on__gt=OuterRef("due_on"))


def booked_ahead(today: date) -> Q:
    """Slots with an appointment today or later; one that has passed without a study counts no more."""
    return Q(booked_for__gte=timezone.make_aware(datetime.combine(today, time.min)))


def slots_due(patients: QuerySet[Patient], today: date) -> QuerySet[ImagingSlot]:
    """What asks for something today, of these patients, the longest overdue first."""
    rows = ImagingSlot.objects.filter(in_question(today), patient__in=patients, withdrawn_at=None)
    return rows.select_related("patient").order_by("due_on", "kind", "id")


def open_slots(patient: Patient, today: date) -> QuerySet[ImagingSlot]:
    """What comes, and of what has come the latest of its kind, by date."""
    ahead = Q(soon_from__gt=today, study=None, waived_at=None)
    rows = ImagingSlot.objects.filter(in_question(today) | ahead, patient=patient, withdrawn_at=None)
    return rows.order_by("due_on", "kind")


def slot_filled_by(study_id: UUID) -> ImagingSlot | None:
    """The slot an examination belongs to, None: it is of no kind or day the calendar asks for."""
    return ImagingSlot.objects.filter(study=study_id, withdrawn_at=None).first()
