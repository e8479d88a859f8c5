"""What this room shows on the patient's page."""

from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext

from accounts.models import User
from imaging.sheets import SHEETS
from patients.cards import card_of
from patients.models import Patient
from patients.panels import Panel


def studies_and_lesions(request: HttpRequest, patient: Patient, today: date) -> Panel | None:
    """Examinations and bone lesions."""
    if not isinstance(request.user, User):
        return None
    cards = [card_of(sheet, patient, request.user) for sheet in SHEETS]
    return Panel(
        title=gettext("Imaging"), url="", template="patients/record_cards.html", context={"cards": cards}
    )
