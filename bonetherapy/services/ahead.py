"""Keeps plans six doses long and moves projections away from an overdue dose, for all courses at once.

Only the first open dose of a course is an appointment. While it is overdue, the doses behind it would soon be
reminded and listed as if they could be given too: they move on, one interval behind the earliest day on which
the first can still be given. Safe to run at any time and twice: what already stands is left alone.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from bonetherapy.models import Dose
from bonetherapy.selectors.intervals import PLANNED_AHEAD
from bonetherapy.services.notices import reminders_renew_ids

CHUNK = 500
# A week ahead the checks of a dose are looked at: by then a projection must have moved.
LOOK_AHEAD_DAYS = 7

STEP = (
    "(COALESCE(c.interval_days, 0) * interval '1 day' + COALESCE(c.interval_months, 0) * interval '1 month')"
)

CROWDED = """
SELECT c.id FROM bonetherapy_course c
WHERE c.state = 'ACTIVE' AND c.id IN (
    SELECT later.course_id FROM bonetherapy_dose later
    WHERE later.state = 'PLANNED' AND later.planned_on <= %(until)s AND EXISTS (
        SELECT 1 FROM bonetherapy_dose earlier
        WHERE earlier.course_id = later.course_id AND earlier.state = 'PLANNED'
          AND earlier.number < later.number AND earlier.planned_on < %(today)s))
ORDER BY c.id LIMIT %(chunk)s FOR UPDATE OF c SKIP LOCKED
"""

MOVE = f"""
WITH queue AS (
    SELECT d.id, d.course_id,
           row_number() OVER (PARTITION BY d.course_id ORDER BY d.number) - 1 AS step,
           first_value(d.planned_on) OVER (PARTITION BY d.course_id ORDER BY d.number) AS first_on
    FROM bonetherapy_dose d
    WHERE d.state = 'PLANNED' AND d.course_id = ANY(%(courses)s))
UPDATE bonetherapy_dose d
SET due_on = (GREATEST(queue.first_on, %(today)s::date) + queue.step * {STEP})::date, booked_on = NULL
FROM queue JOIN bonetherapy_course c ON c.id = queue.course_id
WHERE d.id = queue.id AND queue.step > 0
RETURNING d.id
"""  # noqa: S608 - the only part put in is the constant above

SHORT = """
SELECT c.id FROM bonetherapy_course c
WHERE c.state = 'ACTIVE' AND c.id > %(after)s AND (
    SELECT count(*) FROM bonetherapy_dose d WHERE d.course_id = c.id AND d.state = 'PLANNED') < %(ahead)s
ORDER BY c.id LIMIT %(chunk)s FOR UPDATE OF c SKIP LOCKED
"""

EXTEND = f"""
WITH plan AS (
    SELECT d.course_id,
           count(*) FILTER (WHERE d.state = 'PLANNED') AS planned,
           min(d.due_on) FILTER (WHERE d.state = 'PLANNED') AS first_on,
           max(d.given_on) AS given_on,
           max(d.number) AS last_number
    FROM bonetherapy_dose d
    WHERE d.course_id = ANY(%(courses)s) AND d.state <> 'CANCELLED'
    GROUP BY d.course_id)
SELECT c.id, c.patient_id, p.department_id,
       plan.last_number + n - plan.planned,
       (CASE WHEN plan.first_on IS NULL THEN GREATEST(plan.given_on + {STEP}, %(today)s) + (n - 1) * {STEP}
             ELSE plan.first_on + (n - 1) * {STEP} END)::date
FROM plan
JOIN bonetherapy_course c ON c.id = plan.course_id
JOIN patients_patient p ON p.id = c.patient_id
CROSS JOIN LATERAL generate_series(plan.planned + 1, %(ahead)s) AS n
WHERE plan.first_on IS NOT NULL OR plan.given_on IS NOT NULL
"""  # noqa: S608 - the only part put in is the constant above


@dataclass(frozen=True, slots=True)
class Ahead:
    """What one run did."""

    moved: int
    planned: int


def doses_plan_ahead(*, today: date) -> Ahead:
    """Move crowded projections and lengthen short plans; a second run finds nothing to do."""
    return Ahead(moved=_move_all(today), planned=_extend_all(today))


def _move_all(today: date) -> int:
    moved = 0
    until = today + timedelta(days=LOOK_AHEAD_DAYS)
    while True:
        with transaction.atomic():
            courses = _ids(CROWDED, {"until": until, "today": today, "chunk": CHUNK})
            ids = _ids(MOVE, {"courses": courses, "today": today}) if courses else []
            reminders_renew_ids(ids)
        moved += len(ids)
        if len(courses) < CHUNK:
            return moved


def _extend_all(today: date) -> int:
    planned, after = 0, UUID(int=0)
    while True:
        with transaction.atomic():
            courses = _ids(SHORT, {"after": after, "ahead": PLANNED_AHEAD, "chunk": CHUNK})
            planned += _extend(courses, today) if courses else 0
        if len(courses) < CHUNK:
            return planned
        after = courses[-1]


def _extend(courses: list[UUID], today: date) -> int:
    rows = _rows(EXTEND, {"courses": courses, "ahead": PLANNED_AHEAD, "today": today})
    names = ("course_id", "patient_id", "department_id", "number", "due_on")
    return len(Dose.objects.bulk_create(Dose(**dict(zip(names, row, strict=True))) for row in rows))


def _ids(sql: str, params: dict[str, Any]) -> list[UUID]:
    return [row[0] for row in _rows(sql, params)]


def _rows(sql: str, params: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())
