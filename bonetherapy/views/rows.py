"""One dose of the day as a line of the list: every word ready, so that the template only places them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, pgettext

from accounts.permissions import Permission
from accounts.templatetags.words import short_date
from bonetherapy.selectors.day import DayRow
from bonetherapy.templatetags import doses as words
from bonetherapy.views.stencils import RowButton, Stencils, call_url, dose_url, hold_url, patient_url
from bonetherapy.wording import check_line
from design import atoms
from guidelines.bone.checks import Check, CheckState
from patients.models import Patient

UNSEEN = (CheckState.MISSING, CheckState.STALE)


class Action(StrEnum):
    """The one next thing to do about a dose."""

    GIVE = "give"
    REBOOK = "rebook"
    HOLD = "hold"
    REQUEST = "request"
    CALL = "call"
    OPEN = "open"


BUTTONS = {
    Action.GIVE: RowButton(gettext_lazy("Give"), "vaccine", lambda: dose_url("dose_give"), "primary"),
    Action.REBOOK: RowButton(
        gettext_lazy("Reason, new date"), "phone", lambda: dose_url("dose_rebook"), "secondary"
    ),
    Action.HOLD: RowButton(gettext_lazy("Hold"), "player-pause", hold_url, "secondary"),
    Action.CALL: RowButton(gettext_lazy("Call"), "phone", call_url, "secondary"),
    Action.OPEN: RowButton(gettext_lazy("Open"), "user", patient_url, "quiet"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A dose as the list shows it."""

    state: str
    days_late: int | None
    patient: Patient
    patient_url: str
    person: str
    place: str
    drug: str
    number: str
    is_today: bool
    due: str
    lines: SafeString
    escalation: str
    action: SafeString
    menu: SafeString


def line(row: DayRow, stencils: Stencils, today: date) -> Line:
    """The row in words, with the buttons this user may press."""
    patient, course = row.patient, row.course
    return Line(
        state=row.state,
        days_late=row.days_late or None,
        patient=patient,
        patient_url=stencils.stamp("patient", patient_url, row),
        person=words.person(patient, today),
        place=words.place(patient),
        drug=f"{words.agent(course.agent)} {words.mg(course.dose_mg)}",
        number=gettext("dose %(number)s") % {"number": row.dose.number},
        is_today=row.planned_on == today,
        due=short_date(row.planned_on),
        lines=_checks(row, today),
        escalation=_escalation(row),
        action=_button(row, stencils),
        menu=stencils.menu(row),
    )


def next_action(row: DayRow, may_record: bool, today: date) -> Action:
    """Reason first, then what blocks, then the dose itself; who may not record a dose can call."""
    if not may_record:
        return Action.CALL
    if row.reason_missing:
        return Action.REBOOK
    if in_the_way := [check for check in row.checks if check.blocks]:
        return Action.REQUEST if all(check.state in UNSEEN for check in in_the_way) else Action.HOLD
    return Action.GIVE if row.planned_on <= today else Action.OPEN


def _checks(row: DayRow, today: date) -> SafeString:
    ordered = sorted(row.checks, key=lambda check: not check.blocks)
    lines = [check_line(check, today) for check in ordered]
    if row.days_late:
        lines.insert(0, _reason(row))
    return format_html_join("", "{}", ((text,) for text in lines))


def _reason(row: DayRow) -> SafeString:
    if row.reason_missing:
        return atoms.check("unknown", gettext("Reason not filled in"))
    label = gettext("Reason: %(reason)s") % {"reason": words.reason(row.dose.interruption_reason)}
    is_booked = row.dose.booked_on is not None and row.dose.booked_on > row.today
    note = gettext("booked for %(day)s") % {"day": short_date(row.dose.booked_on)} if is_booked else ""
    return atoms.check("ok", label, note)


def _escalation(row: DayRow) -> str:
    if row.told_after is None:
        return ""
    words = gettext("Over %(days)s days: the responsible doctor has been told")
    return words % {"days": row.told_after}


def _button(row: DayRow, stencils: Stencils) -> SafeString:
    kind = next_action(row, stencils.may(Permission.DOSE_RECORD), row.today)
    if kind is Action.REQUEST:
        wanted = next(check for check in row.checks if check.blocks and check.state in UNSEEN)
        return stencils.ask(_request_word(wanted), wanted.kind.value, row) + stencils.phone(row)
    button = stencils.link(BUTTONS[kind], row)
    return button if kind is Action.CALL else button + stencils.phone(row)


def _request_word(check: Check) -> str:
    return (
        pgettext("ask the laboratory", "Request test") if check.value is None else gettext("Request new test")
    )
