"""What this room shows on the patient's page."""

from django.http import HttpRequest
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission, can
from mdt.selectors.patient_minutes import minutes_of
from mdt.sheets import SHEETS
from patients.cards import card_of
from patients.panels import Panel
from patients.selectors.whole import OpenRecord


def conferences(request: HttpRequest, record: OpenRecord) -> Panel | None:
    """Conferences that were held, and what specialists said."""
    if not isinstance(request.user, User):
        return None
    cards = [card_of(sheet, record, request.user) for sheet in SHEETS]
    return Panel(
        title=gettext("MDT"), url="", template="patients/record_cards.html", context={"cards": cards}
    )


def minutes(request: HttpRequest, record: OpenRecord) -> Panel | None:
    """Sealed minutes, the newest meeting first; nothing for a patient the board has not discussed."""
    rows = record.rows.asked(minutes_of)
    if not rows or not isinstance(request.user, User) or not can(request.user, Permission.BOARD_VIEW):
        return None
    return Panel(
        title=gettext("Minutes of the board"),
        url="",
        template="mdt/minutes/panel.html",
        context={"rows": rows},
    )
