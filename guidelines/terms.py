"""Words in two languages, and controlled words: a stored code with a Chinese and an English name."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Self


@dataclass(frozen=True, slots=True)
class Text:
    """The same sentence in Simplified Chinese and in English."""

    zh: str
    en: str

    def get(self, language: str) -> str:
        """Return the English words for any English language code, else the Chinese ones."""
        return self.en if language.lower().startswith("en") else self.zh

    def fill(self, values: Mapping[str, object]) -> "Text":
        """Return the sentence with its {names} filled, each value spoken in the language of the sentence."""
        return Text(
            self.zh.format_map({name: spoken(value, "zh") for name, value in values.items()}),
            self.en.format_map({name: spoken(value, "en") for name, value in values.items()}),
        )


class Term(StrEnum):
    """A controlled word: the code is stored, `zh` and `en` are shown.

    The names have defaults only so that `Agent("DENOSUMAB")`, a look-up by code, type-checks.
    """

    zh: str
    en: str

    def __new__(cls, code: str, zh: str = "", en: str = "") -> Self:
        term = str.__new__(cls, code)
        term._value_ = code
        term.zh = zh
        term.en = en
        return term

    @property
    def label(self) -> Text:
        """Return both names of the term."""
        return Text(self.zh, self.en)


SHOWN = Decimal("0.0001")  # finer digits come only from converting units


def spoken(value: object, language: str) -> str:
    """Return how `value` is read aloud in `language`; what was not recorded is said to be so."""
    if value is None:
        return "not recorded" if language == "en" else "未记录"
    if isinstance(value, Text):
        return value.get(language)
    if isinstance(value, Term):
        return value.label.get(language)
    if isinstance(value, Decimal):
        return f"{value.quantize(SHOWN).normalize():f}"
    if isinstance(value, tuple):
        return ("; " if language == "en" else "；").join(spoken(part, language) for part in value)
    return str(value)


def holding(*named: tuple[Text, bool | None]) -> tuple[Text, ...]:
    """Return the names of what is known to hold; unknown (None) does not."""
    return tuple(name for name, holds in named if holds)


def lacking(*named: tuple[Text, bool | None]) -> tuple[Text, ...]:
    """Return the names of what is not known to hold: false or unknown."""
    return tuple(name for name, holds in named if not holds)
