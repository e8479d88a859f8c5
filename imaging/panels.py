"""What this room shows on the patient's page."""

from django.http import HttpRequest
from django.utils.translation import gettext

from accounts.models import User
from imaging.sheets import SHEETS
from patients.cards import card_of
from patients.panels import Panel
from patients.selectors.whole import OpenRecord


def studies_and_lesions(request: HttpRequest, record: OpenRecord) -> Panel | None:
    """Examinations and bone lesions."""
    if not isinstance(request.user, User):
        return None
    cards = [card_of(sheet, record, request.user) for sheet in SHEETS]
    return Panel(
        title=gettext("Imaging"), url="", template="patients/record_cards.html", context={"cards": cards}
    )
