"""The calendar of the rules and the rows of slots become the same (settings.ASSESSMENT_KEEPERS).

The caller holds the rows of `Reassessment` of these patients, so nobody else does the same at the same time;
the unique key of a slot is the second line. What people answered is never touched.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from guidelines.assessment.assess import Assessment
from guidelines.assessment.imaging import Plan
from guidelines.imaging.calendar import SlotKind, SlotState, SlotStatus
from guidelines.imaging.category import ADVANCED_SCHEDULE
from imaging.models import ImagingSlot

Key = tuple[UUID, str, date]
SAID = (
    "rule_id", "category", "anchor_on", "number", "next_due_on", "soon_from", "overdue_from", "missed_from",
    "next_takes_over_on", "study_id", "is_fulfilled", "withdrawn_at",
)  # fmt: skip
COLUMNS = tuple(name.removesuffix("_id") if name == "study_id" else name for name in SAID)


@dataclass(slots=True)
class Work:
    """What has to be written, for all patients together."""

    made: list[ImagingSlot] = field(default_factory=list)
    changed: list[ImagingSlot] = field(default_factory=list)
    withdrawn: list[ImagingSlot] = field(default_factory=list)


def slots_reconcile(assessments: Mapping[UUID, Assessment], now: datetime) -> int:
    """Open, change, withdraw and bring back slots until they are those of the rules; how many were touched.

    The number of queries does not depend on the number of patients; the second time there is nothing to do.
    A patient whose assessment asks for nothing keeps no slot.
    """
    wanted = {
        (patient_id, status.slot.kind.value, status.slot.due_on): (found.plan, status)
        for patient_id, found in assessments.items()
        for status in found.slots
    }
    work, standing = Work(), _standing(assessments)
    for key, rows in standing.items():
        _compare(work, rows, wanted.get(key), now)
    work.made = [_made(key, *asked) for key, asked in wanted.items() if key not in standing]
    return _write(work)


def _standing(assessments: Mapping[UUID, Assessment]) -> dict[Key, list[ImagingSlot]]:
    """Every slot of these patients, held; of one key the answered one first, as a merge may leave two."""
    rows = ImagingSlot.objects.filter(patient__in=assessments.keys())
    found: dict[Key, list[ImagingSlot]] = {}
    for row in rows.select_for_update(of=("self",)).order_by("id"):
        found.setdefault((row.patient_id, row.kind, row.due_on), []).append(row)
    for same in found.values():
        same.sort(key=_worth)
    return found


def _worth(row: ImagingSlot) -> tuple[bool, ...]:
    """False sorts first: given up, booked, ordered, standing."""
    return (
        row.waived_at is None,
        row.booked_for is None,
        row.ordered_on is None,
        row.withdrawn_at is not None,
    )


def _compare(
    work: Work, rows: list[ImagingSlot], asked: tuple[Plan, SlotStatus] | None, now: datetime
) -> None:
    kept, others = (rows[:1], rows[1:]) if asked else ([], rows)
    for row in others:
        if row.withdrawn_at is None:
            row.withdrawn_at = now
            work.withdrawn.append(row)
    for row in kept:
        if asked is not None and _differs(row, _columns(*asked)):
            work.changed.append(row)


def _differs(row: ImagingSlot, columns: Mapping[str, object]) -> bool:
    changed = {name: value for name, value in columns.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)


def _made(key: Key, plan: Plan, status: SlotStatus) -> ImagingSlot:
    patient_id, kind, due_on = key
    return ImagingSlot(patient_id=patient_id, kind=kind, due_on=due_on, **_columns(plan, status))


def _columns(plan: Plan, status: SlotStatus) -> dict[str, object]:
    turns = status.turns
    return {
        "rule_id": _rule_of(plan, status.slot.kind),
        "category": plan.category.value,
        "anchor_on": plan.anchor_on,
        "number": status.slot.number,
        "next_due_on": status.slot.next_due_on,
        "soon_from": turns.soon_from,
        "overdue_from": turns.overdue_from,
        "missed_from": turns.missed_from,
        "next_takes_over_on": status.slot.next_due_on + (turns.overdue_from - status.slot.due_on),
        "study_id": None if status.study is None else UUID(status.study.study_id),
        "is_fulfilled": status.state is SlotState.FULFILLED,
        "withdrawn_at": None,
    }


def _rule_of(plan: Plan, kind: SlotKind) -> str:
    """Which rule asks for it: advanced (IMG-02), bone scan after surgery (IMG-03), CT by policy (IMG-04)."""
    if plan.category in ADVANCED_SCHEDULE:
        return "IMG-02"
    return "IMG-03" if kind is SlotKind.BS else "IMG-04"


def _write(work: Work) -> int:
    """What leaves goes first, so that what comes back finds its key free."""
    if work.withdrawn:
        ImagingSlot.objects.bulk_update(work.withdrawn, ["withdrawn_at"])
    if work.changed:
        ImagingSlot.objects.bulk_update(work.changed, COLUMNS)
    ImagingSlot.objects.bulk_create(work.made, ignore_conflicts=True)
    return len(work.withdrawn) + len(work.changed) + len(work.made)
