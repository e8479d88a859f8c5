"""How far a referral has come; computed from its dates and its case, never stored."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import pgettext

from mdt.enums import CaseState
from mdt.models import BoardReferral


class ReferralState(NamedTuple):
    """A badge state with its word; `is_open`: the other board's people may see the patient today."""

    badge: str
    word: str
    is_open: bool


def state_of(referral: BoardReferral, today: date) -> ReferralState:
    """The state on a day."""
    open_ = referral.ended_at is None and referral.until >= today
    if referral.case.state == CaseState.CLOSED:
        return ReferralState("decision_done", pgettext("referral", "Concluded"), open_)
    if referral.ended_at is not None:
        return ReferralState("cancelled", pgettext("referral", "Ended by hand"), open_)
    if not open_:
        return ReferralState("missed", pgettext("referral", "Access over"), open_)
    if referral.accepted_at is not None:
        return ReferralState("booked", pgettext("referral", "On the agenda"), open_)
    return ReferralState("pending", pgettext("referral", "Sent"), open_)
