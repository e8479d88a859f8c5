"""`manage.py series_sides`: name right and left of series that were linked before BoneBoard kept them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from imaging.pacs import pacs
from imaging.pacs.errors import PacsError
from imaging.services.sides import sides_fill


class Command(BaseCommand):
    """Asks the image archive about every series without sides; it may be run again at any time."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many series came to which end."""
        try:
            counts = sides_fill(pacs())
        except PacsError as error:
            raise CommandError(str(error)) from error
        for outcome, number in sorted(counts.items()):
            self.stdout.write(f"{number}: {outcome}")
        if not counts:
            self.stdout.write("Every series has its sides.")
