"""Who took part, ticked one by one (MDT-11)."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from mdt.enums import MeetingState
from mdt.models import Attendance, Meeting
from mdt.services.live import meeting_lock
from mdt.specs.attendance import AttendanceSpec
from patients.services.writing import must, refuse

NAME_MAX, HOSPITAL_MAX = 60, 100


@transaction.atomic
def attendance_record(*, by: User, meeting: Meeting, spec: AttendanceSpec) -> Attendance:
    """The person's row, new or changed. Raises Conflict for a closed meeting, ValidationError by field."""
    must(by, Permission.DECISION_RECORD)
    held = _open_lock(meeting.pk)
    name = spec.user.name if spec.user else spec.name.strip()
    hospital = spec.hospital.strip() or _hospital_of(spec.user)
    refuse(_problems(name, hospital))
    who: dict[str, Any] = (
        {"user": spec.user} if spec.user else {"user": None, "name": name, "discipline": spec.discipline}
    )
    told = {"name": name, "discipline": spec.discipline, "mode": spec.mode, "hospital": hospital}
    row, _made = Attendance.objects.update_or_create(
        meeting=held, **who, defaults=told, create_defaults=told | {"recorded_by": by} | who
    )
    return row


@transaction.atomic
def attendance_remove(*, by: User, meeting: Meeting, row_id: UUID) -> bool:
    """True when the tick was there and is gone: somebody was ticked who did not come."""
    must(by, Permission.DECISION_RECORD)
    held = _open_lock(meeting.pk)
    deleted, _tables = Attendance.objects.filter(meeting=held, pk=row_id).delete()
    return bool(deleted)


def _open_lock(meeting_id: UUID) -> Meeting:
    held = meeting_lock(meeting_id)
    if held.state not in (MeetingState.PLANNED, MeetingState.OPEN) or held.cancelled_at is not None:
        raise Conflict(_("This meeting is closed: attendance stands as it was recorded."))
    return held


def _hospital_of(user: User | None) -> str:
    return user.hospital.name if user and user.hospital else ""


def _problems(name: str, hospital: str) -> dict[str, object]:
    too_long = _("At most %(n)s characters.")
    return {
        "name": _name_problem(name),
        "hospital": too_long % {"n": HOSPITAL_MAX} if len(hospital) > HOSPITAL_MAX else None,
    }


def _name_problem(name: str) -> object:
    if not name:
        return _("Enter the name.")
    return _("At most %(n)s characters.") % {"n": NAME_MAX} if len(name) > NAME_MAX else None
