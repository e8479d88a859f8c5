"""Tables that come in: whatever a program made of a cell, it is read or said to be unreadable."""

import tracemalloc
from datetime import date, datetime
from io import BytesIO
from time import monotonic
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from accounts.spreadsheet import as_text
from accounts.spreadsheet.columns import Column, amount, day, entries_of, moment
from accounts.spreadsheet.reading import MOST_LINES, as_read, lines_of
from accounts.spreadsheet.writing import Table, csv_bytes, xlsx_bytes

COLUMNS = (
    Column(key="number", title="Number", is_required=True),
    Column(key="on", title="Day", read=day, accepts="a date"),
)


def saved(book: Workbook) -> bytes:
    """The workbook as a file."""
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def with_sheet(content: bytes, old: bytes, new: bytes) -> bytes:
    """The file with other words in its first sheet."""
    held = BytesIO()
    with ZipFile(BytesIO(content)) as parts, ZipFile(held, "w", ZIP_DEFLATED) as changed:
        for name in parts.namelist():
            changed.writestr(name, parts.read(name).replace(old, new))
    return held.getvalue()


def book_of(*rows: tuple[object, ...]) -> Workbook:
    """A workbook with these rows below the head."""
    book = Workbook()
    for row in (("Number", "Day"), *rows):
        book.worksheets[0].append(row)
    return book


@pytest.mark.parametrize("epoch", [CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904])
def test_days_are_the_same_in_both_calendars(epoch: datetime) -> None:
    book = book_of()
    book.epoch = epoch
    book.worksheets[0].append(("A1", date(2025, 3, 1)))
    (entry,) = entries_of(lines_of(saved(book)), COLUMNS)
    assert entry.values["on"] == date(2025, 3, 1)


def test_a_formula_is_not_computed_but_said() -> None:
    (entry,) = entries_of(lines_of(saved(book_of(("=1+1", "=TODAY()")))), COLUMNS)
    assert [problem.column for problem in entry.problems] == ["Number", "Day"]
    (told,) = entries_of(lines_of(b"Number,Day\n=cmd|' /C calc'!A0,2025-03-01\n"), COLUMNS)
    assert [problem.column for problem in told.problems] == ["Number"]


def test_merged_cells_are_said_in_every_row_they_cover() -> None:
    book = book_of(("A1", "2025-03-01"), ("", "2025-03-02"), ("A3", "2025-03-03"))
    book.worksheets[0].merge_cells("A2:A3")
    entries = entries_of(lines_of(saved(book)), COLUMNS)
    assert [bool(entry.problems) for entry in entries] == [True, True, False]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_in_every_encoding_a_spreadsheet_writes(encoding: str, delimiter: str) -> None:
    text = f"Number{delimiter}Day\r\n张桂兰{delimiter}2025年3月1日\r\n"
    (entry,) = entries_of(lines_of(text.encode(encoding)), COLUMNS)
    assert (entry.values["number"], entry.values["on"]) == ("张桂兰", date(2025, 3, 1))


def test_a_million_rows_are_refused_before_they_fill_the_memory() -> None:
    head = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    )
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1_000_001))
    held = BytesIO(saved(book_of()))
    with ZipFile(held) as parts:
        kept = {name: parts.read(name) for name in parts.namelist()}
    kept["xl/worksheets/sheet1.xml"] = f"{head}<sheetData>{rows}</sheetData></worksheet>".encode()
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as parts:
        for name, part in kept.items():
            parts.writestr(name, part)
    tracemalloc.start()
    with pytest.raises(ValidationError):
        lines_of(out.getvalue())
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("corner", ["a cell", "a merged area"])
def test_one_cell_at_the_far_corner_is_refused_before_the_sheet_is_filled(corner: str) -> None:
    book = book_of(("A1", "2025-03-01"))
    if corner == "a cell":
        book.worksheets[0]["XFD1048576"] = "x"
        content = saved(book)
    else:
        book.worksheets[0].merge_cells("A2:B2")
        content = with_sheet(saved(book), b"A2:B2", b"A2:XFD1048576")
    started = monotonic()
    with pytest.raises(ValidationError):
        lines_of(content)
    assert monotonic() - started < 5


def test_too_many_lines_and_what_is_no_table_are_refused() -> None:
    for content in (
        b"",
        b"Number,Day\n" + b"1,\n" * (MOST_LINES + 1),
        b"\xd0\xcf\x11\xe0old",
        b"PK\x03\x04broken",
        b"\x00\x01\x02",
        b"%PDF-1.7 \xff\xff",
    ):
        with pytest.raises(ValidationError):
            entries_of(lines_of(content), COLUMNS)


def test_entities_that_grow_are_not_expanded() -> None:
    held = BytesIO(saved(book_of(("A1", "x"))))
    with ZipFile(held) as parts:
        kept = {name: parts.read(name) for name in parts.namelist()}
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    kept["xl/workbook.xml"] = bomb
    out = BytesIO()
    with ZipFile(out, "w") as parts:
        for name, part in kept.items():
            parts.writestr(name, part)
    with pytest.raises(ValidationError):
        lines_of(out.getvalue())


def test_a_missing_or_double_column_is_named() -> None:
    with pytest.raises(ValidationError, match="Number"):
        entries_of(lines_of(b"Other,Day\n1,2\n"), COLUMNS)
    with pytest.raises(ValidationError, match="number"):
        entries_of(lines_of(b"Number,number *\n1,2\n"), COLUMNS)


@pytest.mark.parametrize("text", ["=1", "+86 571", "-1", "@x", "\tx", "＝1", "＋1", "－1", "＠1"])
def test_text_survives_the_way_out_and_back(text: str) -> None:
    table = Table("t", ("Number", "Day"), [(text, None)])
    for content in (xlsx_bytes(("BoneBoard",), [table]), csv_bytes(("BoneBoard",), [table])):
        (entry,) = entries_of(lines_of(content), COLUMNS)
        assert entry.texts["number"] == text.strip()


def test_a_cell_that_looks_like_a_formula_is_stored_as_text() -> None:
    book = load_workbook(BytesIO(xlsx_bytes(("=1",), [Table("t", ("=2",), [("=3\x00", None)])])))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    assert [cell.value for cell in cells] == ["'=1", "'=2", "'=3"]
    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize("text", ["2025-02-30", "1.3.2025", "45000", "2025-3"])
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    with pytest.raises(ValidationError):
        day(text)


@pytest.mark.parametrize("text", ["0", "-1", "NaN", "Infinity", "1,5", "abc"])
def test_what_is_no_amount_is_not_guessed(text: str) -> None:
    with pytest.raises(ValidationError):
        amount(text)


def test_values_become_text_as_people_write_them() -> None:
    assert as_read(120.0) == "120"
    assert as_read(3.3) == "3.3"
    assert as_read(datetime(2025, 3, 1, 10, 5)) == "2025-03-01 10:05"
    assert moment("2025/3/1 10：05").isoformat() == "2025-03-01T10:05:00+08:00"
    assert as_text(None) == ""
