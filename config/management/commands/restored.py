"""`manage.py restored < manifest.json`: what follows a restore; `manage.py restore` calls it.

Counts the rows, brings the tables to this version, stops messages that may have gone out since the backup,
tries whether FIELD_KEYS opens what is sealed, and lets the audit trail verify itself. After a return to a
moment (`--uncounted`) nothing was counted.
"""

import json
import sys
from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import clock
from accounts.resealing import closed_tables
from config.backup.database import row_counts
from mdt.services.restoring import mails_stop
from worklist.services.restoring import reminders_stop

AUDIT = "audit_verify"


class Command(BaseCommand):
    """Exit code 1 when a table has another number of rows than the backup counted, or a key is missing."""

    help = __doc__ or ""
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether somebody counted."""
        parser.add_argument("--uncounted", action="store_true", help="there is no manifest")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say each step when it is done."""
        if not options["uncounted"]:
            self._count(json.load(sys.stdin)["rows"])
        call_command("migrate", interactive=False, verbosity=0)
        now = clock.now()
        reminders, mails = reminders_stop(now), mails_stop(now)
        self.stdout.write(f"may have gone out, so stopped: {reminders} reminders, {mails} mails of boards")
        if closed := closed_tables():
            raise CommandError(
                f"No key of FIELD_KEYS opens {', '.join(closed)}: bring the keys of that house."
            )
        if AUDIT in get_commands():
            call_command(AUDIT, stdout=self.stdout)

    def _count(self, wanted: dict[str, int]) -> None:
        self._compare(wanted, row_counts())
        self.stdout.write(f"rows: {sum(wanted.values())} in {len(wanted)} tables, as counted")

    def _compare(self, wanted: dict[str, int], found: dict[str, int]) -> None:
        names = sorted(wanted.keys() | found.keys())
        other = [
            f"{name}: {wanted.get(name)} in the backup, {found.get(name)} here"
            for name in names
            if wanted.get(name) != found.get(name)
        ]
        if other:
            raise CommandError("\n".join(other))
