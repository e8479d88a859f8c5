"""`manage.py audit_verify`: is the trail what was sealed? Exit status 1 and one line per fault when not."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import TrailBatch, TrailUnsealed
from accounts.trail.cutting import last_cut, wrong_in_archive
from accounts.trail.verifying import faults
from accounts.trail.watching import rules_off, unwatched


class Command(BaseCommand):
    """Verify the trail, and the archives of what retention cut off."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Archives are optional: they may lie elsewhere."""
        parser.add_argument("--archive", type=Path, action="append", default=[], help="to check too")

    def handle(self, *args: Any, archive: list[Path], **options: Any) -> None:
        """Print what is wrong, else how much was found right."""
        found = [str(fault) for fault in faults()]
        found += [f"{table}: its changes are not watched" for table in unwatched()]
        found += [f"{rule}: the rule is switched off" for rule in rules_off()]
        found += [f"{path.name}: {wrong} differs" for path in archive for wrong in wrong_in_archive(path)]
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"The trail is not whole: {len(found)} faults.")
        self._tell()

    def _tell(self) -> None:
        cut = last_cut()
        if cut:
            self.stdout.write(
                f"Cut through batch {cut.batch} at {cut.at.isoformat()}; archive {cut.archive}."
            )
        batches, waiting = TrailBatch.objects.count(), TrailUnsealed.objects.count()
        self.stdout.write(f"The trail is whole: {batches} batches; {waiting} entries wait for a seal.")
