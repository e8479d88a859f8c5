"""Identity card and phone numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.enums import Sex
from patients.identifiers import (
    NATIONAL_ID,
    BadNationalId,
    check_sign,
    is_phone,
    masked_address,
    read_national_id,
    tidy_national_id,
    tidy_phone,
)


def card(born: date = date(1967, 2, 14), order: str = "002") -> str:
    """A whole number with the right check sign."""
    digits = f"110101{born:%Y%m%d}{order}"
    return digits + check_sign(digits)


def test_a_card_says_when_its_holder_was_born_and_the_sex() -> None:
    found = read_national_id(card())
    assert (found.birth_date, found.sex) == (date(1967, 2, 14), Sex.FEMALE)
    assert read_national_id("110101670214003").sex == Sex.MALE


def test_the_example_of_the_standard_with_an_x_is_accepted() -> None:
    assert read_national_id(tidy_national_id(" 11010519491231002x ")).birth_date == date(1949, 12, 31)


@pytest.mark.parametrize(
    ("number", "what"),
    [("110105194912310021", "check"), ("1101051949", "shape"), ("110101670230003", "date"), ("", "shape")],
)
def test_a_wrong_number_says_what_is_wrong(number: str, what: str) -> None:
    with pytest.raises(BadNationalId) as wrong:
        read_national_id(number)
    assert wrong.value.what == what


@given(
    st.dates(date(1900, 1, 1), date(2025, 1, 1)), st.integers(0, 999), st.integers(0, 17), st.integers(1, 9)
)
def test_one_wrong_digit_never_passes(born: date, order: int, place: int, shift: int) -> None:
    number = card(born, f"{order:03}")
    digit = 10 if number[place] == "X" else int(number[place])
    wrong = number[:place] + str((digit + shift) % 10) + number[place + 1 :]
    if wrong != number:
        with pytest.raises(BadNationalId):
            read_national_id(wrong)


@given(st.text())
def test_no_text_breaks_the_reading(text: str) -> None:
    assert isinstance(is_phone(tidy_phone(text)), bool)
    if not NATIONAL_ID.fullmatch(tidy_national_id(text)):
        with pytest.raises(BadNationalId):
            read_national_id(tidy_national_id(text))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("138 0013 8000", "13800138000"),
        ("+86-138-0013-8000", "13800138000"),
        ("０１０－６２２２ ３３３３", "01062223333"),
        ("010-62223333-801", "01062223333-801"),
        ("0571 8888 9999", "057188889999"),
        ("+44 20 7946 0958", "+442079460958"),
    ],
)
def test_a_phone_is_stored_as_it_is_dialled(typed: str, stored: str) -> None:
    assert tidy_phone(typed) == stored
    assert is_phone(stored)


@pytest.mark.parametrize("typed", ["", "123", "abc", "138001380001234567", "请打我"])
def test_what_nobody_can_dial_is_no_phone(typed: str) -> None:
    assert not is_phone(tidy_phone(typed))


def test_an_address_is_shown_without_its_name() -> None:
    assert masked_address("liming@hospital.cn") == "l***@hospital.cn"
