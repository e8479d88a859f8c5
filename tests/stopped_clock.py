"""A stopped clock gives all rows one moment, in which nothing is the newest; in life each row has its own."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import time_machine
from django.db import models

PreSave = Callable[[Any, models.Model, bool], Any]
A_MOMENT = timedelta(microseconds=1)


class Moments:
    """Counts the rows written while a clock stands; the next clock, and the next hour, begin anew."""

    def __init__(self) -> None:
        self._where: tuple[time_machine.Traveller, datetime] | None = None
        self._rows = 0

    def next(self, at: datetime) -> datetime:
        """The moment of the next row: `at`, then a microsecond later for each row."""
        if not time_machine.escape_hatch.is_travelling():
            return at
        where = time_machine.traveller_stack[-1], at
        self._rows = self._rows + 1 if where == self._where else 0
        self._where = where
        return at + self._rows * A_MOMENT


def moments_apart(pre_save: PreSave) -> PreSave:
    """`DateTimeField.pre_save` that writes no two rows in one moment; the clock itself stands."""
    moments = Moments()

    def written(field: Any, row: models.Model, add: bool) -> Any:
        at = pre_save(field, row, add)
        if add and field.auto_now_add:
            at = moments.next(at)
            setattr(row, field.attname, at)
        return at

    return written
