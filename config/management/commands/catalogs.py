"""`manage.py catalogs compile|check|missing`: the word lists of every room, without the gettext programs."""

from argparse import ArgumentParser
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.reloader import translation_file_changed
from django.utils.translation.template import templatize

KEYWORDS: Any = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
CODE = (
    "config", "design", "accounts", "patients", "worklist", "bonetherapy", "imaging", "mdt", "interop",
)  # fmt: skip

Word = tuple[str, str]  # its context, empty for none, and the word


class Command(BaseCommand):
    """compile: .po -> .mo. check: fail when a word has no Chinese. missing: print them, by folder."""

    help = __doc__ or ""
    requires_system_checks = ()  # words are compiled before anything else can work

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One verb, and folders for `missing`."""
        parser.add_argument("verb", choices=["compile", "check", "missing"])
        parser.add_argument("folders", nargs="*")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the verb."""
        if options["verb"] == "compile":
            for path in _catalogs():
                _compile(path)
            return
        missing = sorted(_used(options["folders"]) - _translated())
        for context, message in missing:
            self.stdout.write(f"{message} ({context})" if context else message)
        if missing and options["verb"] == "check":
            raise CommandError(f"{len(missing)} words have no Chinese translation.")


def _catalogs() -> Iterator[Path]:
    for folder in settings.LOCALE_PATHS:
        yield from Path(folder).glob("*/LC_MESSAGES/django.po")


def _compile(path: Path) -> None:
    compiled = path.with_suffix(".mo")
    with path.open("rb") as source, compiled.open("wb") as target:
        write_mo(target, read_po(source))
    translation_file_changed(None, compiled)  # on a new checkout this process has looked for it in vain


def _translated() -> set[Word]:
    """What has a Chinese text in one of the rooms."""
    return {word for path in _catalogs() for word, text in said_in(path) if text}


def said_in(path: Path) -> Iterator[tuple[Word, str]]:
    """The words of one catalogue with their Chinese."""
    with path.open("rb") as source:
        for entry in read_po(source):
            if entry.id:
                yield (entry.context or "", _first(entry.id)), _first(entry.string)


def _used(folders: list[str]) -> set[Word]:
    root = Path(settings.BASE_DIR)
    places = [root / name for name in folders] or [*(root / name for name in CODE), root / "templates"]
    return {message for place in places for message in _messages_in(place)}


def _messages_in(place: Path) -> Iterator[Word]:
    for path in [*place.rglob("*.py"), *place.rglob("*.html"), *place.rglob("*.txt")]:
        if "migrations" not in path.parts:
            yield from _messages(path)


def _messages(path: Path) -> Iterator[Word]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Markup becomes X's that keep their place; the tokenizer would read their indentation as Python's.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
    for _line, _function, found, _comments in extract_python(
        BytesIO(text.encode()), KEYWORDS, [], {"encoding": "utf-8"}
    ):
        if _function in {"pgettext", "pgettext_lazy"}:
            yield found[0], _first(found[1])
        else:
            yield "", _first(found)


def _first(message: Any) -> str:
    return str(message if isinstance(message, str) else message[0])
