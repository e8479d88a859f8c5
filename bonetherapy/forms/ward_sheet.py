"""A ward sheet that comes back: its code, its rows, each read by the form of the page that gives a dose."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from unicodedata import normalize
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.spreadsheet.columns import Entry, Problem, accepted_by, entries_of
from accounts.spreadsheet.complaints import in_every_language
from accounts.spreadsheet.reading import MOST_BYTES, lines_of
from bonetherapy.forms.give import GivenForm, TypedForm
from bonetherapy.models import Dose, WardSheetLine
from bonetherapy.specs import SheetRowSpec
from bonetherapy.ward_sheet import COLUMNS, EMPTY_BEFORE, FILLED, sheet_id_in
from patients.forms.base import RoomForm

LONGEST_REASON = 300


class SheetForm(RoomForm):
    """The file; after `is_valid` its sheet and its rows."""

    file = forms.FileField(
        label=_("Filled-in sheet (XLSX or CSV)"),
        error_messages={"required": _("Please choose a file."), "empty": _("This file is empty.")},
    )

    def clean_file(self) -> tuple[UUID, list[Entry]]:
        """The sheet this is, and its rows."""
        lines = lines_of(self.cleaned_data["file"].read(MOST_BYTES + 1))
        return sheet_id_in(lines), entries_of(lines, COLUMNS)


def rows_in(
    entries: Iterable[Entry], lines: Iterable[WardSheetLine]
) -> tuple[list[SheetRowSpec], list[Problem]]:
    """The filled-in rows of these lines, and what is wrong with rows that are none of them.

    A row nobody filled in says nothing. The same dose twice is recorded from neither row.
    """
    known = {line.dose_id: line.dose for line in lines}
    specs: dict[UUID, SheetRowSpec] = {}
    strange: list[Problem] = []
    for entry in entries:
        dose = known.get(entry.values["code"])
        if dose is None:
            strange.append(_strange(entry))
        elif any(entry.texts[key] for key in EMPTY_BEFORE):
            twice = dose.pk in specs
            specs[dose.pk] = _bad(dose, partial(_twice, entry)) if twice else _spec(entry, dose)
    return list(specs.values()), strange


def _strange(entry: Entry) -> Problem:
    wrong = gettext("This row is not of this sheet, or its patient is no longer yours to see.")
    return Problem(entry.row, "", wrong, gettext("the rows as they were downloaded"))


def _twice(entry: Entry) -> list[Problem]:
    return [Problem(entry.row, "", gettext("This dose stands in two rows. Keep one of them."))]


def _spec(entry: Entry, dose: Dose) -> SheetRowSpec:
    form = _form(entry, dose)
    if _faults(entry, dose, form):
        return _bad(dose, lambda: _faults(entry, dose, _form(entry, dose)))
    return SheetRowSpec(
        dose_id=dose.pk,
        given=form.spec(()),
        reason_code=entry.values["reason_code"] or "",
        reason_text=entry.texts["reason_text"],
    )


def _faults(entry: Entry, dose: Dose, form: GivenForm) -> list[Problem]:
    """What is wrong with a row; of one column what was found first."""
    problems = [*entry.problems, *_identity(entry, dose), *_words(entry)]
    told = {problem.column for problem in problems}
    return problems + [one for one in _of_form(entry, form.errors) if one.column not in told]


def _bad(dose: Dose, find: Callable[[], list[Problem]]) -> SheetRowSpec:
    return SheetRowSpec(dose_id=dose.pk, problems=tuple(in_every_language(find)))


def _form(entry: Entry, dose: Dose) -> GivenForm:
    """The row as the page would send it; a code where the sheet has a word."""
    values = {column.key: entry.values[column.key] for column in FILLED}
    typed = {key: _typed(value) for key, value in values.items() if value is not None}
    moment = TypedForm(typed).moment()
    is_late = moment is not None and timezone.localdate(moment) > dose.due_on and not dose.interruption_reason
    return GivenForm(dose, typed, asks_reason=is_late)


def _typed(value: Any) -> str:
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)


def _identity(entry: Entry, dose: Dose) -> Iterator[Problem]:
    """A row whose name or number was changed or moved to another code."""
    patient = dose.patient
    for column in COLUMNS:
        expected = {"name": patient.name, "number": patient.hospital_number}.get(column.key)
        if expected is not None and _same(entry.texts[column.key]) != _same(expected):
            wrong = gettext("This is not the patient of this row code.")
            yield Problem(entry.row, str(column.title), wrong, gettext("the rows as they were downloaded"))


def _same(text: str) -> str:
    return "".join(normalize("NFKC", text).split())


def _words(entry: Entry) -> Iterator[Problem]:
    if len(entry.texts["reason_text"]) > LONGEST_REASON:
        column = next(one for one in FILLED if one.key == "reason_text")
        yield Problem(entry.row, str(column.title), gettext("This is too long."), accepted_by(column))


def _of_form(entry: Entry, errors: Mapping[str, Any]) -> Iterator[Problem]:
    columns = {column.key: column for column in FILLED}
    for name, texts in errors.items():
        column = columns.get(name)
        title, accepted = (str(column.title), accepted_by(column)) if column else ("", "")
        yield Problem(entry.row, title, " ".join(map(str, texts)), accepted)
