"""`manage.py audit_cut FOLDER`: archive what is past TRAIL_RETENTION_DAYS, and cut it off."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import clock
from accounts.trail.cutting import NothingToCut, cut


class Command(BaseCommand):
    """Cut the trail. Never run by the clock: a person does it and keeps the archive."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the archive goes."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Print the archive's path."""
        if not settings.TRAIL_RETENTION_DAYS:
            raise CommandError("TRAIL_RETENTION_DAYS is 0: the trail is kept for ever.")
        keep = timedelta(days=settings.TRAIL_RETENTION_DAYS)
        try:
            archive = cut(keep=keep, folder=folder, by="manage audit_cut", now=clock.now())
        except NothingToCut:
            self.stdout.write("Nothing is old enough.")
        except (ValueError, OSError) as error:
            raise CommandError(str(error)) from error
        else:
            self.stdout.write(f"Archived and cut: {archive}")
