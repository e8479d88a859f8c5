"""Sums over time as a line: every number is there, the smallest is named, one point makes no line."""

from datetime import date, timedelta
from decimal import Decimal
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from design.sums import FLOOR, SumPoint, sums_picture

START = date(2025, 3, 12)


def points(*values: str, gap: int = 90) -> list[SumPoint]:
    return [
        SumPoint(on=START + timedelta(days=gap * at), value=Decimal(value), shown=value)
        for at, value in enumerate(values)
    ]


def test_the_line_of_the_picture() -> None:
    row = points("62.0", "57.4", "68.0")
    picture = sums_picture(row, row[1], "最低值 57.4")
    assert picture is not None
    assert all(f">{value}<" in picture.body for value in ("62.0", "57.4", "68.0", "最低值 57.4"))
    ElementTree.fromstring(f"<svg>{picture.body}</svg>")  # noqa: S314 - our own picture


def test_one_examination_makes_no_line() -> None:
    assert sums_picture(points("62.0"), None, "") is None


def test_close_days_give_way_but_the_last_number_stays() -> None:
    picture = sums_picture(points(*(f"{n}.5" for n in range(30)), gap=3), None, "")
    assert picture is not None
    assert picture.body.count("<title>") == 30
    assert ">29.5<" in picture.body
    assert ">28.5<" not in picture.body


@given(values=st.lists(st.integers(0, 500), min_size=2, max_size=6), gap=st.integers(0, 200))
def test_whatever_was_measured_stands_in_the_picture(values: list[int], gap: int) -> None:
    row = points(*map(str, values), gap=gap)
    picture = sums_picture(row, min(row, key=lambda one: one.value), "最低")
    assert picture is not None
    heights = [float(text.split('"')[0]) for text in picture.body.split('cy="')[1:]]
    assert all(0 <= height <= FLOOR for height in heights)
