"""What is wrong with the rows of a batch, as it is kept with it."""

import json
from collections.abc import Collection

from accounts.spreadsheet.columns import Problem
from accounts.spreadsheet.complaints import Told, for_reader
from interop.models import ImportBatch


def problems_in(batch: ImportBatch) -> list[Problem]:
    """What was wrong with the rows that were left out, in the reader's language."""
    return [for_reader(told) for told in told_of(batch)]


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
