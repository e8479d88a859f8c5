"""What a spreadsheet opens holds text and computes nothing (CWE-1236)."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.spreadsheet import as_text
from tests.setup.checkout import own_python_files

FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://evil.invalid")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\x00=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    " =1+1",
    "\u3000＝1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
]


@pytest.mark.parametrize("typed", FORMULAS)
def test_what_would_be_computed_stays_text(typed: str) -> None:
    assert as_text(typed) == f"'{typed}"


@pytest.mark.parametrize("typed", ["张桂兰", "T8 椎体", "2025-03-01", "a=b", "A-1", "", " 3"])
def test_what_is_harmless_is_not_touched(typed: str) -> None:
    assert as_text(typed) == typed


def test_a_telephone_number_comes_back_as_it_was() -> None:
    assert as_text("+8613800138000").removeprefix("'") == "+8613800138000"


@given(st.lists(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])), min_size=1))
def test_a_row_is_read_back_cell_by_cell(cells: list[str]) -> None:
    """Quotes, commas and line breaks stay inside their cell (RFC 4180)."""
    file = io.StringIO()
    csv.writer(file).writerow([as_text(cell) for cell in cells])

    (row,) = csv.reader(io.StringIO(file.getvalue(), newline=""), strict=True)
    assert row == [as_text(cell) for cell in cells]


def test_no_file_is_written_without_it() -> None:
    """Every module that writes rows takes its cells through `as_text`."""
    writers = [file for file in own_python_files() if re.search(r"csv\.writer\(", file.read_text())]
    assert len(writers) >= 2
    assert [file.name for file in writers if "as_text(" not in file.read_text()] == []
