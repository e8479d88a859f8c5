"""The daily flag: every slot that is overdue for the first time, in one statement for all patients."""

from datetime import date, datetime

from django.utils import timezone

from imaging.models import ImagingSlot
from patients.models import Patient


def overdue_slots_flag(now: datetime) -> int:
    """Write the day on which a slot was first found overdue (IMG-07); how many were flagged.

    Set-based and idempotent: a second worker finds the day written and leaves it. Days without a run are made
    up for by the next one. The flag is history; whether a slot is overdue today is asked of its dates. The
    first examination is the baseline, which has a task of its own (DX-01).
    """
    today: date = timezone.localdate(now)
    late = ImagingSlot.objects.filter(overdue_from__lte=today, flagged_on=None, number__gt=0)
    # No join: the conditions must stand beside the row, so that who waited for it asks them again.
    alive = Patient.objects.filter(voided_at=None)
    standing = late.filter(study=None, waived_at=None, withdrawn_at=None, patient__in=alive)
    return standing.update(flagged_on=today)
