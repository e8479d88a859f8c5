"""Clinical words in the user's language: guidelines hold both languages, Django knows which one is spoken."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.functional import lazystr
from django.utils.translation import get_language

from guidelines.terms import Term, Text

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def say(text: Text) -> str:
    """The text in the language of this request."""
    return text.get(get_language() or "zh-hans")


def choices(terms: Iterable[Term]) -> "list[tuple[str, str | _StrPromise]]":
    """(code, word) pairs for a form's choice field, spoken when the page is drawn."""
    return [(str(term.value), _later(term)) for term in terms]


def _later(term: Term) -> "_StrPromise":
    return lazystr(_Spoken(term))


class _Spoken:
    """A term whose text is chosen when it is shown, so that one form class serves both languages."""

    def __init__(self, term: Term) -> None:
        self.term = term

    def __str__(self) -> str:
        return say(self.term.label)
