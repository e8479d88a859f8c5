"""`manage.py backup [--to DIR] [--keep N]`: database and attachments as one encrypted file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts import clock
from config.backup.archive import archive_write
from config.backup.database import ToolFailed
from config.backup.sealing import Unreadable, key_of
from config.health.jobs import BACKUP
from worklist.services.runs import run_begin, run_end

PATTERN = "boneboard-*.backup"


class Command(BaseCommand):
    """Prints the file's path. A file with this name is whole; one still being written ends in .part."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and how many to keep."""
        parser.add_argument("--to", default=settings.BACKUP_DIR, help="folder; default: BACKUP_DIR")
        parser.add_argument("--keep", type=int, help="delete older ones beyond so many")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, note it, then remove older ones."""
        if not options["to"]:
            raise CommandError("Say where to: --to DIR, or set BACKUP_DIR.")
        run_begin(name=BACKUP, queue="", now=clock.now())
        try:
            path = _made(Path(options["to"]))
        except (Unreadable, ToolFailed, OSError) as error:
            run_end(name=BACKUP, error=error, now=clock.now())
            raise CommandError(str(error)) from error
        run_end(name=BACKUP, error=None, now=clock.now())
        for old in _superfluous(path.parent, options["keep"]):
            old.unlink()
        self.stdout.write(str(path))


def _made(folder: Path) -> Path:
    """The finished file, readable by its owner only."""
    now = clock.now()
    key = key_of(settings.BACKUP_KEY)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"boneboard-{timezone.localtime(now):%Y%m%d-%H%M%S}.backup"
    unfinished = path.with_suffix(".part")
    try:
        with unfinished.open("xb") as file:
            unfinished.chmod(0o600)
            archive_write(file, key=key, attachments=_attachments(), now=now)
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def _attachments() -> Path | None:
    return Path(settings.ATTACHMENT_DIR) if settings.ATTACHMENT_DIR else None


def _superfluous(folder: Path, keep: int | None) -> list[Path]:
    """All but the newest `keep`, at least one of which stays; None keeps all."""
    return sorted(folder.glob(PATTERN))[: -max(keep, 1)] if keep is not None else []
