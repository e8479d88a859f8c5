"""Breaking the glass: a doctor opens a patient of others in an emergency, and others judge it afterwards."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from patients.enums import EmergencyVerdict
from patients.models import EmergencyAccess, Patient
from patients.selectors.access import visible_to
from patients.selectors.emergency import emergency_door
from patients.services.writing import locked, must, refuse
from patients.specs.emergency import EmergencyReviewSpec, EmergencySpec

Follower = Callable[..., object]


@transaction.atomic
def emergency_open(
    *, by: User, patient: Patient, spec: EmergencySpec, now: datetime
) -> EmergencyAccess | None:
    """The access, for EMERGENCY_HOURS; None when the user sees the patient anyway. Twice is once.

    The patient's department is told in the same transaction. Raises ValidationError without words; Conflict
    for a patient outside the user's hospital.
    """
    must(by, Permission.EMERGENCY_OPEN)
    row = locked(patient.id)
    refuse({"reason_text": _words_problem(spec.reason_text)})
    if visible_to(by).filter(pk=row.pk).exists():
        return None
    if not emergency_door(by).filter(pk=row.pk).exists():
        raise Conflict(_("Emergency access opens records of one's own hospital only."))
    opened = EmergencyAccess.objects.create(
        patient=row,
        user=by,
        reason_code=spec.reason_code,
        reason_text=spec.reason_text.strip(),
        opened_at=now,
        until=now + timedelta(hours=settings.EMERGENCY_HOURS),
    )
    _tell(opened)
    return opened


@transaction.atomic
def emergency_review(
    *, by: User, opened: EmergencyAccess, spec: EmergencyReviewSpec, now: datetime
) -> EmergencyAccess:
    """The opening with its verdict; one that was not justified ends at once.

    Raises ValidationError for NOT_FINE without a note; Conflict when somebody judged it meanwhile.
    """
    must(by, Permission.EMERGENCY_REVIEW)
    row = EmergencyAccess.objects.select_for_update().get(pk=opened.pk)
    if row.reviewed_at is not None or row.user_id == by.pk:
        raise Conflict(_("This emergency access was reviewed already, or it is your own."))
    is_wrong = spec.verdict is EmergencyVerdict.NOT_FINE
    refuse({"note": _words_problem(spec.note) if is_wrong or spec.note else None})
    row.reviewed_at, row.reviewed_by = now, by
    row.verdict, row.review_note = spec.verdict, spec.note.strip()
    row.until = min(row.until, now) if is_wrong else row.until
    row.save(update_fields=["reviewed_at", "reviewed_by", "verdict", "review_note", "until"])
    return row


def _tell(opened: EmergencyAccess) -> None:
    """Calls every function of settings.EMERGENCY_FOLLOWERS: the rooms above tell those concerned."""
    followers: list[Follower] = [import_string(path) for path in settings.EMERGENCY_FOLLOWERS]
    for follow in followers:
        follow(opened=opened)


def _words_problem(text: str) -> object:
    """What is wrong with a reason or a note; both columns hold as much."""
    longest = EmergencyAccess.reason_text.field.max_length or 0
    if not text.strip():
        return _("Please say in words why.")
    return _("At most %(n)s characters.") % {"n": longest} if len(text.strip()) > longest else None
