"""`manage.py restore FILE --into DATABASE [--attachments DIR]`: a backup into an empty database, verified.

The database is made when there is none. One that has tables is refused: nothing is ever overwritten.
"""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from psycopg import sql

from config.backup.archive import Manifest, archive_read
from config.backup.database import ToolFailed, trust
from config.backup.sealing import Unreadable, key_of

HAS_TABLES = "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public')"


class Command(BaseCommand):
    """Exit code 1 unless all rows and files came back and what follows a restore was done."""

    help = __doc__ or ""
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """From where to where."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--into", required=True, help="name of the database")
        parser.add_argument(
            "--attachments", default=settings.ATTACHMENT_DIR, help="folder of attached reports"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make room, read, verify."""
        database, folder = options["into"], options["attachments"]
        make_room(database)
        try:
            with options["file"].open("rb") as file:
                key = key_of(settings.BACKUP_KEY)
                place = Path(folder) if folder else None
                manifest = archive_read(file, key=key, database=database, attachments=place)
        except (Unreadable, ToolFailed, OSError) as error:
            raise CommandError(f"{error} The database {database} is not whole; drop it.") from error
        self._finish(database, manifest)

    def _finish(self, database: str, manifest: Manifest) -> None:
        """In a process of its own, because this one is connected to the other database."""
        done = subprocess.run(
            [sys.executable, "manage.py", "restored"],
            env=os.environ | {"DATABASE_NAME": database},
            input=json.dumps(asdict(manifest)),
            cwd=settings.BASE_DIR,
            text=True,
            capture_output=True,
            check=False,
        )
        self.stdout.write(done.stdout)
        if done.returncode:
            raise CommandError(done.stderr)


def make_room(database: str) -> None:
    """An empty database of this name; raises CommandError when there is one that is not empty."""
    with psycopg.connect(**_params("postgres"), autocommit=True) as server:
        found = server.execute("SELECT FROM pg_database WHERE datname = %s", [database]).fetchone()
        if found is None:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
            return
    with psycopg.connect(**_params(database)) as there:
        row = there.execute(HAS_TABLES).fetchone()
    if row and row[0]:
        raise CommandError(f"The database {database} is not empty. Restore into another one: --into NAME.")


def _params(database: str) -> dict[str, Any]:
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    given = {name: connection.settings_dict[key] for name, key in names.items()}
    return {name: value for name, value in given.items() if value} | trust() | {"dbname": database}
