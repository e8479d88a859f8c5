"""What this room shows on the patient's page."""

from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext

from accounts.models import User
from mdt.sheets import CONFERENCE
from patients.cards import card_of
from patients.models import Patient
from patients.panels import Panel


def conferences(request: HttpRequest, patient: Patient, today: date) -> Panel | None:
    """Conferences that were held."""
    if not isinstance(request.user, User):
        return None
    cards = [card_of(CONFERENCE, patient, request.user)]
    return Panel(
        title=gettext("MDT"), url="", template="patients/record_cards.html", context={"cards": cards}
    )
