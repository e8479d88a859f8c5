"""A decision of the board, and its detail in typed values.

`Decision.detail` is a JSON object. `SHAPES` says which of these keys a type of decision (VOC-35) may have;
what is not known is left out.

agent          code of the drug (VOC-14), which a start or a switch cannot do without
interval_days  whole days between two doses
reason         why it is held (VOC-17) or stopped (VOC-18)
examination    code of the modality (VOC-10)
month          the month of the examination, "2026-05"
site           where, in words
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from types import MappingProxyType

from accounts.enums import Discipline
from accounts.models import User
from guidelines.bone.agents import Agent
from guidelines.bone.interruptions import InterruptionReason
from guidelines.bone.stopping import StopReason
from guidelines.findings import Grade
from guidelines.imaging.modalities import Modality
from guidelines.mdt.decisions import DecisionType
from mdt.enums import Intent
from patients.specs.overrides import Acknowledgement

_T = DecisionType
DRUG, EXAMINATION, SITE = ("agent", "interval_days"), ("examination", "month"), ("site",)
SHAPES: Mapping[DecisionType, tuple[str, ...]] = MappingProxyType(
    {
        _T.BMA_START: DRUG,
        _T.BMA_SWITCH: DRUG,
        _T.BMA_EXTEND: ("interval_days",),
        _T.BMA_HOLD: ("reason",),
        _T.BMA_STOP: ("reason",),
        _T.DIAGNOSTIC_WORKUP: EXAMINATION,
        _T.FOLLOW_UP: EXAMINATION,
        _T.BIOPSY: SITE,
        _T.RT: SITE,
        _T.SURGERY: SITE,
        _T.INTERVENTION: SITE,
    }
)
# Decisions whose drug is judged by the rules of an order.
ORDERS = (_T.BMA_START, _T.BMA_SWITCH)
REASONS: Mapping[DecisionType, type[InterruptionReason] | type[StopReason]] = MappingProxyType(
    {_T.BMA_HOLD: InterruptionReason, _T.BMA_STOP: StopReason}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """The typed values; None and empty: not known, or not a part of this type."""

    agent: Agent | None = None
    interval_days: int | None = None
    reason: str = ""
    examination: Modality | None = None
    month: str = ""
    site: str = ""


def detail_stored(of: DecisionType, detail: Detail) -> dict[str, object]:
    """What the column holds: the known values of this type, others are dropped."""
    values = {name: getattr(detail, name) for name in SHAPES.get(of, ())}
    return {name: _plain(value) for name, value in values.items() if value not in (None, "")}


def _plain(value: object) -> object:
    return str(value) if isinstance(value, str) else value


def detail_read(stored: Mapping[str, object]) -> Detail:
    """The typed values of a stored decision."""
    terms = {"agent": Agent, "examination": Modality}
    known = {part.name for part in fields(Detail)} & stored.keys()
    return Detail(**{name: terms.get(name, _same)(stored[name]) for name in known})  # type: ignore[arg-type]


def _same(value: object) -> object:
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSpec:
    """A line of the responsibility table as it is entered; None and empty: not filled in yet (MDT-05).

    `recommendation` is a number of the guideline, `grade` one that is printed after it (MDT-10).
    """

    type: DecisionType
    detail: Detail = Detail()
    text: str = ""
    intent: Intent | None = None
    owner: User | None = None
    discipline: Discipline | None = None
    due_on: date | None = None
    recommendation: int | None = None
    grade: Grade | None = None
    answers: tuple[Acknowledgement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DissentSpec:
    """Who sees it otherwise and why; `number` names the decision, None: the whole conclusion."""

    name: str
    discipline: Discipline
    reason: str
    number: int | None = None
    user: User | None = None
