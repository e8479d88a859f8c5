"""The user of the database that pages and jobs sign in as: rows but no tables, and to the past it only adds.

Made and held up to date by the owner of the tables after every migration, where DATABASE_SERVING_USER names
one (docs/adr/0036-two-users-of-the-database.md). The owner's rules of migration 0002 hold for it as well.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from pghistory.models import Context, Event
from psycopg import sql

from accounts.models import TrailBatch, TrailEntry

ROWS = ("SELECT", "INSERT", "UPDATE", "DELETE")
# What happened is added to and read; who looks after the trail's retention signs in as the owner.
NO_CHANGE, NO_DELETE = ("UPDATE", "DELETE"), ("DELETE",)
MIGRATIONS = "django_migrations"


def serve(**kwargs: Any) -> None:
    """The serving user with its rights, made or brought up to date; nothing where none is named.

    Called with what `post_migrate` says.
    """
    user = settings.DATABASE_SERVING_USER
    if not user or user == _signed_in():
        return
    _make(user)
    for statement in _rights(user):
        _run(statement)


def _make(user: str) -> None:
    """As its password is now: a new secret is in force after the next `migrate`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [user])
        is_there = cursor.fetchone() is not None
    verb = sql.SQL("ALTER" if is_there else "CREATE")
    only = sql.SQL("LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS")
    _run(sql.SQL("{} ROLE {} {} PASSWORD {}").format(verb, sql.Identifier(user), only, _hash(user)))


def _hash(user: str) -> sql.Composable:
    """The password as the server keeps it, so that no log of statements can hold it; NULL opens to none."""
    password = settings.DATABASE_SERVING_PASSWORD
    if not password:
        return sql.SQL("NULL")
    connection.ensure_connection()
    encrypted = connection.connection.pgconn.encrypt_password(
        password.encode(), user.encode(), b"scram-sha-256"
    )
    return sql.Literal(encrypted.decode())


def _rights(user: str) -> Iterator[sql.Composable]:
    who, schema = sql.Identifier(user), sql.SQL("SCHEMA {}").format(sql.Identifier(_schema()))
    yield sql.SQL("REVOKE CREATE ON {} FROM PUBLIC, {}").format(schema, who)
    yield sql.SQL("GRANT USAGE ON {} TO {}").format(schema, who)
    yield sql.SQL("GRANT {} ON ALL TABLES IN {} TO {}").format(_listed(ROWS), schema, who)
    yield sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN {} TO {}").format(schema, who)
    for table, refused in closed().items():
        yield sql.SQL("REVOKE {} ON {} FROM {}").format(_listed(refused), sql.Identifier(table), who)


def closed() -> dict[str, tuple[str, ...]]:
    """Table -> what the serving user may not do there."""
    past: list[Any] = [one for one in apps.get_models() if issubclass(one, Event) and one._meta.managed]
    tables = {model._meta.db_table: NO_CHANGE for model in (TrailEntry, TrailBatch, *past)}
    return tables | {Context._meta.db_table: NO_DELETE, MIGRATIONS: ("INSERT", *NO_CHANGE)}


def _listed(rights: tuple[str, ...]) -> sql.Composable:
    return sql.SQL(", ".join(rights))


def _signed_in() -> str:
    return str(_asked("SELECT current_user"))


def _schema() -> str:
    return str(_asked("SELECT current_schema()"))


def _asked(question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def _run(statement: sql.Composable) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
