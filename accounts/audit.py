"""The only writer of looks into the trail. Changes are written there by the database itself (accounts.trail)."""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest

from accounts.enums import ReadAction
from accounts.models import ReadRecord, User


def record(
    *, request: HttpRequest, patient_id: UUID, action: ReadAction = ReadAction.VIEW, subject: str
) -> None:
    """Note that the signed-in user saw this patient. `subject` names the page, never a clinical fact."""
    _row(request, patient_id, action, subject).save(force_insert=True)


def record_many(
    *, request: HttpRequest, patient_ids: Iterable[UUID], action: ReadAction, subject: str
) -> None:
    """Note that the signed-in user saw all these patients at once, each of them once; one query."""
    rows = [_row(request, patient_id, action, subject) for patient_id in dict.fromkeys(patient_ids)]
    ReadRecord.objects.bulk_create(rows)


def record_export(*, request: HttpRequest, subject: str) -> None:
    """Note that the signed-in user took away something that is about no single patient."""
    _row(request, None, ReadAction.EXPORT, subject).save(force_insert=True)


def _row(request: HttpRequest, patient_id: UUID | None, action: ReadAction, subject: str) -> ReadRecord:
    user = request.user
    if not isinstance(user, User):
        raise TypeError("Only a signed-in user can read a patient.")
    return ReadRecord(
        user_id=user.id,
        user_name=user.name,
        role=user.role,
        patient_id=patient_id,
        action=action,
        subject=subject,
        address=request.META.get("REMOTE_ADDR") or None,
        request_id=getattr(request, "request_id", None),
        # Set by whoever let the user in without a standing right: the words the user gave for it.
        reason=getattr(request, "access_reason", "")[:500],
    )
