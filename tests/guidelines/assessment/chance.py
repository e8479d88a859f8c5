"""Records by chance: every field of every fact, from small pools so that facts meet and contradict."""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from random import Random
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from guidelines.record.record import Record

T = TypeVar("T")
START = date(2026, 1, 5)
WORDS = (
    "",
    "T8",
    "left",
    "CT 2026-04-05",
    "ibuprofen",
    "cisplatin",
    "羟考酮",
    "osimertinib",
    "3",
    "M1b",
    "T2b",
    "IV",
)
NUMBERS = ("0", "1.9", "2.4", "2.7", "3.3", "4", "25", "58", "70", "120", "800", "1200")
ODD_NUMBERS = ("NaN", "Infinity", "-1", "1E+40", "1E-40", "-0", "99999999999")
ODD_DATES = (date.min, date.max, date(2000, 2, 29), date(9999, 1, 1))
HINTS: dict[type, Mapping[str, Any]] = {}


def _hints(kind: type) -> Mapping[str, Any]:
    return HINTS.setdefault(kind, get_type_hints(kind))


class Chance:
    """Values by chance from one seed; `odd` also draws what no hospital would write."""

    def __init__(self, seed: int, *, odd: bool = False) -> None:
        self.random = Random(seed)
        self.odd = odd
        self.plain: dict[type, Callable[[], object]] = {
            bool: lambda: self.random.random() < 0.6,
            int: lambda: self.random.choice(
                (0, 1, 3, 5, 8, 10, 12, 28, 84, 1955, *((-7, 10**9) if odd else ()))
            ),
            str: lambda: self.random.choice(WORDS),
            Decimal: lambda: Decimal(self.random.choice(NUMBERS + (ODD_NUMBERS if odd else ()))),
            date: self.day,
        }

    def day(self) -> date:
        """A day around the start, or an odd one."""
        if self.odd and self.random.random() < 0.2:
            return self.random.choice(ODD_DATES)
        return START + timedelta(days=self.random.randint(-60, 200))

    def record(self) -> Record:
        """A whole record."""
        return self.build(Record)

    def build(self, kind: type[T]) -> T:
        """A dataclass with a value for each of its fields."""
        hints = _hints(kind)
        return kind(**{field.name: self.value(hints[field.name]) for field in fields(kind)})  # type: ignore[arg-type]

    def value(self, hint: Any) -> Any:
        """A value of a type, None quite often where it is allowed."""
        arguments = get_args(hint)
        if get_origin(hint) in (Union, types.UnionType):
            known = [kind for kind in arguments if kind is not type(None)]
            return None if self.random.random() < 0.35 else self.value(self.random.choice(known))
        if get_origin(hint) in (tuple, frozenset):
            return get_origin(hint)(
                self.value(arguments[0]) for _ in range(self.random.choice((0, 0, 1, 1, 2)))
            )
        if is_dataclass(hint) and isinstance(hint, type):
            return self.build(hint)
        if issubclass(hint, Enum):
            return self.random.choice(list(hint))
        return self.plain[hint]()
