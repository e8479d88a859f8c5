"""Fills the outbox with what should exist by now, never what is due at this tick: a missed day heals itself.

The unique key of the table makes a reminder single: eight planners at once, or the same one twice, insert it
once. The ORM has no INSERT ... SELECT, hence the one raw statement of this room.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

import structlog
from django.db import connection, transaction
from django.db.models import TextChoices

from worklist.protocols import COLUMNS, ReminderRow, SetSource, Source
from worklist.sources import reminder_sources

log = structlog.stdlib.get_logger(__name__)

CHUNK = 1_000
TYPES = {
    "subject_id": "uuid",
    "patient_id": "uuid",
    "department_id": "uuid",
    "user_id": "uuid",
    "contact_id": "uuid",
    "due_on": "date",
    "planned_for": "date",
    "last_day": "date",
    "not_before": "timestamptz",
}
INSERT = (
    f"INSERT INTO worklist_reminder ({', '.join(COLUMNS)}) "  # noqa: S608 - column names of this file only
    f"SELECT {', '.join(COLUMNS)} FROM ({{select}}) AS due ON CONFLICT DO NOTHING"
)
ARRAYS = ", ".join(f"%({name})s::{TYPES.get(name, 'text')}[]" for name in COLUMNS)
UNNEST = f"SELECT * FROM unnest({ARRAYS}) AS rows({', '.join(COLUMNS)})"  # noqa: S608 - the same names


class PlanningIncomplete(Exception):
    """Some sources failed; the others were planned all the same. `counts` holds what was written."""

    is_free_of_data = True  # its words are names of sources

    def __init__(self, failed: list[str], counts: dict[str, int]) -> None:
        self.failed = failed
        self.counts = counts
        super().__init__(", ".join(failed))


def reminders_plan(now: datetime) -> dict[str, int]:
    """Write every reminder that should exist by `now`; the number of new rows by source.

    Raises PlanningIncomplete after all sources had their turn when one of them failed.
    """
    counts: dict[str, int] = {}
    failed: list[str] = []
    for source in reminder_sources(now):
        try:
            with transaction.atomic():
                counts[source.name] = _write(source)
        except Exception as error:  # one broken source must not silence the others
            log.error("reminder source failed", source=source.name, error=type(error).__name__)
            failed.append(source.name)
    if failed:
        raise PlanningIncomplete(failed, counts)
    return counts


def reminders_write(rows: Iterable[ReminderRow]) -> int:
    """Write what a person asked for at this moment; how many are new, the same key twice is one.

    The kind must belong to a source, which says before delivery whether it is still wanted.
    """
    with transaction.atomic():
        return sum(_insert(UNNEST, _arrays(chunk)) for chunk in _chunks(rows))


def _write(source: Source) -> int:
    if isinstance(source, SetSource):
        return _insert(source.select, source.params)
    return sum(_insert(UNNEST, _arrays(chunk)) for chunk in _chunks(source.rows))


def _insert(select: str, params: Mapping[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(INSERT.format(select=select), dict(params))
        return int(cursor.rowcount)


def _arrays(rows: list[ReminderRow]) -> dict[str, Any]:
    return {name: [_plain(getattr(row, name)) for row in rows] for name in COLUMNS}


def _plain(value: object) -> object:
    return str(value) if isinstance(value, TextChoices) else value


def _chunks(rows: Iterable[ReminderRow]) -> Iterator[list[ReminderRow]]:
    walk = iter(rows)
    while chunk := list(islice(walk, CHUNK)):
        yield chunk
