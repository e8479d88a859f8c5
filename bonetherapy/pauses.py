"""What the logs of courses tell: each pause with its ends and why, and since when the interval stands."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from bonetherapy.enums import RESUMED_ON, ChangeKind, CourseState
from bonetherapy.models import CourseChange
from guidelines.bone.interruptions import InterruptionReason
from guidelines.record.bonedrugs import Hold
from patients.record.grouping import Ref
from patients.record.rows import RecordRows

ENDS = (ChangeKind.RESUME, ChangeKind.STOP)
INTERVAL = frozenset({"interval_days", "interval_months"})


def turns(patient_ids: Collection[UUID]) -> QuerySet[CourseChange]:
    """What began and ended pauses of these patients' courses and changed intervals, course by course."""
    kinds = (ChangeKind.HOLD, ChangeKind.INTERVAL, ChangeKind.REOPENED, *ENDS)
    rows = CourseChange.objects.filter(course__patient_id__in=patient_ids, kind__in=kinds)
    return rows.order_by("course_id", "created_at")


def holds_of(rows: RecordRows, ref: Ref) -> Mapping[UUID, tuple[Hold, ...]]:
    """The pauses of each course, oldest first."""
    found: defaultdict[UUID, tuple[Hold, ...]] = defaultdict(tuple)
    for course_id, changes in groupby(rows.asked(turns), lambda row: row.course_id):
        found[course_id] = _holds(changes, ref)
    return found


def intervals_since(rows: RecordRows) -> Mapping[UUID, date]:
    """The day on which the interval of a course was decided last; none where it never changed."""
    return {
        change.course_id: timezone.localdate(change.created_at)
        for change in rows.asked(turns)
        if change.kind == ChangeKind.INTERVAL and not INTERVAL.isdisjoint(change.after)
    }


def _holds(changes: Iterable[CourseChange], ref: Ref) -> tuple[Hold, ...]:
    holds: list[Hold] = []
    for change in changes:
        is_open = bool(holds) and holds[-1].until_on is None
        if change.kind in ENDS and is_open:
            holds[-1] = replace(holds[-1], until_on=_day(change, RESUMED_ON))
        elif change.kind == ChangeKind.HOLD and not is_open:
            holds.append(_hold(change, ref))
        elif change.after.get("state") == CourseState.HELD and holds:  # the stop that ended it was undone
            holds[-1] = replace(holds[-1], until_on=None)
    return tuple(holds)


def _hold(change: CourseChange, ref: Ref) -> Hold:
    known = change.reason_code in InterruptionReason.__members__
    return Hold(
        on=_day(change, "held_on"),
        ref=ref(change.id),
        reason=InterruptionReason(change.reason_code) if known else None,
        text=change.reason_text,
    )


def _day(change: CourseChange, name: str) -> date:
    """The day the log names, else the day it was written."""
    written = change.after.get(name) or change.after.get("stopped_on")
    return date.fromisoformat(written) if written else timezone.localdate(change.created_at)
