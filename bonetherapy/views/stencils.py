"""The buttons and the menu of a row, drawn once per page and stamped for each dose.

Fifty rows differ in three ids and a name; resolving addresses, words and icons fifty times would cost more
than everything else on the page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from accounts.once.keys import key_input
from accounts.permissions import Permission, SignedInRequest, can
from bonetherapy.selectors.day import DayRow
from design import atoms
from design.icons import icon

DOSE, COURSE, PATIENT = UUID(int=1), UUID(int=2), UUID(int=3)
NAME = "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}name\N{MATHEMATICAL RIGHT WHITE SQUARE BRACKET}"


@dataclass(frozen=True, slots=True)
class RowButton:
    """The one next action of a row: its word, icon, address with a hole, weight."""

    label: str | Promise
    glyph: str
    url: Callable[[], str]
    kind: str


class Stencils:
    """What this user may press, as text with holes; every hole is filled with an id or an escaped name."""

    def __init__(self, request: SignedInRequest) -> None:
        self.request = request
        self._drawn: dict[str, str] = {}

    def stamp(self, key: str, draw: Callable[[], str], row: DayRow) -> SafeString:
        """The piece of that key for this row; `draw` makes it the first time."""
        if key not in self._drawn:
            self._drawn[key] = str(draw())
        text = self._drawn[key].replace(str(DOSE), str(row.dose.id)).replace(str(COURSE), str(row.course.id))
        text = text.replace(str(PATIENT), str(row.patient.id)).replace(NAME, escape(row.patient.name))
        return mark_safe(text)  # noqa: S308 - drawn with format_html; ids and an escaped name filled in

    def may(self, permission: Permission) -> bool:
        """Whether the user has the permission."""
        return can(self.request.user, permission)

    def link(self, button: RowButton, row: DayRow) -> SafeString:
        """The one next action of a row, as a link."""
        return self.stamp(button.glyph + button.kind, lambda: _link(button), row)

    def ask(self, label: str, check: str, row: DayRow) -> SafeString:
        """The button that asks for a missing check."""
        return self.stamp(f"ask {label} {check}", lambda: self._ask(label, check), row)

    def phone(self, row: DayRow) -> SafeString:
        """On a phone the call stands beside the action: the list is used at the bedside."""
        return self.stamp("phone", _phone, row)

    def menu(self, row: DayRow) -> SafeString:
        """Everything else one may do about a dose."""
        return self.stamp("menu", self._menu, row)

    def _ask(self, label: str, check: str) -> str:
        return format_html(
            '<form method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">{}'
            '<input type="hidden" name="check" value="{}">{}</form>',
            dose_url("dose_request"),
            get_token(self.request),
            key_input(self.request),
            check,
            atoms.button(label, kind="secondary", glyph="send", size="small", row_action=True, hint=NAME),
        )

    def _menu(self) -> str:
        links = (
            (url, icon(glyph), label)
            for glyph, label, url, permission in _menu_entries()
            if self.may(permission)
        )
        return atoms.more(
            format_html_join("", '<a class="menu-item" href="{}">{}{}</a>', links),
            gettext("More for %(name)s") % {"name": NAME},
        )


def _link(button: RowButton) -> str:
    return atoms.button(
        str(button.label),
        button.url(),
        kind=button.kind,
        glyph=button.glyph,
        size="small",
        row_action=True,
        hint=NAME,
    )


def _menu_entries() -> list[tuple[str, str, str, Permission]]:
    return [
        ("phone", gettext("Call and log"), call_url(), Permission.CONTACT_LOG),
        ("vaccine", gettext("Give"), dose_url("dose_give"), Permission.DOSE_RECORD),
        ("calendar-time", gettext("Reason, new date"), dose_url("dose_rebook"), Permission.DOSE_RECORD),
        ("player-pause", gettext("Hold"), hold_url(), Permission.COURSE_HOLD),
        ("calendar-x", gettext("Not given"), dose_url("dose_not_given"), Permission.DOSE_RECORD),
        ("history", gettext("Course"), reverse("bonetherapy:course", args=[COURSE]), Permission.PATIENT_VIEW),
        ("user", gettext("Patient"), patient_url(), Permission.PATIENT_VIEW),
    ]


def _phone() -> str:
    return format_html(
        '<a class="button phone-only" href="{}">{}<span>{}</span></a>',
        call_url(),
        icon("phone"),
        gettext("Phone"),
    )


def dose_url(name: str) -> str:
    """An address of a dose, with a hole."""
    return reverse(f"bonetherapy:{name}", args=[DOSE])


def hold_url() -> str:
    """Where the course is held."""
    return reverse("bonetherapy:course_hold", args=[COURSE])


def call_url() -> str:
    """Where the patient is called."""
    return reverse("worklist:call", args=[PATIENT])


def patient_url() -> str:
    """The patient's page."""
    return reverse("patients:detail", args=[PATIENT])
