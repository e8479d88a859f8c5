"""How the patient is, as a person enters it. A date of None: the source gives none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from guidelines.psychology import Distress
from guidelines.record.complaints import Symptom
from guidelines.record.sites import Side
from patients.enums import RiskScale


@dataclass(frozen=True, slots=True, kw_only=True)
class PainSpec:
    """Pain by NRS; a range as told stands in `nrs_low` and `nrs_high`, words alone in `text`."""

    measured_on: date | None
    nrs: int | None = None
    nrs_low: int | None = None
    nrs_high: int | None = None
    severe: bool | None = None
    breakthrough_per_day: str = ""
    site: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EcogSpec:
    """Performance status 0 to 5."""

    measured_on: date | None
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeightSpec:
    """Body height."""

    measured_on: date | None
    height_cm: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SymptomSpec:
    """A symptom or sign; a code of None is none that a rule knows, and needs words."""

    code: Symptom | None
    noted_on: date | None
    site: str = ""
    resolved_on: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DistressSpec:
    """What a psychological screen found, by the hospital's own tool."""

    distress: Distress
    screened_on: date | None
    tool: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskScoreSpec:
    """A Mirels or SINS score: its items, its total, or both. An impossible total is kept and flagged."""

    scale: RiskScale
    scored_on: date | None
    site: str
    side: Side | None = None
    total: int | None = None
    items: Mapping[str, object] = field(default_factory=dict)
    is_approximate: bool = False
    text: str = ""
