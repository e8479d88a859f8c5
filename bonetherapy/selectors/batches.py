"""The batch a nurse already typed today: vials of one day come from one box."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from accounts.models import User
from bonetherapy.enums import DoseState
from bonetherapy.models import Dose


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch with its expiry as it was recorded."""

    batch: str
    expires_on: date | None


def last_batch(user: User, agent: str, today: date) -> Batch | None:
    """The batch of this agent the user recorded last today; None before the first dose of the day."""
    midnight = timezone.make_aware(datetime.combine(today, time.min))
    dose = (
        Dose.objects.filter(given_by=user, state=DoseState.GIVEN, recorded_at__gte=midnight)
        .filter(course__agent=agent)
        .order_by("-recorded_at")
        .first()
    )
    return None if dose is None else Batch(dose.batch, dose.expires_on)
