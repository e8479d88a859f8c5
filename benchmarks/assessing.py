"""P11: the pure rules on every day of a year and more, for every published case."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

from benchmarks.measure import Cost, cost_of
from guidelines.assessment.assess import assess
from guidelines.record.record import Record
from interop.services.assessing import case_read

CASES = Path(settings.BASE_DIR) / "config" / "demo" / "cases.json"
INDEX = date(2024, 1, 5)
DAYS = tuple(INDEX + timedelta(days=offset) for offset in range(401))
# Read when all of it is known: the rules themselves see no fact before its day.
SEEN = INDEX + timedelta(days=1000)


def cases() -> list[Any]:
    """The published cases."""
    return list(json.loads(CASES.read_text(encoding="utf-8"), parse_float=Decimal))


def records() -> list[Record]:
    """The record of each case; its rows are gone again."""
    return [case_read(case, index_on=INDEX, on=SEEN)[1] for case in cases()]


def case_day() -> Cost:
    """The mean cost of the rules for one case on one day."""
    read = records()
    return _each(cost_of(lambda: every_day(read)), len(read) * len(DAYS))


def one_import() -> Cost:
    """The mean cost of the way there: a case into the database, and its record out of it."""
    return _each(cost_of(records), len(cases()))


def every_day(read: Iterable[Record]) -> int:
    """Judge every record on every day; return how many findings there were."""
    return sum(len(assess(record, day).findings) for record in read for day in DAYS)


def _each(whole: Cost, parts: int) -> Cost:
    return Cost(whole.wall_ms / parts, whole.cpu_ms / parts)
