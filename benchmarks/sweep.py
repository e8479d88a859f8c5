"""P1 and P2: the reminder sweep beside the barest SQL that writes the same rows."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import TypeVar

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from benchmarks.measure import Comparison, compare
from worklist.services.planning import reminders_plan

T = TypeVar("T")

# Three disjoint ranges over the same doses, two channels each, constants for everything else.
BARE = """
INSERT INTO worklist_reminder (kind, subject_id, patient_id, department_id, due_on, audience, channel,
       planned_for, not_before, last_day)
SELECT kind, id, patient_id, department_id, planned_on, 'NURSES', channel, planned_on, now(), planned_on
FROM (
    SELECT 'DOSE_BEFORE' AS kind, id, patient_id, department_id, planned_on FROM bonetherapy_dose
    WHERE state = 'PLANNED' AND planned_on > %(today)s AND planned_on <= %(today)s + 3
    UNION ALL
    SELECT 'DOSE_DUE', id, patient_id, department_id, planned_on FROM bonetherapy_dose
    WHERE state = 'PLANNED' AND planned_on = %(today)s
    UNION ALL
    SELECT 'DOSE_OVERDUE_1', id, patient_id, department_id, planned_on FROM bonetherapy_dose
    WHERE state = 'PLANNED' AND planned_on < %(today)s AND planned_on >= %(today)s - 28
) AS due, (VALUES ('INBOX'), ('EMAIL')) AS c(channel)
ON CONFLICT DO NOTHING
"""


def first_run(today: date) -> Comparison:
    """Both sides into an empty outbox."""
    return _dose_source_only(lambda: compare(_sweep(today), bare(today), between=empty))


def second_run(today: date) -> Comparison:
    """Our second run, with nothing left to write, beside our first."""

    def measure() -> Comparison:
        sweep = _sweep(today)

        def again() -> None:
            sweep()

        return compare(again, sweep, between=_Alternate(sweep))

    return _dose_source_only(measure)


class _Alternate:
    """Fills the outbox before the one side and empties it before the other."""

    def __init__(self, fill: Callable[[], object]) -> None:
        self.fill, self.full = fill, False

    def __call__(self) -> None:
        empty()
        self.full = not self.full
        if self.full:
            self.fill()


def rows_written(today: date, *, into_empty: bool = True) -> int:
    """How many rows one sweep writes, into an empty outbox or into the outbox as it is."""
    if into_empty:
        empty()
    return _dose_source_only(lambda: sum(reminders_plan(_morning(today)).values()))


def statements(today: date) -> int:
    """How many SQL statements the sweep sends, transaction marks left out."""
    empty()
    with CaptureQueriesContext(connection) as seen:
        _dose_source_only(_sweep(today))
    return sum("worklist_reminder" in query["sql"] for query in seen.captured_queries)


def _sweep(today: date) -> Callable[[], object]:
    return lambda: reminders_plan(_morning(today))


def bare(today: date) -> Callable[[], object]:
    """The baseline: one statement that writes the same rows."""

    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(BARE, {"today": today})

    return run


def _morning(today: date) -> datetime:
    return timezone.make_aware(datetime.combine(today, time(9)))


def empty() -> None:
    """Empty the outbox."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE worklist_reminder")


def _dose_source_only(work: Callable[[], T]) -> T:
    with override_settings(REMINDER_SOURCES=settings.REMINDER_SOURCES[:1]):
        return work()
