"""Cases somebody is to read before a meeting, and the seat from which they judge them."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import DurationField, F, Prefetch, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from accounts.enums import Discipline
from accounts.models import User
from mdt.enums import CaseState, MeetingState, Work
from mdt.models import Case, PanelOpinion
from mdt.selectors.cases import WITH_ALL, cases_of


def prereads_of(user: User, now: datetime) -> QuerySet[Any]:
    """Accepted cases of meetings to come at whose table the user sits; `mine` holds the own opinion."""
    seat = Q(board__members__user=user, board__members__left_on=None)
    asked = Q(meeting__invitations__user=user, meeting__invitations__withdrawn_at=None)
    rows = cases_of(user).filter(
        seat | asked | Q(board__chair=user) | Q(board__coordinator=user),
        state=CaseState.ACCEPTED,
        meeting__state__in=[MeetingState.PLANNED, MeetingState.OPEN],
        meeting__cancelled_at=None,
        meeting__starts_at__gte=now - timedelta(days=1),
    )
    mine = PanelOpinion.objects.filter(given_by=user)
    return (
        rows.select_related(*WITH_ALL)
        .prefetch_related(Prefetch("opinions", queryset=mine, to_attr="mine"))
        .distinct()
        .order_by("meeting__starts_at", "place", "id")
    )


def seat_of(user: User, case: Case) -> Discipline | None:
    """The discipline the user speaks for on this case; None without a seat.

    A fixed member's seat comes first, then the invitation; chair and coordinator speak for their own.
    """
    member = case.board.members.filter(user=user, left_on=None).first()
    if member is not None:
        return Discipline(member.discipline)
    asked = case.meeting.invitations.filter(user=user, withdrawn_at=None).first() if case.meeting else None
    if asked is not None:
        return Discipline(asked.discipline)
    presides = user.id in {case.board.chair_id, case.board.coordinator_id}
    return Discipline(user.discipline) if presides and user.discipline else None


def preparation_of(case: Case) -> timedelta:
    """How long members have read the case before the meeting, all together."""
    spent = case.time_spent.filter(work=Work.PREPARATION, ended_at__isnull=False)
    length = Sum(F("ended_at") - F("started_at"), output_field=DurationField())
    found = spent.aggregate(length=Coalesce(length, Value(timedelta()), output_field=DurationField()))
    return timedelta(seconds=found["length"].total_seconds())
