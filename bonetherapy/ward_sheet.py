"""The columns of a ward sheet: what it tells, what is filled in, and the code by which it is known again."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.spreadsheet.columns import Column, moment, one_of, word_of
from accounts.spreadsheet.reading import Line
from accounts.spreadsheet.writing import Cell, Table, mark_of
from bonetherapy.enums import Site
from bonetherapy.models import WardSheet
from bonetherapy.selectors.day import DayRow
from bonetherapy.services.ward_sheets import VERSION
from bonetherapy.templatetags.doses import agent, person, place
from bonetherapy.wording import short_name
from guidelines.bone.checks import CheckState
from guidelines.bone.interruptions import InterruptionReason
from patients.forms.answers import AnswerReason

CODE = re.compile(r"[0-9a-f-]{36}\.\d+:[\w-]+")
SIGNER = Signer(salt="bonetherapy.ward-sheet")
FINE = (CheckState.OK, CheckState.NOT_NEEDED)
YES = {"1": _("yes")}
SITES = {site.value: site.label for site in Site}
REASONS = {reason.value: reason for reason in InterruptionReason}
GOING_ON = {reason.value: reason.label for reason in AnswerReason}


def _dose_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise ValidationError(gettext("This is no row code of a ward sheet.")) from error


CODE_COLUMN = Column(key="code", title=_("Row code (leave as it is)"), read=_dose_id, is_required=True)
TOLD = (
    Column(key="number", title=_("Hospital number"), is_required=True),
    Column(key="name", title=pgettext_lazy("person", "Name"), is_required=True),
    Column(key="person", title=_("Sex and age")),
    Column(key="place", title=_("Ward and bed")),
    Column(key="drug", title=_("Drug")),
    Column(key="due", title=_("Due on")),
    Column(key="checks", title=_("To be settled before the dose")),
)
MOMENT, EXPIRY = _("date and time, 2026-11-20 10:05"), _("2028-07 or 2028-07-31, as on the vial")
FILLED = (
    Column(key="given_at", title=_("Given at"), accepts=MOMENT, read=moment),
    Column(key="dose_mg", title=_("Dose, mg"), accepts=_("a number above 0")),
    Column(key="site", title=_("Site"), read=one_of(SITES), offers=SITES),
    Column(key="batch", title=_("Batch"), accepts=_("as printed on the vial")),
    Column(key="expires_on", title=_("Expires"), accepts=EXPIRY),
    Column(key="identity_confirmed", title=_("Identity checked at the bed"), read=one_of(YES), offers=YES),
    Column(
        key="asked_today",
        title=_("Asked today: teeth, gums, numbness, twitching: nothing new"),
        read=one_of(YES),
        offers=YES,
    ),
    Column(key="interruption_reason", title=_("Why was it late?"), read=one_of(REASONS), offers=REASONS),
    Column(key="reason_code", title=_("Reason for going on"), read=one_of(GOING_ON), offers=GOING_ON),
    Column(key="reason_text", title=_("In words"), accepts=_("at most 300 characters")),
)
COLUMNS = (*TOLD, *FILLED, CODE_COLUMN)
EMPTY_BEFORE = tuple(column.key for column in FILLED if column.key != "dose_mg")


def code_of(sheet: WardSheet) -> str:
    """The signed code of a sheet with the version of its columns."""
    return SIGNER.sign(f"{sheet.pk}.{sheet.version}")


def sheet_id_in(lines: Sequence[Line]) -> UUID:
    """The sheet a file is. Raises ValidationError for a file that is none, was changed, or is out of date."""
    cells = (cell for line in lines[:3] for cell in line.cells)
    code = next((cell for cell in cells if CODE.fullmatch(cell)), "")
    try:
        name, _dot, version = SIGNER.unsign(code).partition(".")
    except BadSignature as error:
        raise ValidationError(gettext("This is no ward sheet of this house. Download one here.")) from error
    if version != str(VERSION):
        raise ValidationError(
            gettext("This sheet has the columns of an earlier version. Download a new one.")
        )
    return UUID(name)


def mark(sheet: WardSheet, user: User, now: datetime) -> tuple[str, ...]:
    """The first line: who took it, when, and the code."""
    return mark_of(user, now, gettext("do not change this line"), code_of(sheet))


def table(rows: Iterable[DayRow], today: date) -> Table:
    """The sheet to be filled in."""
    offers = [
        (place, [word_of(label) for label in column.offers.values()])
        for place, column in enumerate(COLUMNS)
        if column.offers
    ]
    head = [str(column.title) for column in COLUMNS]
    return Table(gettext("Injections"), head, [_cells(row, today) for row in rows], offers)


def _cells(row: DayRow, today: date) -> list[Cell]:
    patient, course = row.patient, row.course
    told: list[Cell] = [
        patient.hospital_number,
        patient.name,
        person(patient, today),
        place(patient),
        gettext("%(drug)s, dose %(number)s") % {"drug": agent(course.agent), "number": row.dose.number},
        row.planned_on.isoformat(),
        gettext(", ").join(short_name(check.kind) for check in row.checks if check.state not in FINE),
    ]
    filled: list[Cell] = [course.dose_mg if column.key == "dose_mg" else None for column in FILLED]
    return [*told, *filled, str(row.dose.pk)]
