"""Who may be asked to a meeting as a guest: one rule for form, API and service."""

from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import User
from mdt.models import Board, BoardReferral
from mdt.selectors.boards import takes_part
from mdt.selectors.referred import is_live


def guests_for(board: Board, on: date) -> QuerySet[User]:
    """Staff whose role takes part in boards, of the board's hospital and of those whose referral is open.

    By name. A hospital without an open referral has no patient here, so its people have no business either.
    """
    sent = BoardReferral.objects.filter(is_live(on), case__board=board)
    near = Q(hospital=board.hospital_id) | Q(hospital__in=sent.values("from_hospital"))
    return takes_part(User.objects.filter(near, is_active=True)).select_related("hospital").order_by("name")
