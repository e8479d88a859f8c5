"""What the form of a decision offers before anybody types: read from the record, to be changed by hand.

Days and intents are proposals of this software, not of the guideline; a drug is never proposed (BMA-04).
"""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from bonetherapy.facts import courses_of
from bonetherapy.models import Course
from guidelines.mdt.decisions import DecisionType
from guidelines.recommendations import RECOMMENDATIONS, Recommendation
from imaging.models import ImagingSlot, Lesion
from imaging.selectors.slots import open_slots
from mdt.decision_words import citation_code
from mdt.enums import Intent
from mdt.selectors.team import Owner, owner_for
from patients.lines.events import placed
from patients.models import SkeletalEvent
from patients.selectors.whole import OpenRecord

_T = DecisionType
WEEK, TWO_WEEKS, MONTH = 7, 14, 28
DUE_DAYS: Mapping[DecisionType, int] = MappingProxyType(
    {_T.RT: TWO_WEEKS, _T.SURGERY: TWO_WEEKS, _T.INTERVENTION: TWO_WEEKS, _T.RADIONUCLIDE: TWO_WEEKS,
     _T.DENTAL: TWO_WEEKS, _T.PSYCH: TWO_WEEKS, _T.SYSTEMIC: TWO_WEEKS, _T.FOLLOW_UP: MONTH}
)  # fmt: skip
INTENTS: Mapping[DecisionType, Intent] = MappingProxyType(
    {
        _T.DIAGNOSTIC_WORKUP: Intent.DIAGNOSTIC,
        _T.BIOPSY: Intent.DIAGNOSTIC,
        _T.FOLLOW_UP: Intent.DIAGNOSTIC,
        _T.REFER_UP: Intent.DIAGNOSTIC,
        _T.SYSTEMIC: Intent.DISEASE_CONTROL,
        _T.BMA_START: Intent.PREVENT_SKELETAL_EVENT,
        _T.BMA_SWITCH: Intent.PREVENT_SKELETAL_EVENT,
        _T.BMA_HOLD: Intent.SUPPORTIVE,
        _T.BMA_STOP: Intent.SUPPORTIVE,
        _T.BMA_EXTEND: Intent.PREVENT_SKELETAL_EVENT,
        _T.RT: Intent.PALLIATIVE,
        _T.SURGERY: Intent.PALLIATIVE,
        _T.INTERVENTION: Intent.PALLIATIVE,
        _T.RADIONUCLIDE: Intent.PALLIATIVE,
        _T.ANALGESIA: Intent.SUPPORTIVE,
        _T.PSYCH: Intent.SUPPORTIVE,
        _T.DENTAL: Intent.SUPPORTIVE,
    }
)
# The recommendation a type of decision carries out, with which of its statements; cited where it applies.
CITES: Mapping[DecisionType, tuple[int, int]] = MappingProxyType(
    {_T.DIAGNOSTIC_WORKUP: (2, 0), _T.BIOPSY: (3, 0), _T.BMA_START: (5, 0), _T.BMA_SWITCH: (7, 1),
     _T.DENTAL: (8, 0), _T.SYSTEMIC: (9, 0), _T.ANALGESIA: (9, 0), _T.RT: (10, 0), _T.SURGERY: (11, 0),
     _T.INTERVENTION: (12, 0)}
)  # fmt: skip


def prefilled(
    of: DecisionType, record: OpenRecord, owners: list[Owner], applying: tuple[Recommendation, ...]
) -> dict[str, Any]:
    """The values of the form by field; a field without a proposal is left out."""
    owner = owner_for(of, owners)
    slot = _next_slot(record) if of is _T.FOLLOW_UP else None
    offered = {
        "intent": INTENTS[of],
        "owner": str(owner.user.id) if owner else None,
        "due_on": slot.due_on if slot else record.today + timedelta(days=DUE_DAYS.get(of, WEEK)),
        "citation": _citation(of, applying),
        "site": _site(record),
        "interval_days": _interval(record) if of is _T.BMA_EXTEND else None,
        "examination": slot.kind if slot else None,
        "month": f"{slot.due_on:%Y-%m}" if slot else None,
    }
    return {name: value for name, value in offered.items() if value}


def _citation(of: DecisionType, applying: tuple[Recommendation, ...]) -> str:
    number, statement = CITES.get(of, (0, 0))
    if number not in {one.number for one in applying}:
        return ""
    return citation_code(number, RECOMMENDATIONS[number].statements[statement].grade)


def _site(record: OpenRecord) -> str:
    """Where the last skeletal event was; without one, the only lesion there is."""
    events = record.rows.newest(SkeletalEvent, "occurred_on")
    if events:
        return placed(events[0].site, events[0].side)
    places = {placed(row.site, row.side) for row in record.rows.valid(Lesion)}
    return places.pop() if len(places) == 1 else ""


def _interval(record: OpenRecord) -> int | None:
    course: Course | None = next((one for one in record.rows.asked(courses_of) if one.is_open), None)
    return course.interval_days if course else None


def _next_slot(record: OpenRecord) -> ImagingSlot | None:
    """The next examination of the calendar that is still to come."""
    coming = open_slots(record.patient, record.today).filter(due_on__gte=record.today)
    return coming.order_by("due_on").first()
