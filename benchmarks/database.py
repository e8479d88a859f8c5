"""One database per size, kept between runs: loading a million patients takes minutes."""

from datetime import date

from django.core.management import call_command
from django.db import connection

from benchmarks.data import load


def use(size: int, today: date) -> None:
    """Connect to the database of this size and day; create, migrate and fill it when it is not there yet."""
    name = f"bench_{size}_{today:%Y%m%d}"
    _connect("postgres")
    if not _exists(name):
        _make(name, size, today)
    _connect(name)


def _make(name: str, size: int, today: date) -> None:
    """Filled under another name first, so that a load that broke off is never measured."""
    draft = f"{name}_draft"
    _execute(f'DROP DATABASE IF EXISTS "{draft}"', f'CREATE DATABASE "{draft}"')
    _connect(draft)
    call_command("migrate", verbosity=0, interactive=False)
    load(size, today)
    _connect("postgres")
    _execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')


def _connect(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _exists(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def _execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
