"""A ward of any size whose doses are spread over the days around today, each due one reminder."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import connection

from benchmarks.data import fill
from bonetherapy.models import Dose
from config.backup.database import dumped, frozen, loading

# From four days overdue to three days ahead; the doses before and after keep their 28 days.
SPREAD = """
UPDATE bonetherapy_dose d SET due_on = base.day + 28 * (d.number - 3),
    state = CASE WHEN d.number < 3 THEN 'GIVEN' ELSE 'PLANNED' END,
    given_on = CASE WHEN d.number < 3 THEN base.day + 28 * (d.number - 3) END,
    given_at = CASE WHEN d.number < 3 THEN base.day + 28 * (d.number - 3) + time '10:00' END,
    recorded_at = CASE WHEN d.number < 3 THEN base.day + 28 * (d.number - 3) + time '10:01' END,
    given_by_id = CASE WHEN d.number < 3 THEN md5('NURSE0')::uuid END,
    dose_mg = CASE WHEN d.number < 3 THEN 120 END, route = CASE WHEN d.number < 3 THEN 'SC' ELSE '' END
FROM (SELECT md5('course' || p)::uuid AS course_id, %(today)s::date + (p %% 8)::int - 4 AS day
      FROM generate_series(0, %(size)s - 1) AS p) AS base
WHERE d.course_id = base.course_id
"""
QUIETLY = "SET session_replication_role = replica"


def schema() -> bytes:
    """The tables of the test database as it is, and what its migrations wrote."""
    with frozen() as moment:
        return b"".join(dumped(moment))


def ward(name: str, tables: bytes, size: int, today: date) -> None:
    """Make the database `name` with `size` patients on the server this process speaks to."""
    with entered("postgres"):
        execute(f'CREATE DATABASE "{name}"')
    with entered(name):
        with loading(name) as pipe:
            pipe.write(tables)
        fill(size, today)
        execute(QUIETLY)
        execute(SPREAD, size=size, today=today)
        execute("UPDATE patients_labresult SET sampled_on = %(today)s", today=today)
        execute("UPDATE accounts_department SET nurse_mailbox = 'ward@hospital.invalid'")
        execute("ANALYZE")


@contextmanager
def entered(name: str, host: str = "") -> Iterator[None]:
    """This process speaks to another database, on another server when it is named."""
    own = connection.settings_dict["NAME"], connection.settings_dict["HOST"]
    _enter(name, host or own[1])
    try:
        yield
    finally:
        _enter(*own)


def _enter(name: str, host: str) -> None:
    connection.close()
    connection.settings_dict["NAME"], connection.settings_dict["HOST"] = name, host


def execute(statement: str, **params: str | int | date) -> None:
    """One statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params or None)


def due(today: date) -> set[tuple[str, str, str]]:
    """What the house must say today: dose, kind and channel; written without the house's SQL."""
    rows = Dose.objects.filter(state="PLANNED").values_list("id", "planned_on")
    kinds = ((str(dose), kind_of((day - today).days)) for dose, day in rows)
    return {(dose, kind, channel) for dose, kind in kinds if kind for channel in ("INBOX", "EMAIL")}


def kind_of(days_ahead: int) -> str:
    """The reminder of a dose so many days before it; empty: none yet."""
    if days_ahead < 0:
        return "DOSE_OVERDUE_1" if days_ahead >= -28 else "DOSE_OVERDUE_2"
    if days_ahead == 0:
        return "DOSE_DUE"
    return "DOSE_BEFORE" if days_ahead <= 3 else ""
