"""A limit for one statement over patients of many hospitals: what each has set, else the usual one."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, DateField, Value, When

from guidelines.reading.limits import HospitalLimits
from guidelines.settings import DEFAULT_LIMITS, Limits
from patients.selectors.limits import limits_set


def day_by_house(
    hospital: str, limits_set: Mapping[UUID, HospitalLimits], read: Callable[[Limits], date]
) -> Case:
    """A day that each hospital's limits make, as an expression; `hospital` leads to its id."""
    own = [
        When(**{hospital: hospital_id}, then=Value(read(limits.drugs)))
        for hospital_id, limits in limits_set.items()
    ]
    return Case(*own, default=Value(read(DEFAULT_LIMITS)), output_field=DateField())


def limit_params(name: str, on: date) -> dict[str, Any]:
    """For raw SQL: `usual`, the default of a limit, and `houses`, what others have set by their id (JSON)."""
    own = {str(key): getattr(limits.drugs, name) for key, limits in limits_set(on).items()}
    return {"usual": getattr(DEFAULT_LIMITS, name), "houses": json.dumps(own)}
