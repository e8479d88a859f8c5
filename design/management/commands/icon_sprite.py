"""Builds static/icons/sprite.svg from an unpacked @tabler/icons package; see docs/design.md."""

import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from design.icons import ICONS, SPRITE

HEAD = '<svg xmlns="http://www.w3.org/2000/svg">\n<!-- Tabler Icons, MIT, see LICENSE.txt -->\n'
SYMBOL = (
    '<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
    ' stroke-linecap="round" stroke-linejoin="round">{body}</symbol>\n'
)


def symbol(name: str, source: str) -> str:
    """One `<symbol>` from the text of an icon file, without the invisible 24 px frame."""
    found = re.search(r"<svg[^>]*>(.*)</svg>", source, re.DOTALL)
    if found is None:
        raise CommandError(f"{name}: no svg element")
    body = re.sub(r'<path stroke="none" d="M0 0h24v24H0z" fill="none" />', "", found[1])
    return SYMBOL.format(name=name, body=re.sub(r"\s*\n\s*", "", body))


class Command(BaseCommand):
    """Writes the sprite; the list of icons is `design.icons.ICONS`."""

    help = "Build the icon sprite from the folder icons/outline of @tabler/icons."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("outline", type=Path, help="the folder icons/outline")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["outline"]
        missing = [name for name in ICONS if not (folder / f"{name}.svg").exists()]
        if missing:
            raise CommandError(f"not in {folder}: {', '.join(missing)}")
        symbols = [symbol(name, (folder / f"{name}.svg").read_text("utf-8")) for name in ICONS]
        target = Path(settings.BASE_DIR) / "static" / SPRITE
        target.write_text(HEAD + "".join(symbols) + "</svg>\n", "utf-8")
        self.stdout.write(f"{len(symbols)} icons in {target}")
