"""Versions of the limits of a hospital, as the tests of this room write them."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from guidelines.reading.limits import DEFAULT_HOSPITAL_LIMITS, HospitalLimits
from guidelines.settings import Limits
from patients.models import LimitsVersion
from patients.services.limits import limits_approve, limits_draft
from patients.specs.limits import LimitsSpec
from tests.cast import TODAY, Cast

NOW = datetime(2025, 3, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


def lab_days(days: int) -> HospitalLimits:
    """The defaults, but for how long a laboratory result is valid."""
    return HospitalLimits(drugs=Limits(lab_valid_days=days))


def spec(
    limits: HospitalLimits = DEFAULT_HOSPITAL_LIMITS, on: date = TODAY, reason: str = "科内讨论"
) -> LimitsSpec:
    """What an administrator of East wants from `on`."""
    return LimitsSpec(limits=limits, effective_from=on, reason=reason)


def draft(people: Cast, days: int = 7, on: date = TODAY) -> LimitsVersion:
    """A draft of East."""
    return limits_draft(by=people.admin_gao, hospital=people.east, spec=spec(lab_days(days), on), today=TODAY)


def approve(people: Cast, row: LimitsVersion, **more: Any) -> LimitsVersion:
    """The draft, approved at noon of TODAY in the name of doctor Wang."""
    facts: dict[str, Any] = {
        "by": people.admin_gao,
        "approver": people.doctor_wang,
        "today": TODAY,
        "now": NOW,
    }
    return limits_approve(row=row, **facts | more)


def approved(people: Cast, days: int = 7, on: date = TODAY) -> LimitsVersion:
    """An approved version of East."""
    return approve(people, draft(people, days, on))
