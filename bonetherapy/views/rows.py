"""One dose of the day as a line of the list: every word ready, so that the template only places them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from accounts.permissions import Permission, SignedInRequest, can
from accounts.templatetags.words import short_date
from bonetherapy.selectors.day import DayRow
from bonetherapy.templatetags import doses as words
from bonetherapy.wording import check_line
from design import atoms
from design.icons import icon
from guidelines.bone.checks import Check, CheckState
from guidelines.bone.reminders import OverdueTier, overdue_tier
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


def line(row: DayRow, request: SignedInRequest, today: date) -> Line:
    """The row in words, with the buttons this user may press."""
    patient, course = row.patient, row.course
    return Line(
        state=row.state,
        days_late=row.days_late or None,
        patient=patient,
        patient_url=_patient_url(row),
        person=words.person(patient, today),
        place=words.place(patient),
        drug=f"{words.agent(course.agent)} {words.mg(course.dose_mg)}",
        number=gettext("dose %(number)s") % {"number": row.dose.number},
        is_today=row.planned_on == today,
        due=short_date(row.planned_on),
        lines=_checks(row, today),
        escalation=_escalation(row, today),
        action=_button(row, request),
        menu=_menu(row, request),
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


def _escalation(row: DayRow, today: date) -> str:
    if overdue_tier(row.dose.due_on, today) is not OverdueTier.SECOND:
        return ""
    return gettext("Over 28 days: the responsible doctor has been told")


def _button(row: DayRow, request: SignedInRequest) -> SafeString:
    today = row.today
    kind = next_action(row, can(request.user, Permission.DOSE_RECORD), today)
    if kind is Action.REQUEST:
        return _request_form(row, request)
    label, glyph, url, tone = {
        Action.GIVE: (gettext("Give"), "vaccine", _dose_url("dose_give", row), "primary"),
        Action.REBOOK: (gettext("Reason, new date"), "phone", _dose_url("dose_rebook", row), "secondary"),
        Action.HOLD: (gettext("Hold"), "player-pause", _hold_url(row), "secondary"),
        Action.CALL: (gettext("Call"), "phone", _call_url(row), "secondary"),
        Action.OPEN: (gettext("Open"), "user", _patient_url(row), "quiet"),
    }[kind]
    return _act(label, url, tone, glyph, row.patient.name) + _phone_button(row, kind)


def _act(label: str, url: str, kind: str, glyph: str, hint: str) -> SafeString:
    return atoms.button(label, url, kind=kind, glyph=glyph, size="small", row_action=True, hint=hint)


def _phone_button(row: DayRow, kind: Action) -> SafeString:
    """On a phone the call stands beside the action (the list is used at the bedside and in the corridor)."""
    if kind is Action.CALL:
        return atoms.EMPTY
    return format_html(
        '<a class="button phone-only" href="{}">{}<span>{}</span></a>',
        _call_url(row),
        icon("phone"),
        gettext("Phone"),
    )


def _request_form(row: DayRow, request: SignedInRequest) -> SafeString:
    wanted = next(check for check in row.checks if check.blocks and check.state in UNSEEN)
    return format_html(
        '<form method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="check" value="{}">{}</form>{}',
        _dose_url("dose_request", row),
        get_token(request),
        wanted.kind.value,
        _act(_request_word(wanted), "", "secondary", "send", row.patient.name),
        _phone_button(row, Action.REQUEST),
    )


def _request_word(check: Check) -> str:
    return (
        pgettext("ask the laboratory", "Request test") if check.value is None else gettext("Request new test")
    )


def _menu(row: DayRow, request: SignedInRequest) -> SafeString:
    entries = [
        ("phone", gettext("Call and log"), _call_url(row), Permission.CONTACT_LOG),
        ("vaccine", gettext("Give"), _dose_url("dose_give", row), Permission.DOSE_RECORD),
        ("calendar-time", gettext("Reason, new date"), _dose_url("dose_rebook", row), Permission.DOSE_RECORD),
        ("player-pause", gettext("Hold"), _hold_url(row), Permission.COURSE_HOLD),
        ("calendar-x", gettext("Not given"), _dose_url("dose_not_given", row), Permission.DOSE_RECORD),
        (
            "history",
            gettext("Course"),
            reverse("bonetherapy:course", args=[row.course.id]),
            Permission.PATIENT_VIEW,
        ),
        ("user", gettext("Patient"), _patient_url(row), Permission.PATIENT_VIEW),
    ]
    links = (
        (url, icon(glyph), label)
        for glyph, label, url, permission in entries
        if can(request.user, permission)
    )
    return atoms.more(
        format_html_join("", '<a class="menu-item" href="{}">{}{}</a>', links),
        gettext("More for %(name)s") % {"name": row.patient.name},
    )


def _dose_url(name: str, row: DayRow) -> str:
    return reverse(f"bonetherapy:{name}", args=[row.dose.id])


def _hold_url(row: DayRow) -> str:
    return reverse("bonetherapy:course_hold", args=[row.course.id])


def _call_url(row: DayRow) -> str:
    return reverse("worklist:call", args=[row.patient.id])


def _patient_url(row: DayRow) -> str:
    return reverse("patients:detail", args=[row.patient.id])
