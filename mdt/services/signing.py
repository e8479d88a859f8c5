"""Signing the minutes of a meeting. The last signature seals them in the same transaction."""

from datetime import datetime
from functools import partial

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from mdt.enums import MeetingState
from mdt.models import Meeting, SignOff
from mdt.selectors.signing import at_turn, needed, nobodys_turn
from mdt.services.attempts import attempt
from mdt.services.held import meeting_held
from mdt.services.sealing import seal_when_signed
from patients.services.writing import must


@transaction.atomic
def minutes_sign(*, by: User, meeting: Meeting, now: datetime) -> list[SignOff]:
    """Every signature of this person that is due now; empty when none is, so a second click changes nothing.

    The meeting's row is held: of two people of one discipline who sign together, one signs.
    """
    must(by, Permission.MINUTES_SIGN)
    row = meeting_held(meeting)
    if row.state != MeetingState.CLOSED:
        return []
    signed: list[SignOff] = []
    while fresh := _sign_turn(by, row, now):  # whoever chairs and speaks for a discipline signs for both
        signed += fresh
    if signed:
        seal_when_signed(by=by, meeting=row, now=now)
    return signed


def minutes_seal_due(*, now: datetime) -> int:
    """How many meetings were sealed although nobody signed last.

    Their board asks for fewer signatures than when they were closed, or the last signer left the house:
    nobody's turn would ever come.
    """
    return sum(
        attempt(partial(_seal_unasked, meeting, now), "minutes_not_sealed", meeting=str(meeting.id))
        for meeting in nobodys_turn()
    )


@transaction.atomic
def _seal_unasked(meeting: Meeting, now: datetime) -> bool:
    row = meeting_held(meeting)
    return row.state == MeetingState.CLOSED and bool(seal_when_signed(by=None, meeting=row, now=now))


def _sign_turn(by: User, meeting: Meeting, now: datetime) -> list[SignOff]:
    mine = [one for one in at_turn(needed(meeting)) if one.may_sign(by)]
    return [
        SignOff.objects.create(
            meeting=meeting, step=one.step, discipline=one.discipline, signed_by=by, signed_at=now
        )
        for one in mine
    ]
