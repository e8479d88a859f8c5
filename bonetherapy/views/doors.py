"""How the pages of this room find their dose: only through patients the user may see."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts import audit
from accounts.enums import ReadAction
from accounts.permissions import SignedInRequest
from bonetherapy.models import Dose
from patients.selectors.access import visible_to


def dose_or_404(
    request: SignedInRequest, dose_id: UUID, *, subject: str, action: ReadAction = ReadAction.VIEW
) -> Dose:
    """The dose with its course and patient; 404 for a patient the user may not see. The look is recorded."""
    rows = Dose.objects.select_related(
        "course__protocol",
        "patient__hospital",
        "patient__department",
        "patient__ward",
        "patient__responsible_doctor",
        "department",
        "given_by",
    )
    dose = get_object_or_404(rows.filter(patient__in=visible_to(request.user)), pk=dose_id)
    audit.record(request=request, patient_id=dose.patient_id, action=action, subject=subject)
    return dose
