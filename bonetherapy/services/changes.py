"""The log of a course: what was, what is, who, when, why. Every service of this room writes one row."""

from datetime import date
from typing import Any
from uuid import UUID

from accounts.models import User
from bonetherapy.enums import ChangeKind
from bonetherapy.models import Course, CourseChange
from patients.services.overrides import plain

COURSE_FIELDS = (
    "state",
    "agent",
    "dose_mg",
    "route",
    "interval_days",
    "interval_months",
    "off_standard",
    "interval_review_on",
    "hold_reason",
    "held_on",
    "hold_review_on",
    "stop_reason",
    "stopped_on",
)


def course_facts(course: Course) -> dict[str, Any]:
    """The columns of a course that a change may touch, as JSON can hold them."""
    return plain({name: getattr(course, name) for name in COURSE_FIELDS})


def difference(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Only what differs, in both directions."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}


def change_log(
    *,
    by: User,
    course: Course,
    kind: ChangeKind,
    before: dict[str, Any],
    after: dict[str, Any],
    reason_code: str = "",
    reason_text: str = "",
    review_on: date | None = None,
    dose_id: UUID | None = None,
) -> CourseChange:
    """Write one row of the log."""
    return CourseChange.objects.create(
        course=course,
        dose_id=dose_id,
        kind=kind,
        reason_code=reason_code,
        reason_text=reason_text.strip(),
        before=before,
        after=after,
        review_on=review_on,
        by=by,
    )
