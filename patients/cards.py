"""Sheets as cards on the patient's page: the newest rows with what can be done with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from accounts.permissions import can
from patients.lines.base import Line
from patients.selectors.whole import OpenRecord
from patients.sheets.base import Sheet

SHOWN = 4
Row = tuple[Any, Line, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Card:
    """One sheet of one patient."""

    sheet: Sheet[Any, Any]
    lines: list[Row]
    may_record: bool
    add_url: str
    list_url: str


def card_of(sheet: Sheet[Any, Any], record: OpenRecord, user: User) -> Card:
    """The newest rows that count."""
    patient_id = record.patient.id
    return Card(
        sheet=sheet,
        lines=lines_of(sheet, sheet.newest(record.rows)[:SHOWN]),
        may_record=can(user, sheet.kind.permission),
        add_url=sheet.address("add", patient_id),
        list_url=sheet.address("list", patient_id),
    )


def lines_of(sheet: Sheet[Any, Any], rows: Iterable[Any]) -> list[Row]:
    """Each row with its line and the addresses of what can be done with it."""
    actions = ("record", "correct")
    return [(row, sheet.line(row), {name: sheet.row_address(name, row) for name in actions}) for row in rows]
