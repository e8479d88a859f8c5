"""Public holidays of mainland China with their make-up workdays, as the State Council published them.

A year that is not in the table is unknown, never "no holiday": add it when the notice is out (each November).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from guidelines.terms import Term, Text

NEW_YEAR = Text("元旦", "New Year")
SPRING = Text("春节", "Spring Festival")
QINGMING = Text("清明节", "Qingming Festival")
LABOUR = Text("劳动节", "Labour Day")
DRAGON_BOAT = Text("端午节", "Dragon Boat Festival")
MID_AUTUMN = Text("中秋节", "Mid-Autumn Festival")
NATIONAL = Text("国庆节", "National Day")
NATIONAL_MID_AUTUMN = Text("国庆节、中秋节", "National Day and Mid-Autumn Festival")


@dataclass(frozen=True, slots=True)
class Break:
    """One holiday: first and last day off, and the weekend days worked for it."""

    name: Text
    first_on: date
    last_on: date
    makeup_on: tuple[date, ...] = ()


BREAKS: Mapping[int, tuple[Break, ...]] = MappingProxyType(
    {
        2025: (
            Break(NEW_YEAR, date(2025, 1, 1), date(2025, 1, 1)),
            Break(SPRING, date(2025, 1, 28), date(2025, 2, 4), (date(2025, 1, 26), date(2025, 2, 8))),
            Break(QINGMING, date(2025, 4, 4), date(2025, 4, 6)),
            Break(LABOUR, date(2025, 5, 1), date(2025, 5, 5), (date(2025, 4, 27),)),
            Break(DRAGON_BOAT, date(2025, 5, 31), date(2025, 6, 2)),
            Break(
                NATIONAL_MID_AUTUMN,
                date(2025, 10, 1),
                date(2025, 10, 8),
                (date(2025, 9, 28), date(2025, 10, 11)),
            ),
        ),
        2026: (
            Break(NEW_YEAR, date(2026, 1, 1), date(2026, 1, 3), (date(2026, 1, 4),)),
            Break(SPRING, date(2026, 2, 15), date(2026, 2, 23), (date(2026, 2, 14), date(2026, 2, 28))),
            Break(QINGMING, date(2026, 4, 4), date(2026, 4, 6)),
            Break(LABOUR, date(2026, 5, 1), date(2026, 5, 5), (date(2026, 5, 9),)),
            Break(DRAGON_BOAT, date(2026, 6, 19), date(2026, 6, 21)),
            Break(MID_AUTUMN, date(2026, 9, 25), date(2026, 9, 27)),
            Break(NATIONAL, date(2026, 10, 1), date(2026, 10, 7), (date(2026, 9, 20), date(2026, 10, 10))),
        ),
    }
)


class DayType(Term):
    """What kind of day it is for a hospital's planning."""

    HOLIDAY = "HOLIDAY", "法定节假日", "Public holiday"
    MAKEUP_WORKDAY = "MAKEUP_WORKDAY", "调休上班", "Make-up workday"
    WEEKEND = "WEEKEND", "周末", "Weekend"
    WORKDAY = "WORKDAY", "工作日", "Workday"
    UNKNOWN = "UNKNOWN", "节假日安排未公布", "Holiday calendar not published"


@dataclass(frozen=True, slots=True)
class DayKind:
    """The kind of a day and the holiday's name; the name is None on days that belong to no holiday."""

    type: DayType
    name: Text | None = None

    @property
    def label(self) -> Text:
        """Return the holiday's name with what it means for the day, else the kind alone."""
        if self.name is None or self.type is DayType.HOLIDAY:
            return self.name or self.type.label
        return Text(f"{self.type.zh}（{self.name.zh}）", f"{self.type.en} ({self.name.en})")


def _days(holiday: Break) -> dict[date, DayKind]:
    length = (holiday.last_on - holiday.first_on).days + 1
    off = {holiday.first_on + timedelta(n): DayKind(DayType.HOLIDAY, holiday.name) for n in range(length)}
    return off | {day: DayKind(DayType.MAKEUP_WORKDAY, holiday.name) for day in holiday.makeup_on}


_SPECIAL: Mapping[date, DayKind] = MappingProxyType(
    {day: kind for breaks in BREAKS.values() for holiday in breaks for day, kind in _days(holiday).items()}
)
SATURDAY = 5


def day_kind(day: date) -> DayKind:
    """Return what kind of day it is.

    In a year whose notice is not in the table a weekday is UNKNOWN; Saturday and Sunday stay WEEKEND.
    """
    if day in _SPECIAL:
        return _SPECIAL[day]
    if day.weekday() >= SATURDAY:
        return DayKind(DayType.WEEKEND)
    return DayKind(DayType.WORKDAY if day.year in BREAKS else DayType.UNKNOWN)
