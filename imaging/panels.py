"""What this room shows on the patient's page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission, can
from imaging.lesion_map import map_of
from imaging.sheets import SHEETS
from patients.cards import card_of
from patients.panels import Panel
from patients.selectors.whole import OpenRecord


def studies_and_lesions(request: HttpRequest, record: OpenRecord) -> Panel | None:
    """The lesions on the body map, then examinations and lesions as they were recorded."""
    user = request.user
    if not isinstance(user, User):
        return None
    cards = [card_of(sheet, record, user) for sheet in SHEETS]
    may_record = can(user, Permission.IMAGING_RECORD)
    return Panel(
        title=gettext("Bone lesions"),
        url=reverse("imaging:lesions", args=[record.patient.id]),
        template="imaging/panel.html",
        context={
            "cards": cards,
            "follow_up_url": reverse("imaging:follow_up_panel", args=[record.patient.id]),
            **map_of(record.patient, record.rows, may_record=may_record),
        },
    )
