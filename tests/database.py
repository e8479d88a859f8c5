"""The test database between tests."""

from collections.abc import Iterable
from functools import cache

from django.db import connection, transaction

REFUSES_EVEN_A_REPLICA = ("accounts_readrecord", "accounts_trailbatch")
# Written by the migrations and never by a test.
KEPT = {"django_content_type", "auth_permission", "django_migrations"}


def empty_what_was_written() -> None:
    """Empty the few tables that hold rows.

    Django's own flush truncates all of them, which costs as much as a test and waits for every reader; then
    it writes contenttypes and permissions anew. What forbids deleting is for the house, not for tests.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in REFUSES_EVEN_A_REPLICA:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only")
        for table in tables_with_rows():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a name of the database's
        for table in REFUSES_EVEN_A_REPLICA:
            cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER append_only")


def tables_with_rows() -> set[str]:
    """The tables that hold something now, but for those a migration filled; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_which_hold_rows())
        return {table for (table,) in cursor.fetchall()}


@cache
def _which_hold_rows() -> str:
    return " UNION ALL ".join(_if_it_holds_rows(set(connection.introspection.table_names()) - KEPT))


def _if_it_holds_rows(tables: Iterable[str]) -> Iterable[str]:
    for table in sorted(tables):
        yield f"SELECT '{table}' WHERE EXISTS (SELECT FROM {connection.ops.quote_name(table)})"  # noqa: S608 - the same


def put_everybody_out() -> None:
    """A live server's last thread may still be in the database: it must not keep it from being dropped."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
