"""A workbook or CSV on its way in, as lines of text by column: what cannot be read is said, never guessed.

Cells are text, days are `2026-11-20` whatever calendar the workbook counts in (1900 or 1904), a formula is
marked as one and not computed, and cells that were merged are marked as well.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from accounts.spreadsheet import as_text
from accounts.spreadsheet.extent import Vast, measure

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 25 * 1024 * 1024
MOST_LINES = 2000
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
DELIMITERS = (",", ";", "\t")


@dataclass(slots=True)
class Line:
    """One row: its number as the spreadsheet counts, its texts, and which of them are no plain values."""

    number: int
    cells: list[str]
    formulas: set[int] = field(default_factory=set)
    merged: set[int] = field(default_factory=set)


def lines_of(content: bytes) -> list[Line]:
    """Every row that holds something. Raises ValidationError for what is no table, or too large a one."""
    if not content.strip():
        raise ValidationError(_("This file is empty."))
    if len(content) > MOST_BYTES:
        raise ValidationError(_too_large())
    if content.startswith(OLD_EXCEL):
        raise ValidationError(_("This is an old XLS file or has a password. Save it as XLSX or CSV."))
    rows = _of_workbook(content) if content.startswith(ZIP) else _of_text(content)
    return _few(rows)


def _too_large() -> str:
    return _("This file is too large: at most %(mb)s MB and %(lines)s rows. Split it, delete empty rows.") % {
        "mb": MOST_BYTES // 1024**2,
        "lines": MOST_LINES,
    }


def _few(rows: Iterator[Line]) -> list[Line]:
    held = []
    for line in rows:
        if any(line.cells) or line.formulas:
            held.append(line)
        if len(held) > MOST_LINES:
            raise ValidationError(_too_large())
    return held


def _of_workbook(content: bytes) -> Iterator[Line]:
    """The first sheet. Its parts are measured before they are unpacked."""
    try:
        with ZipFile(BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise ValidationError(_too_large())
            measure(parts)
        sheet = load_workbook(BytesIO(content)).worksheets[0]
    except ValidationError:
        raise
    except Vast as error:
        raise ValidationError(_too_large()) from error
    except (BadZipFile, ValueError, KeyError, IndexError, OSError, SyntaxError, TypeError) as error:
        raise ValidationError(_("This workbook cannot be read. Save it again as XLSX or CSV.")) from error
    merged = [area.bounds for area in sheet.merged_cells.ranges]
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield _line(number, row, [area for area in merged if area[1] <= number <= area[3]])


def _line(number: int, row: Sequence[Any], areas: Sequence[tuple[int, int, int, int]]) -> Line:
    line = Line(number, ["" if cell.data_type == "f" else as_read(cell.value) for cell in row])
    line.formulas = {place for place, cell in enumerate(row) if cell.data_type == "f"}
    line.merged = {place - 1 for area in areas for place in range(area[0], area[2] + 1)}
    return line


def as_read(value: Any) -> str:
    """The text a cell stands for; a day as `2026-11-20`, a whole number without its `.0`."""
    match value:
        case None:
            return ""
        case datetime() if value.time() == time.min:
            return f"{value:%Y-%m-%d}"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case float():
            return format(Decimal(repr(value)).normalize(), "f")
    return plain(str(value))


def plain(text: str) -> str:
    """The text without blanks around it and without the apostrophe of `as_text`."""
    stripped = text.strip().strip("\u3000\u00a0")
    rest = stripped[1:]
    return rest.strip() if stripped[:1] == "'" and as_text(rest) != rest else stripped


def _of_text(content: bytes) -> Iterator[Line]:
    text = decoded(content)
    head = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            formulas = {place for place, cell in enumerate(row) if cell.strip().startswith("=")}
            cells = ["" if place in formulas else plain(cell) for place, cell in enumerate(row)]
            yield Line(reader.line_num, cells, formulas)
    except csv.Error as error:
        raise ValidationError(_("This CSV cannot be read. Save it again as XLSX or CSV.")) from error


def decoded(content: bytes) -> str:
    """UTF-8, or UTF-16 with its mark, or what Chinese spreadsheets write (GB 18030, which holds GBK)."""
    for mark, name in BOMS.items():
        if content.startswith(mark):
            return _decoded(content, name)
    try:
        return content.decode()
    except UnicodeDecodeError:
        return _decoded(content, "gb18030")


def _decoded(content: bytes, name: str) -> str:
    try:
        text = content.decode(name)
    except UnicodeDecodeError as error:
        raise ValidationError(_("This is no table: choose an XLSX or CSV file.")) from error
    if "\0" in text:
        raise ValidationError(_("This is no table: choose an XLSX or CSV file."))
    return text
