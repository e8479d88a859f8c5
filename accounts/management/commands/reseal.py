"""`manage.py reseal`: identifiers and phone numbers under the newest of FIELD_KEYS, indexes under INDEX_KEY.

May be stopped and started again; run it after either key was changed. Exit status 1 when no key opens a row.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.resealing import reseal, sealed_tables

BATCH = 500


class Command(BaseCommand):
    """Seal anew, table by table."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Smaller batches hold fewer rows at a time."""
        parser.add_argument("--batch", type=int, default=BATCH, help="rows of one transaction")

    def handle(self, *args: Any, batch: int, **options: Any) -> None:
        """One line a table; rows that stay closed are named by their id."""
        lost = 0
        for model, names in sealed_tables():
            seen = changed = 0
            for done in reseal(model, names, batch=batch):
                seen, changed, lost = seen + done.seen, changed + done.changed, lost + len(done.lost)
                for pk in done.lost:
                    self.stdout.write(f"{done.table} {pk}: no key opens it")
            self.stdout.write(f"{model._meta.db_table}: {seen} rows, {changed} sealed anew")
        if lost:
            raise CommandError(f"{lost} rows stay as they are: a key is missing from FIELD_KEYS.")
