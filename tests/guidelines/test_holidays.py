"""The public holidays as the State Council published them."""

from datetime import timedelta

import pytest

from guidelines.holidays import BREAKS, DayType, day_kind
from tests.guidelines.shorthand import day

DAYS = [
    ("2025-01-01", DayType.HOLIDAY, "元旦"),
    ("2025-01-26", DayType.MAKEUP_WORKDAY, "调休上班（春节）"),
    ("2025-01-28", DayType.HOLIDAY, "春节"),
    ("2025-02-04", DayType.HOLIDAY, "春节"),
    ("2025-02-05", DayType.WORKDAY, "工作日"),
    ("2025-04-27", DayType.MAKEUP_WORKDAY, "调休上班（劳动节）"),
    ("2025-06-02", DayType.HOLIDAY, "端午节"),
    ("2025-10-06", DayType.HOLIDAY, "国庆节、中秋节"),
    ("2025-10-11", DayType.MAKEUP_WORKDAY, "调休上班（国庆节、中秋节）"),
    ("2026-01-02", DayType.HOLIDAY, "元旦"),
    ("2026-01-04", DayType.MAKEUP_WORKDAY, "调休上班（元旦）"),
    ("2026-02-23", DayType.HOLIDAY, "春节"),
    ("2026-02-24", DayType.WORKDAY, "工作日"),
    ("2026-02-28", DayType.MAKEUP_WORKDAY, "调休上班（春节）"),
    ("2026-09-25", DayType.HOLIDAY, "中秋节"),
    ("2026-10-07", DayType.HOLIDAY, "国庆节"),
    ("2026-11-21", DayType.WEEKEND, "周末"),
    ("2026-11-23", DayType.WORKDAY, "工作日"),
    ("2028-10-01", DayType.WEEKEND, "周末"),
    ("2028-10-02", DayType.UNKNOWN, "节假日安排未公布"),
]


@pytest.mark.parametrize(("on", "kind", "label"), DAYS)
def test_what_kind_of_day_it_is(on: str, kind: DayType, label: str) -> None:
    found = day_kind(day(on))
    assert (found.type, found.label.zh) == (kind, label)


@pytest.mark.parametrize(("year", "days_off", "worked"), [(2025, 28, 5), (2026, 33, 6)])
def test_a_year_has_its_published_number_of_days(year: int, days_off: int, worked: int) -> None:
    days = [day(f"{year}-01-01") + timedelta(n) for n in range(365)]
    kinds = [day_kind(on).type for on in days]
    assert kinds.count(DayType.HOLIDAY) == days_off
    assert kinds.count(DayType.MAKEUP_WORKDAY) == worked


def test_only_weekend_days_are_worked_for_a_holiday() -> None:
    worked = [on for breaks in BREAKS.values() for holiday in breaks for on in holiday.makeup_on]
    assert all(on.weekday() >= 5 for on in worked)
