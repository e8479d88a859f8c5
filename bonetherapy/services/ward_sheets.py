"""A ward list taken away as a spreadsheet, and what was filled in recorded by the rules of the page.

Each row is recorded for itself: the good ones stay although others are refused. The same file once more finds
its rows recorded and changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import Conflict, Refusal
from accounts.models import User
from accounts.permissions import Permission
from accounts.spreadsheet.columns import Problem
from accounts.spreadsheet.complaints import Told, in_every_language
from accounts.vocabulary import say
from bonetherapy.enums import DoseState, SheetState
from bonetherapy.models import Dose, WardSheet, WardSheetLine
from bonetherapy.services.doses import dose_give
from bonetherapy.services.permits import permit
from bonetherapy.specs import SheetRowSpec
from guidelines.findings import Finding, Severity
from patients.specs.overrides import Acknowledgement

VERSION = 1  # of the columns; a sheet with others is not read


@transaction.atomic
def sheet_take(*, by: User, doses: Sequence[Dose], now: datetime) -> WardSheet:
    """A new sheet of these doses, each with its course loaded, in this order."""
    permit(by, Permission.DOSE_RECORD)
    sheet = WardSheet.objects.create(taken_by=by, taken_at=now, version=VERSION)
    WardSheetLine.objects.bulk_create(
        WardSheetLine(sheet=sheet, dose=dose, place=place, due_on=dose.due_on, dose_mg=dose.course.dose_mg)
        for place, dose in enumerate(doses, start=1)
    )
    return sheet


def sheet_return(
    *, by: User, sheet: WardSheet, lines: Iterable[WardSheetLine], rows: Iterable[SheetRowSpec], now: datetime
) -> None:
    """Record what was filled in; `lines` are those whose patients `by` may see. Others are passed over.

    Raises PermissionDenied for anybody but who took the sheet: the injections are recorded in that name.
    """
    permit(by, Permission.DOSE_RECORD)
    if sheet.taken_by_id != by.id:
        raise PermissionDenied
    known: Mapping[UUID, WardSheetLine] = {line.dose_id: line for line in lines}
    for row in rows:
        if row.dose_id in known:
            _row_record(by, known[row.dose_id], row, now)
    WardSheet.objects.filter(pk=sheet.pk).update(returned_at=now)


@transaction.atomic
def _row_record(by: User, line: WardSheetLine, row: SheetRowSpec, now: datetime) -> None:
    """One row; what was recorded from it before stays as it is."""
    line = (
        WardSheetLine.objects.select_for_update(of=("self",)).select_related("dose__course").get(pk=line.pk)
    )
    if line.state == SheetState.RECORDED:
        return
    line.passed = []
    line.state, line.problems = _outcome(by, line, row, now)
    line.save(update_fields=["state", "problems", "passed"])


def _outcome(
    by: User, line: WardSheetLine, row: SheetRowSpec, now: datetime
) -> tuple[SheetState, list[Told]]:
    """What becomes of it; a row that is not recorded is tried again to say why in each language."""
    if row.given is None:
        return SheetState.UNREADABLE, list(row.problems)
    state, problems = _tried(by, line, row, now)
    return state, in_every_language(lambda: _tried(by, line, row, now)[1]) if problems else []


def _tried(
    by: User, line: WardSheetLine, row: SheetRowSpec, now: datetime
) -> tuple[SheetState, list[Problem]]:
    if (moved := _moved(line)) and line.dose.state == DoseState.PLANNED:
        return SheetState.REFUSED, [_problem(moved)]
    try:
        line.passed = _given(by, line.dose, row, now)
    except Refusal as refusal:
        return SheetState.REFUSED, [_refused(finding) for finding in refusal.findings]
    except ValidationError as error:
        return SheetState.UNREADABLE, [_problem(text) for text in error.messages]
    except Conflict as conflict:
        return _conflict(line, conflict)
    return SheetState.RECORDED, []


def _moved(line: WardSheetLine) -> str:
    """What is no longer as the paper said; empty when all is."""
    dose = line.dose
    if dose.due_on != line.due_on:
        return _("The sheet said due on %(then)s; the plan now says %(now)s.") % {
            "then": line.due_on,
            "now": dose.due_on,
        }
    if dose.course.dose_mg != line.dose_mg:
        return _("The sheet said %(then)s mg; ordered are now %(now)s mg.") % {
            "then": line.dose_mg,
            "now": dose.course.dose_mg,
        }
    return ""


def _given(by: User, dose: Dose, row: SheetRowSpec, now: datetime) -> list[str]:
    """The warnings that were passed with the reason on the sheet; a stop is none of them."""
    spec = row.given
    if spec is None:
        return []
    try:
        dose_give(by=by, dose=dose, spec=spec, now=now)
    except Refusal as refusal:
        if not row.reason_code or any(one.severity is not Severity.WARN for one in refusal.asked):
            raise
        answers = tuple(
            Acknowledgement(one.rule_id, row.reason_code, row.reason_text, one.key) for one in refusal.asked
        )
        dose_give(by=by, dose=dose, spec=replace(spec, answers=answers), now=now)
        return [one.rule_id for one in refusal.asked]
    return []


def _refused(finding: Finding) -> Problem:
    warns = finding.severity is Severity.WARN
    return _problem(
        f"{finding.rule_id} {say(finding.message)}",
        _("a reason for going on, in its column")
        if warns
        else _("nothing: handle it on the page of the dose"),
    )


def _conflict(line: WardSheetLine, conflict: Conflict) -> tuple[SheetState, list[Problem]]:
    dose = Dose.objects.select_related("given_by").get(pk=line.dose_id)
    if dose.state != DoseState.GIVEN:
        return SheetState.REFUSED, [_problem(str(conflict))]
    said = _("Recorded before: %(day)s, %(name)s, batch %(batch)s.") % {
        "day": dose.given_on,
        "name": dose.given_by.name if dose.given_by else "",
        "batch": dose.batch,
    }
    return SheetState.BEFORE, [_problem(said)]


def _problem(wrong: str, accepted: str = "") -> Problem:
    return Problem(0, "", wrong, accepted)
