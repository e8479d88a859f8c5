"""A stopped clock gives all rows one moment, in which nothing is the newest; in life each row has its own."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import time_machine
from django.db import models

PreSave = Callable[[Any, models.Model, bool], Any]
A_MOMENT = timedelta(microseconds=1)


def going_on(pre_save: PreSave) -> PreSave:
    """`DateTimeField.pre_save`, after which a stopped clock is a moment later."""

    def written(field: Any, row: models.Model, add: bool) -> Any:
        at = pre_save(field, row, add)
        if add and field.auto_now_add and time_machine.escape_hatch.is_travelling():
            time_machine.traveller_stack[-1].shift(A_MOMENT)
        return at

    return written
