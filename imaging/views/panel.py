"""The follow-up panel of one patient: six items with their last and next day (IMG-15)."""

from typing import NamedTuple
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import clock
from accounts.models import User
from accounts.permissions import Permission, SignedInRequest, can, requires
from guidelines.imaging.modalities import Modality
from guidelines.imaging.orders import FollowUpItem
from guidelines.imaging.orders import follow_up_panel as panel_finding
from guidelines.labs import Analyte
from imaging.selectors.panel import PanelRow, panel_of
from patients.models import Patient
from patients.selectors.whole import OpenRecord
from patients.views.door import patient_or_404, record_page

REGISTERED = {
    FollowUpItem.BONE_SCAN: Modality.BS,
    FollowUpItem.CT: Modality.CT,
    FollowUpItem.MRI: Modality.MRI,
    FollowUpItem.XRAY: Modality.XRAY,
}


class Step(NamedTuple):
    """What is done about an item next: its words, where it leads, its icon."""

    words: str
    url: str
    icon: str


@require_safe
@requires(Permission.PATIENT_VIEW)
def follow_up_panel(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """The panel; every item leads to where it is arranged or entered."""
    patient = patient_or_404(request, patient_id, "follow-up panel")
    record = OpenRecord(patient, clock.today())
    rows = [(row, step_of(row, patient, request.user)) for row in panel_of(record)]
    heading = _("Follow-up panel")
    return record_page(
        request, "imaging/follow_up_panel.html", record, rows=rows, heading=heading, said=panel_finding()
    )


def step_of(row: PanelRow, patient: Patient, user: User) -> Step | None:
    """To the examination of the calendar, else to where the item is entered; None: the user does neither."""
    if row.slot is not None and can(user, Permission.SCAN_ARRANGE):
        return Step(_("Arrange"), reverse("imaging:slot", args=[row.slot.id]), "calendar-plus")
    if row.item in REGISTERED and can(user, Permission.STUDY_REGISTER):
        url = reverse("imaging:register", args=[patient.id])
        return Step(_("Register the examination"), f"{url}?modality={REGISTERED[row.item].value}", "scan")
    if row.item is FollowUpItem.MARKERS and can(user, Permission.LAB_RECORD):
        url = reverse("patients:lab_add", args=[patient.id])
        return Step(_("Enter the result"), f"{url}?analyte={Analyte.CEA.value}", "test-pipe")
    return None
