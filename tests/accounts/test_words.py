"""How dates, identifiers and numbers are written."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from accounts.templatetags import words
from guidelines.findings import Severity
from guidelines.terms import Text

FRIDAY = date(2026, 11, 20)


def test_a_date_in_a_list_names_its_weekday() -> None:
    with override("zh-hans"):
        assert words.short_date(FRIDAY) == "11-20 周五"
    with override("en"):
        assert words.short_date(FRIDAY) == "11-20 Fri"


def test_a_long_date_is_written_as_people_say_it() -> None:
    with override("zh-hans"):
        assert words.long_date(FRIDAY) == "2026 年 11 月 20 日 周五"
    with override("en"):
        assert words.long_date(FRIDAY) == "Fri 20 Nov 2026"


def test_a_moment_before_midnight_in_greenwich_is_the_next_day_in_the_hospital() -> None:
    with override("en"):
        assert words.short_date(datetime(2026, 11, 19, 20, tzinfo=UTC)) == "11-20 Fri"


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        (date(2026, 11, 20), "今日", "today"),
        (date(2026, 11, 21), "明天", "tomorrow"),
        (date(2026, 11, 19), "昨天", "yesterday"),
        (date(2026, 11, 23), "3 天后", "in 3 days"),
        (date(2026, 10, 20), "31 天前", "31 days ago"),
    ],
)
def test_a_day_is_counted_from_today(day: date, zh: str, en: str) -> None:
    with override("zh-hans"):
        assert words.relative_day(day, FRIDAY) == zh
    with override("en"):
        assert words.relative_day(day, FRIDAY) == en


@pytest.mark.usefixtures("noon")
def test_without_a_day_to_count_from_it_is_the_hospitals_today() -> None:
    with override("en"):
        assert words.relative_day(date(2025, 3, 1)) == "today"


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13612342716", "136****2716"),
        ("136 1234 2716", "136****2716"),
        ("0571-87654321", "057****4321"),
        ("8000", "****00"),
    ],
)
def test_a_phone_number_shows_three_digits_and_four(phone: str, masked: str) -> None:
    assert words.mask_phone(phone) == masked


def test_an_identity_number_cannot_be_put_together_from_what_stands_beside_it() -> None:
    assert words.mask_id("330102196702141234") == "****34"
    assert words.mask_id("E12345678") == "****78"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("2.050"), "2.05"),
        (Decimal("120.00"), "120"),
        (Decimal("1.2E+2"), "120"),
        (Decimal("-0.50"), "\u22120.5"),
        (0, "0"),
        (100, "100"),
    ],
)
def test_a_number_has_no_empty_digits_and_a_true_minus(value: Decimal | int, text: str) -> None:
    assert words.number(value) == text


def test_what_is_unknown_is_said_to_be_so() -> None:
    with override("zh-hans"):
        assert {spoken(None) for spoken in words.register.filters.values()} == {"未记录"}


def test_vocabulary_is_spoken_in_the_language_of_the_page() -> None:
    with override("zh-hans"):
        assert words.say(Severity.STOP) == "停止"
    with override("en"):
        assert words.say(Text("钙", "calcium")) == "calcium"
