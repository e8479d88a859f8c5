"""One patient's record: all facts together, and the record as it stood on a day."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from guidelines.imaging.category import FollowUpCategory
from guidelines.record.board import Answer, Conference, ConsultationRequest, OpinionEntry
from guidelines.record.bonedrugs import AdverseEventEntry, BoneCourse, NotStarted, Supplement
from guidelines.record.complaints import DistressScreen, EcogScore, PainScore, ProblemEntry, SymptomEntry
from guidelines.record.dental import DentalVisit
from guidelines.record.diagnosis import BoneMetastasis, Diagnosis
from guidelines.record.entry import Entry
from guidelines.record.imaging import GivenUpScan, ImagingStudy, ScanOrder
from guidelines.record.lesions import BoneLesion
from guidelines.record.person import Person
from guidelines.record.results import LabResult
from guidelines.record.scores import MirelsScore, SinsScore
from guidelines.record.skeleton import Biopsy, EventFreeStatement, SkeletalEvent
from guidelines.record.treatment import DrugOrder, Intervention, Radiotherapy, Surgery, SystemicTherapy


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything recorded about one patient; an empty record is one about which nothing is known.

    `follow_up` is the category a doctor chose, None = the rules find it. `supplements` are those outside a
    course. `indeterminate_on` is the step of the pathway that left the diagnosis open, None = it is not open
    there. Entries of one day stand in the order in which they happened.
    """

    person: Person = field(default_factory=Person)
    diagnosis: Diagnosis | None = None
    bone_metastasis: BoneMetastasis | None = None
    follow_up: FollowUpCategory | None = None
    recurred_on: date | None = None
    indeterminate_on: date | None = None
    labs: tuple[LabResult, ...] = ()
    problems: tuple[ProblemEntry, ...] = ()
    symptoms: tuple[SymptomEntry, ...] = ()
    pain: tuple[PainScore, ...] = ()
    ecog: tuple[EcogScore, ...] = ()
    distress: tuple[DistressScreen, ...] = ()
    studies: tuple[ImagingStudy, ...] = ()
    given_up_scans: tuple[GivenUpScan, ...] = ()
    scan_orders: tuple[ScanOrder, ...] = ()
    lesions: tuple[BoneLesion, ...] = ()
    mirels: tuple[MirelsScore, ...] = ()
    sins: tuple[SinsScore, ...] = ()
    events: tuple[SkeletalEvent, ...] = ()
    event_free: tuple[EventFreeStatement, ...] = ()
    biopsies: tuple[Biopsy, ...] = ()
    dental: tuple[DentalVisit, ...] = ()
    courses: tuple[BoneCourse, ...] = ()
    not_started: tuple[NotStarted, ...] = ()
    adverse_events: tuple[AdverseEventEntry, ...] = ()
    supplements: tuple[Supplement, ...] = ()
    systemic: tuple[SystemicTherapy, ...] = ()
    radiotherapy: tuple[Radiotherapy, ...] = ()
    surgeries: tuple[Surgery, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    drugs: tuple[DrugOrder, ...] = ()
    conferences: tuple[Conference, ...] = ()
    consultations: tuple[ConsultationRequest, ...] = ()
    opinions: tuple[OpinionEntry, ...] = ()
    answers: tuple[Answer, ...] = ()


# The day something ended or was read: seen before that day, it has not ended yet.
ENDS = frozenset({"resolved_on", "stopped_on", "until_on", "cleared_on", "recurred_on", "indeterminate_on"})
Part = TypeVar("Part", Record, Entry, Person)


def dates_of(part: Record | Entry) -> Iterator[date]:
    """Return every day that something recorded began, was done or ended, in no order.

    Planned days (when a dose is due) are not among them.
    """
    for name in part.__dataclass_fields__:
        value = getattr(part, name)
        if isinstance(value, date) and (name == "on" or name in ENDS):
            yield value
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, Entry):
                    yield from dates_of(item)
        elif isinstance(value, Entry):
            yield from dates_of(value)


EVERYDAY_DIGITS = 12


def is_countable(value: Decimal) -> bool:
    """Return whether a number is one of everyday size, so that no calculation with it can fail."""
    return value.is_finite() and abs(value.adjusted()) < EVERYDAY_DIGITS


def seen_on(record: Record, on: date) -> Record:
    """Return the record without what is dated after `on`; what ends later has not ended yet.

    Undated facts stay: their day is unknown, not in the future. A number nobody can count with is unknown.
    """
    return _seen(record, on)


def _seen(part: Part, on: date) -> Part:
    changes: dict[str, Any] = {}
    for name in part.__dataclass_fields__:
        value = getattr(part, name)
        seen = _seen_value(name, value, on)
        if seen is not value:
            changes[name] = seen
    return replace(part, **changes) if changes else part


def _seen_value(name: str, value: Any, on: date) -> Any:
    if isinstance(value, date):
        return None if name in ENDS and value > on else value
    if isinstance(value, Decimal):
        return value if is_countable(value) else None
    if isinstance(value, tuple):
        return _seen_items(value, on)
    if isinstance(value, Entry):
        return None if _is_later(value, on) else _seen(value, on)
    return _seen(value, on) if isinstance(value, Person) else value


def _is_later(entry: Entry, on: date) -> bool:
    return entry.on is not None and entry.on > on


def _seen_items(items: tuple[Any, ...], on: date) -> tuple[Any, ...]:
    seen = tuple(
        _seen(item, on) if isinstance(item, Entry) else item
        for item in items
        if not (isinstance(item, Entry) and _is_later(item, on))
    )
    unchanged = len(seen) == len(items) and all(a is b for a, b in zip(seen, items, strict=True))
    return items if unchanged else seen
