"""What is wrong with rows of a table, in every language of the house: its reader need not be who sent it."""

import json
from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, override

from accounts.spreadsheet.columns import Problem
from interop.models import ImportBatch

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


def problems_in(batch: ImportBatch) -> list[Problem]:
    """What was wrong with the rows that were left out, in the reader's language."""
    spoken = get_language() or settings.LANGUAGE_CODE
    return [Problem(**{**told.get(spoken, told), "row": told["row"]}) for told in told_of(batch)]


def told_of(batch: ImportBatch) -> list[Told]:
    """The same as it is kept."""
    return list(json.loads(batch.problems or "[]"))


def kept(problems: Collection[Told]) -> str:
    """Them as text, by row; empty when there are none."""
    told = sorted(problems, key=lambda one: one["row"])
    return json.dumps(told, ensure_ascii=False) if told else ""


def rows_of(problems: Collection[Told]) -> set[int]:
    """The rows something is wrong with."""
    return {told["row"] for told in problems}


def _words(problem: Problem) -> dict[str, str]:
    return {
        "column": str(problem.column),
        "wrong": str(problem.wrong),
        "accepted": str(problem.accepted),
    }
