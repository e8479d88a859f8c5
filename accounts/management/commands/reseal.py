"""`manage.py reseal`: what is sealed in rows under the newest of FIELD_KEYS, blind indexes under INDEX_KEY.

May be stopped and started again; run it after either key was changed. Exit status 1 when no key opens a row.
"""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.resealing import Resealed, reseal, sealed_tables
from accounts.second_factor.resealing import reseal_factors

BATCH = 500


class Command(BaseCommand):
    """Seal anew, table by table."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Smaller batches hold fewer rows at a time."""
        parser.add_argument("--batch", type=int, default=BATCH, help="rows of one transaction")

    def handle(self, *args: Any, batch: int, **options: Any) -> None:
        """Table after table, then the second factors."""
        lost = 0
        for model, names in sealed_tables():
            lost += self._told(model._meta.db_table, reseal(model, names, batch=batch))
        factors = reseal_factors()
        lost += self._told(factors.table, [factors])
        if lost:
            raise CommandError(f"{lost} rows stay as they are: a key is missing from FIELD_KEYS.")

    def _told(self, table: str, steps: Iterable[Resealed]) -> int:
        """One line a table; rows that stay closed are named by their id. Returns how many those are."""
        seen = changed = lost = 0
        for done in steps:
            seen, changed, lost = seen + done.seen, changed + done.changed, lost + len(done.lost)
            for pk in done.lost:
                self.stdout.write(f"{table} {pk}: no key opens it")
        self.stdout.write(f"{table}: {seen} rows, {changed} sealed anew")
        return lost
