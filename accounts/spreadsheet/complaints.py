"""What is wrong with rows of a table, in every language: its reader need not be who sent it."""

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, override

from accounts.spreadsheet.columns import Problem

# The row, and by language its column, what is wrong and what is accepted; before 2026-11-26 in one alone.
Told = dict[str, Any]


def in_every_language(ask: Callable[[], Sequence[Problem]]) -> list[Told]:
    """What `ask` finds, asked once in each language: some of its words are chosen when it runs."""
    spoken: list[Told] = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            found = ask()
            spoken = spoken or [{"row": problem.row} for problem in found]
            for told, problem in zip(spoken, found, strict=True):
                told[code] = _words(problem)
    return spoken


def for_reader(told: Told) -> Problem:
    """It in the language of this request; row 0 stands for the row it is shown beside."""
    spoken = get_language() or settings.LANGUAGE_CODE
    return Problem(**{**told.get(spoken, told), "row": told.get("row", 0)})


def _words(problem: Problem) -> dict[str, str]:
    return {
        "column": str(problem.column),
        "wrong": str(problem.wrong),
        "accepted": str(problem.accepted),
    }
