"""Pages and jobs sign in as a user who alters no table and takes back nothing that happened (ADR 0036)."""

from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from pghistory.models import Event
from pytest_django.fixtures import Settings

from accounts.models import ReadRecord, TrailBatch, TrailEntry
from accounts.tasks import seal_trail
from accounts.trail.rights import ROWS, serve
from patients.models import Patient
from tests.accounts.trails import look
from tests.cast import Cast, calcium
from tests.serving_user import NAME

pytestmark = pytest.mark.django_db
HISTORY: list[Any] = [one for one in apps.get_models() if issubclass(one, Event) and one._meta.managed]
PAST = {model._meta.db_table for model in (TrailEntry, TrailBatch, *HISTORY)}
TABLES = """
SELECT c.relname, {} FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') ORDER BY 1
"""
TAKEN_OFF_BY = [
    "ALTER TABLE accounts_readrecord DISABLE TRIGGER append_only",
    "DROP TRIGGER append_only ON accounts_readrecord",
    "DROP FUNCTION trail_write() CASCADE",
    "ALTER TABLE patients_patient DISABLE TRIGGER ALL",
    "TRUNCATE accounts_readrecord",
    "DELETE FROM accounts_readrecord",
    "UPDATE patients_patientevent SET name = ''",
    "SET session_replication_role = replica",
    "CREATE TABLE mine (id int)",
    "CREATE ROLE another SUPERUSER",
    "COPY accounts_readrecord TO PROGRAM 'cat'",
]


def kept_from(user: str) -> dict[str, tuple[str, ...]]:
    """Table -> what this user may not do there, says the database; left out where all is allowed."""
    asked = ", ".join("has_table_privilege(%s, c.oid, %s)" for _right in ROWS)
    with connection.cursor() as cursor:
        cursor.execute(TABLES.format(asked), [part for right in ROWS for part in (user, right)])
        rows = {
            table: tuple(r for r, may in zip(ROWS, rights, strict=True) if not may)
            for table, *rights in cursor.fetchall()
        }
    return {table: refused for table, refused in rows.items() if refused}


def assert_refused(statement: str) -> None:
    with pytest.raises(ProgrammingError) as told, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert isinstance(told.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_a_patient_is_recorded_looked_at_and_sealed(serving: str, people: Cast, zhang: Patient) -> None:
    calcium(zhang, people.nurse_li)
    look()

    assert seal_trail() > 0
    assert ReadRecord.objects.exists()


def test_what_happened_is_read_and_added_to_and_never_changed(serving: str) -> None:
    kept = kept_from(serving)

    assert len(PAST) > 40
    assert {table for table in PAST if kept.get(table) != ("UPDATE", "DELETE")} == set()
    others = {table: rights for table, rights in kept.items() if table not in PAST}
    assert others == {"pghistory_context": ("DELETE",), "django_migrations": ("INSERT", "UPDATE", "DELETE")}


@pytest.mark.parametrize("statement", TAKEN_OFF_BY)
def test_no_rule_is_taken_off(serving: str, statement: str) -> None:
    assert_refused(statement)


def test_it_is_made_with_the_password_of_the_day_which_no_statement_holds(settings: Settings) -> None:
    settings.DATABASE_SERVING_USER, settings.DATABASE_SERVING_PASSWORD = NAME, "of the day"
    with transaction.atomic():
        serve()
        settings.DATABASE_SERVING_PASSWORD = "of the next"
        with CaptureQueriesContext(connection) as said:
            serve()
        rows = kept_secret()
        transaction.set_rollback(True)

    assert rows.startswith("SCRAM-SHA-256$")
    assert not any("of the next" in query["sql"] for query in said)


def kept_secret() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", [NAME])
        return str(cursor.fetchone()[0])


def test_the_owner_alone_has_nobody_to_open_to(settings: Settings) -> None:
    settings.DATABASE_SERVING_USER = ""
    serve()
    settings.DATABASE_SERVING_USER = connection.settings_dict["USER"]
    serve()

    assert kept_from(connection.settings_dict["USER"]) == {}
