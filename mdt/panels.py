"""What this room shows on the patient's page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission, can
from mdt.case_words import ended_words, lane_badge, reason_words, state_badge
from mdt.models import Case
from mdt.models.cases import UNDER_WAY
from mdt.selectors.patient_minutes import minutes_of
from mdt.sheets import SHEETS
from patients.cards import card_of
from patients.panels import Panel
from patients.selectors.whole import OpenRecord

CASES_SHOWN = 4


def cases(request: HttpRequest, record: OpenRecord) -> Panel | None:
    """Cases of the patient and how far they are, with the way to submit one."""
    if not isinstance(request.user, User) or not can(request.user, Permission.BOARD_VIEW):
        return None
    patient = record.patient
    rows = list(
        Case.objects.filter(patient=patient)
        .select_related("board", "meeting")
        .order_by("-created_at")[:CASES_SHOWN]
    )
    return Panel(
        title=gettext("Cases for the MDT"),
        url="",
        template="mdt/case/panel.html",
        context={
            "rows": [_case(row) for row in rows],
            "new_url": reverse("case:new", args=[patient.id]),
            "may_submit": can(request.user, Permission.CASE_SUBMIT),
        },
        is_due=any(row.state in UNDER_WAY for row in rows),
    )


def _case(row: Case) -> dict[str, object]:
    return {
        "case": row,
        "state": state_badge(row),
        "lane": lane_badge(row),
        "why": row.question or reason_words(row),
        "ended": ended_words(row),
    }


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
