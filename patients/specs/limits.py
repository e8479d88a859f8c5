"""What a version of a hospital's limits says."""

from dataclasses import dataclass
from datetime import date

from guidelines.reading.limits import HospitalLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsSpec:
    """All limits, the first day they hold, and why they are what they are."""

    limits: HospitalLimits
    effective_from: date
    reason: str
