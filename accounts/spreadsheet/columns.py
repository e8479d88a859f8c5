"""The columns a sheet is asked to have: how each is called, what it takes, how its text is read.

A head is known in either language; a value by its code or by its word in either language.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from unicodedata import normalize

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext, override, pgettext
from django.utils.translation import gettext_lazy as _

from accounts.spreadsheet.reading import Line
from accounts.vocabulary import say
from guidelines.terms import Term, Text

HEAD_ROWS = 6
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
MOMENT = re.compile(DAY.pattern + r"(?:[T\s]+(\d{1,2})[:：](\d{2})(?::\d{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `title` and `accepts` are words that are translated when they are shown.

    `read` raises ValidationError; `offers` are the words the cell takes, by code, where they are few.
    """

    key: str
    title: Any
    accepts: Any = ""
    read: Callable[[str], Any] = str
    is_required: bool = False
    offers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell; an empty `column`: with the whole row. Words are translated when shown."""

    row: int
    column: Any
    wrong: Any
    accepted: Any = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as it was read: `values` by key, None for an empty cell; `problems` where it could not be."""

    row: int
    values: dict[str, Any]
    texts: dict[str, str]
    problems: tuple[Problem, ...]


def entries_of(lines: Sequence[Line], columns: Sequence[Column]) -> list[Entry]:
    """The rows below the head. Raises ValidationError when no row names the columns that are needed."""
    for place, line in enumerate(lines[:HEAD_ROWS]):
        places = _places(line, columns)
        if not any(column.is_required and column.key not in places for column in columns):
            return [_entry(below, places, columns) for below in lines[place + 1 :]]
    raise ValidationError(_no_head(columns))


def _no_head(columns: Sequence[Column]) -> str:
    names = pgettext("list", ", ").join(str(column.title) for column in columns if column.is_required)
    return gettext("No row names all of these columns: %(names)s. Use the template.") % {"names": names}


def _places(line: Line, columns: Sequence[Column]) -> dict[str, int]:
    names = {name: column.key for column in columns for name in _names(column)}
    found: dict[str, int] = {}
    for place, text in enumerate(line.cells):
        key = names.get(_folded(text))
        if key in found:
            raise ValidationError(_("Two columns are called “%(name)s”. Delete one."), params={"name": text})
        if key is not None:
            found[key] = place
    return found


def _names(column: Column) -> set[str]:
    return {_folded(name) for name in (column.key, *in_both(column.title))}


def word_of(label: Any) -> str:
    """A word of the guidelines or of the catalogues, in the language of this request."""
    if isinstance(label, Term):
        return say(label.label)
    return say(label) if isinstance(label, Text) else str(label)


def in_both(label: Any) -> list[str]:
    """The same word in every language of the house."""
    words = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            words.append(word_of(label))
    return words


def _folded(text: str) -> str:
    """Without case, blanks, the width of characters and the asterisk of what is required."""
    return re.sub(r"[\s*_]", "", normalize("NFKC", text)).casefold()


def _entry(line: Line, places: Mapping[str, int], columns: Sequence[Column]) -> Entry:
    values: dict[str, Any] = {}
    texts: dict[str, str] = {}
    problems = []
    for column in columns:
        place = places.get(column.key)
        texts[column.key] = line.cells[place] if place is not None and place < len(line.cells) else ""
        try:
            values[column.key] = _value(line, place, column, texts[column.key])
        except ValidationError as error:
            values[column.key] = None
            problems.append(Problem(line.number, column.title, _spoken(error), _accepted(column)))
    return Entry(line.number, values, texts, tuple(problems))


def entry_again(row: int, texts: Mapping[str, str], columns: Sequence[Column]) -> Entry:
    """An entry whose texts were kept, read once more: what they name may be gone meanwhile."""
    keys = [column.key for column in columns]
    line = Line(row, [texts.get(key, "") for key in keys])
    return _entry(line, {key: place for place, key in enumerate(keys)}, columns)


def accepted_by(column: Column) -> str:
    """What may stand in the cell, in words."""
    listed = pgettext("list", ", ").join(word_of(label) for label in column.offers.values())
    return listed or str(column.accepts)


def _in_words(error: ValidationError) -> str:
    return " ".join(error.messages)


_spoken, _accepted = lazy(_in_words, str), lazy(accepted_by, str)


def _value(line: Line, place: int | None, column: Column, text: str) -> Any:
    if place in line.formulas:
        raise ValidationError(_("A formula stands here: put its value in its place."))
    if place in line.merged:
        raise ValidationError(_("Merged cells: unmerge them and fill in every row."))
    if text:
        return column.read(text)
    if column.is_required:
        raise ValidationError(_("This is missing."))
    return None


def words(most: int) -> Callable[[str], str]:
    """Text of at most so many characters."""

    def read(text: str) -> str:
        if len(text) > most:
            raise ValidationError(_("At most %(most)s characters."), params={"most": most})
        return text

    return read


def day(text: str) -> date:
    """`2026-11-20`, `2026/11/20`, `2026.11.20` or `2026年11月20日`."""
    found = DAY.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else _no_day(text)
    except ValueError as error:
        raise ValidationError(_("“%(text)s” is no date."), params={"text": text}) from error


def moment(text: str) -> datetime:
    """A day with its time, by the clock of the hospital."""
    found = MOMENT.fullmatch(text)
    if found is None or found[4] is None:
        raise ValidationError(_("“%(text)s” is no date with its time."), params={"text": text})
    try:
        year, month, day_of_month, hour, minute = map(int, found.groups())
        return timezone.make_aware(datetime(year, month, day_of_month, hour, minute))  # noqa: DTZ001
    except ValueError as error:
        raise ValidationError(_("“%(text)s” is no date with its time."), params={"text": text}) from error


def _no_day(text: str) -> date:
    raise ValidationError(_("“%(text)s” is no date."), params={"text": text})


def amount(text: str) -> Decimal:
    """A number above 0."""
    try:
        number = Decimal(normalize("NFKC", text))
    except InvalidOperation as error:
        raise ValidationError(_("“%(text)s” is no number."), params={"text": text}) from error
    if not number.is_finite() or number <= 0:
        raise ValidationError(_("“%(text)s” is no number above 0."), params={"text": text})
    return number


def one_of(offers: Mapping[str, Any]) -> Callable[[str], str]:
    """A code of the list, told by the code itself or by its word in either language."""

    def read(text: str) -> str:
        known = {_folded(name): code for code, word in offers.items() for name in (code, *in_both(word))}
        code = known.get(_folded(text))
        if code is None:
            raise ValidationError(_("“%(text)s” is not in the list."), params={"text": text})
        return code

    return read
