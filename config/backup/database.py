"""PostgreSQL's own tools, and counting: what goes out as a dump, and whether as much came back."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

TABLES = (
    "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
    " WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"
)
BLOCK = 4 << 20
# The server it comes back to may have other users; `migrate` gives them their rights (accounts.trail.rights).
BARE = ("--no-owner", "--no-acl")


class ToolFailed(Exception):
    """A program of PostgreSQL is missing or did not succeed; its own words."""


@contextmanager
def frozen() -> Iterator[str]:
    """A moment that counting and dumping both see, by the name other connections know it under."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield str(cursor.fetchall()[0][0])


def row_counts() -> dict[str, int]:
    """How many rows each table has, history and sessions included."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        names = [name for (name,) in cursor.fetchall()]
        return {name: _count(cursor, name) for name in names}


def _count(cursor: CursorWrapper, name: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {name}")  # noqa: S608 - quoted by PostgreSQL
    return int(cursor.fetchall()[0][0])


def dumped(snapshot: str) -> Iterator[bytes]:
    """The dump in custom format, block by block; raises ToolFailed at the end when it is not whole."""
    command = [_tool("pg_dump"), "-Fc", *BARE, f"--snapshot={snapshot}", *_address()]
    with subprocess.Popen(  # noqa: S603 - a fixed program
        [*command, connection.settings_dict["NAME"]],
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        while block := cast(IO[bytes], process.stdout).read(BLOCK):
            yield block
        _ended_well(process)


@contextmanager
def loading(database: str) -> Iterator[IO[bytes]]:
    """A pipe into `database`; raises ToolFailed when what came through it could not be restored."""
    command = [_tool("pg_restore"), *BARE, "--exit-on-error", *_address(), "-d", database]
    with subprocess.Popen(  # noqa: S603 - a fixed program
        command, env=_environment(), stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        pipe = cast(IO[bytes], process.stdin)
        try:
            yield pipe
            pipe.close()
        except BrokenPipeError:
            pass  # its own words say why
        _ended_well(process)


def _ended_well(process: subprocess.Popen[bytes]) -> None:
    told = process.stderr.read().decode(errors="replace") if process.stderr else ""
    if process.wait():
        raise ToolFailed(told.strip())


def _tool(name: str) -> str:
    """The newest of the installed ones: a dump must not be made by a program older than its server."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    tool = str(found[-1]) if found else shutil.which(name)
    if not tool:
        raise ToolFailed(f"{name} is not installed: apt-get install postgresql-client-15")
    return tool


def _address() -> list[str]:
    settings = connection.settings_dict
    options = {"-h": settings["HOST"], "-p": settings["PORT"], "-U": settings["USER"]}
    return [part for name, value in options.items() if value for part in (name, str(value))]


def _environment() -> dict[str, str]:
    told = {f"PG{name.upper()}": value for name, value in trust().items()}
    return os.environ | told | {"PGPASSWORD": connection.settings_dict["PASSWORD"]}


def trust() -> dict[str, str]:
    """What our own connection asks of the server's certificate; empty without TLS."""
    given = connection.settings_dict["OPTIONS"]
    return {name: given[name] for name in ("sslmode", "sslrootcert") if name in given}
