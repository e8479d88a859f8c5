"""What boards decided and what became of it, on the patient's page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission, can
from mdt.selectors.chains import links_in
from mdt.selectors.offers import refer_offer
from patients.panels import Panel
from patients.selectors.whole import OpenRecord


def decisions(request: HttpRequest, record: OpenRecord) -> Panel | None:
    """The last decisions with their outcomes; None for who can neither read one nor send the case on."""
    user = request.user
    links = links_in(record)
    refers = can(user, Permission.CASE_REFER)
    if not isinstance(user, User) or not can(user, Permission.BOARD_VIEW) or not (links or refers):
        return None
    refer_url = reverse("following:refer", args=[record.patient.id]) if refers else ""
    return Panel(
        title=gettext("What became of decisions"),
        url="",
        template="mdt/following/panel.html",
        context={
            "links": links,
            "today": record.today,
            "offer": refer_offer(record.patient, links),
            "refer_url": refer_url,
        },
    )
