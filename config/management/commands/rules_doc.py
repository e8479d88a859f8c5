"""`manage.py rules_doc`: docs/rules.md, made from the rules of `guidelines`."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from guidelines.rulebook import rulebook


class Command(BaseCommand):
    """Print the document, or write it to its place."""

    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer --write."""
        parser.add_argument("--write", action="store_true", help="write docs/rules.md instead of printing it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the document to stdout or to docs/rules.md."""
        if not options["write"]:
            self.stdout.write(rulebook(), ending="")
            return
        path = settings.BASE_DIR / "docs" / "rules.md"
        path.write_text(rulebook(), encoding="utf-8")
        self.stdout.write(f"{path} written")
