"""The only writer of the trail of reads. Writes are recorded by database triggers (django-pghistory)."""

from uuid import UUID

from django.http import HttpRequest

from accounts.enums import ReadAction
from accounts.models import ReadRecord, User


def record(
    *, request: HttpRequest, patient_id: UUID, action: ReadAction = ReadAction.VIEW, subject: str
) -> None:
    """Note that the signed-in user saw this patient. `subject` names the page, never a clinical fact."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("Only a signed-in user can read a patient.")
    ReadRecord.objects.create(
        user_id=user.id,
        user_name=user.name,
        role=user.role,
        patient_id=patient_id,
        action=action,
        subject=subject,
        address=request.META.get("REMOTE_ADDR") or None,
        request_id=getattr(request, "request_id", None),
    )
