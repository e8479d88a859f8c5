"""Cases sent to the boards of other hospitals: ours that went out, and those that came to us."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.permissions import Permission, can
from mdt.enums import MeetingState
from mdt.models import Board, BoardReferral, Meeting
from mdt.models.meetings import LIVE
from mdt.selectors.boards import runs
from patients.models import Patient
from patients.selectors import visible_to

SHOWN_WITH = (
    "case__patient",
    "case__board__hospital",
    "case__meeting",
    "from_hospital",
    "referred_by",
    "accepted_by",
    "ended_by",
)


def referrals_of(user: User) -> QuerySet[BoardReferral]:
    """Referrals of patients the user may see: the sender's people for good, the board's until the end."""
    rows = BoardReferral.objects.filter(case__patient__in=visible_to(user))
    return rows.select_related(*SHOWN_WITH).order_by("-created_at")


def boards_elsewhere(patient: Patient) -> QuerySet[Board]:
    """The boards a case can be sent to: active ones of other hospitals."""
    others = Board.objects.filter(is_active=True).exclude(hospital=patient.hospital_id)
    return others.select_related("hospital").order_by("hospital__name", "name")


def is_live(on: date) -> Q:
    """Referrals whose people may see the patient on that day."""
    return Q(ended_at=None, until__gte=on)


def can_end(user: User, referral: Any) -> bool:
    """True for who runs boards in the hospital the case came from, and for who runs this one."""
    sent = user.hospital_id == referral.from_hospital_id and can(user, Permission.BOARD_RUN)
    return sent or runs(user, referral.case.board)


def meetings_for(referral: Any, now: datetime) -> QuerySet[Meeting]:
    """The meetings of the board that can take the case while the access lasts, the next one first."""
    ahead = Meeting.objects.filter(
        LIVE, board=referral.case.board_id, state=MeetingState.PLANNED, starts_at__gt=now
    )
    return ahead.filter(starts_at__date__lte=referral.until).order_by("starts_at")
