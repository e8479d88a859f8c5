"""What a decision proposes once it is confirmed. The only reader of `Decision.detail` in follow-through.

The keys are those of a decision's detail: agent (VOC-14), interval_days, examination (VOC-10), month
("2026-05"), site. What is not known is left out; a code nobody knows counts as not known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from guidelines.bone.agents import Agent
from guidelines.imaging.calendar import SlotKind
from guidelines.imaging.modalities import CT_KINDS, Modality
from guidelines.mdt.decisions import DecisionType
from guidelines.terms import Term
from guidelines.values import add_months
from mdt.models import Decision

SCANS = frozenset({DecisionType.DIAGNOSTIC_WORKUP, DecisionType.FOLLOW_UP})
SLOT_KINDS: Mapping[Modality, SlotKind] = MappingProxyType(
    {Modality.BS: SlotKind.BS, **dict.fromkeys(CT_KINDS, SlotKind.CT)}
)
T = TypeVar("T", bound=Term)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseProposal:
    """A course as the board wanted it; None: the board named none, the protocol and the doctor decide."""

    agent: Agent | None
    interval_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanProposal:
    """An examination and the day by which it is wanted."""

    kind: SlotKind
    wanted_on: date


def course_proposal(decision: Decision) -> CourseProposal | None:
    """The course that a start or a switch proposes; None for any other decision."""
    if decision.type not in {DecisionType.BMA_START, DecisionType.BMA_SWITCH}:
        return None
    days = decision.detail.get("interval_days")
    return CourseProposal(
        agent=_known(Agent, decision.detail.get("agent")),
        interval_days=days if isinstance(days, int) else None,
    )


def scan_proposal(decision: Decision) -> ScanProposal | None:
    """The examination of the follow-up calendar that is proposed; None when the calendar has no such kind."""
    modality = _known(Modality, decision.detail.get("examination"))
    kind = SLOT_KINDS.get(modality) if modality else None
    wanted_on = _end_of_month(decision.detail.get("month")) or decision.due_on
    if decision.type not in SCANS or kind is None or wanted_on is None:
        return None
    return ScanProposal(kind=kind, wanted_on=wanted_on)


def _known(terms: type[T], code: object) -> T | None:
    return next((term for term in terms if term.value == code), None)


def _end_of_month(month: object) -> date | None:
    """The last day of "2026-05"; None for anything else."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        return None
    return date.fromordinal(add_months(first, 1).toordinal() - 1)
