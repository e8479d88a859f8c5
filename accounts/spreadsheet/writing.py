"""Tables on their way out: a workbook or CSV whose first line says who took it and when."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from accounts.models import User
from accounts.spreadsheet import as_text

Cell = str | int | Decimal | date | None
BOM = "\ufeff"  # spreadsheets take the file for UTF-8
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
LONGEST_NAME = 31  # of a sheet
LONGEST_LIST = 255  # of the words a cell offers
WIDEST, NARROWEST = 48, 8


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet. `offers`: the words a cell of that column may take, by the column's number from 0."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    offers: Sequence[tuple[int, Sequence[str]]] = ()


def mark_of(user: User, now: datetime, *more: str) -> tuple[str, ...]:
    """The line that stands over everything: who took this away and when."""
    return ("BoneBoard", user.name, user.username, f"{timezone.localtime(now):%Y-%m-%d %H:%M:%S}", *more)


def file_response(kind: str, name: str, mark: Sequence[str], tables: Sequence[Table]) -> HttpResponse:
    """The tables as a download; `kind` is one of TYPES."""
    content = xlsx_bytes(mark, tables) if kind == "xlsx" else csv_bytes(mark, tables)
    answer = HttpResponse(content, content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    answer["Cache-Control"] = "no-store"
    return answer


def csv_bytes(mark: Sequence[str], tables: Iterable[Table]) -> bytes:
    """UTF-8 with its mark; the tables under each other, each below its name and an empty line."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([as_text(word) for word in mark])
    for table in tables:
        writer.writerow([])
        writer.writerow([as_text(table.name)])
        writer.writerow([as_text(word) for word in table.head])
        writer.writerows([as_text(cell) for cell in row] for row in table.rows)
    return (BOM + text.getvalue()).encode()


def xlsx_bytes(mark: Sequence[str], tables: Iterable[Table]) -> bytes:
    """One sheet for each table."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(table.name[:LONGEST_NAME]), mark, table)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _fill(sheet: Any, mark: Sequence[str], table: Table) -> None:
    for row in (mark, table.head, *table.rows):
        sheet.append([_plain(cell) for cell in row])
    for row_number, row in enumerate(table.rows, start=3):
        for number, cell in enumerate(row, start=1):
            if cell is None or isinstance(cell, str):
                # Else a program turns 2028-07 into the first of that month, and a long number into another.
                sheet.cell(row_number, number).number_format = "@"
    for cell in sheet[2]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A3"
    for number in range(len(table.head)):
        sheet.column_dimensions[get_column_letter(number + 1)].width = _width(table, number)
    for number, words in table.offers:
        _offer(sheet, number, words, len(table.rows))


def _plain(cell: Cell) -> str | int | float | Decimal | date | None:
    """Text that a spreadsheet would compute stays text, and bytes no workbook can hold are left out."""
    if isinstance(cell, str):
        return as_text(ILLEGAL_CHARACTERS_RE.sub("", cell))
    return cell


def _width(table: Table, number: int) -> int:
    longest = max((_room(row[number]) for row in (table.head, *table.rows)), default=0)
    return min(max(longest + 2, NARROWEST), WIDEST)


def _room(cell: object) -> int:
    """Chinese characters are twice as wide."""
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in str(cell or ""))


def _offer(sheet: Any, number: int, words: Sequence[str], rows: int) -> None:
    listed = ",".join(word for word in words if "," not in word)
    if not rows or not listed or len(listed) > LONGEST_LIST:
        return
    letter = get_column_letter(number + 1)
    choice = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False)
    choice.add(f"{letter}3:{letter}{rows + 2}")
    sheet.add_data_validation(choice)
