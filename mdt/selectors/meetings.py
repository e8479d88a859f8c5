"""Which meetings a person sees, what stands on one, who comes, and whether they will be enough (MDT-03)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import User
from guidelines.findings import Finding
from guidelines.holidays import DayKind, DayType, day_kind
from guidelines.mdt.disciplines import Discipline, in_order
from guidelines.mdt.limits import MdtLimits
from guidelines.mdt.quorum import quorum_check
from mdt.enums import Answer, MeetingState
from mdt.models import BoardMember, Case, Invitation, Meeting, MeetingMail
from mdt.models.cases import ON_AGENDA
from patients.selectors.access import visible_to

LASTS = timedelta(hours=4)  # a meeting that began so long ago is no longer the next one
OVER = (MeetingState.CLOSED, MeetingState.SIGNED)


def meetings_seen(user: User) -> QuerySet[Meeting]:
    """The meetings of the user's hospital, and those elsewhere the user leads, sits in or is asked to."""
    seat = BoardMember.objects.filter(board=OuterRef("board"), user=user, left_on=None)
    asked = Invitation.objects.filter(meeting=OuterRef("pk"), user=user, withdrawn_at=None)
    own = Q(board__hospital_id=user.hospital_id) | Q(board__chair=user) | Q(board__coordinator=user)
    rows = Meeting.objects.filter(own | Exists(seat) | Exists(asked))
    return rows.select_related("board__coordinator", "board__chair")


def listed(rows: QuerySet[Meeting], user: User) -> QuerySet[Meeting]:
    """These meetings as a list shows them: with `case_count` and `own_answer`, None for who is not asked."""
    own = Invitation.objects.filter(meeting=OuterRef("pk"), user=user, withdrawn_at=None)
    on_agenda = Q(cases__state__in=ON_AGENDA)
    return rows.annotate(
        case_count=Count("cases", filter=on_agenda), own_answer=Subquery(own.values("answer")[:1])
    )


def upcoming(user: User, now: datetime) -> QuerySet[Meeting]:
    """Meetings to come or in session, the next one first; cancelled ones too, so that nobody waits."""
    live = Q(starts_at__gte=now - LASTS) | Q(state=MeetingState.OPEN)
    return listed(meetings_seen(user).filter(live), user).order_by("starts_at", "id")


def held_before(user: User, now: datetime) -> QuerySet[Meeting]:
    """Meetings that are over, the last one first."""
    over = meetings_seen(user).filter(starts_at__lt=now - LASTS).exclude(state=MeetingState.OPEN)
    return listed(over, user).order_by("-starts_at", "id")


def next_meeting(user: User, now: datetime) -> Meeting | None:
    """The next meeting that the user leads, sits in or is asked to; None when there is none."""
    seat = BoardMember.objects.filter(board=OuterRef("board"), user=user, left_on=None)
    asked = Invitation.objects.filter(meeting=OuterRef("pk"), user=user, withdrawn_at=None)
    mine = Q(board__chair=user) | Q(board__coordinator=user) | Exists(seat) | Exists(asked)
    return upcoming(user, now).filter(mine, cancelled_at=None).exclude(state__in=OVER).first()


def meetings_between(user: User, first_on: date, last_on: date) -> QuerySet[Meeting]:
    """Meetings of these days, both included."""
    begin, end = _midnight(first_on), _midnight(last_on + timedelta(days=1))
    return meetings_seen(user).filter(starts_at__gte=begin, starts_at__lt=end).order_by("starts_at", "id")


def kind_of_day(meeting: Meeting) -> DayKind:
    """What kind of day it falls on, with the holiday's name."""
    return day_kind(timezone.localdate(meeting.starts_at))


def is_on_holiday(meeting: Meeting) -> bool:
    """True when a planned meeting falls on a public holiday: it has to be moved or cancelled."""
    is_planned = meeting.cancelled_at is None and meeting.state == MeetingState.PLANNED
    return is_planned and kind_of_day(meeting).type is DayType.HOLIDAY


def is_ready(meeting: Meeting, today: date) -> bool:
    """True for a meeting of today that has not begun: to begin it is the next thing to do."""
    is_planned = meeting.cancelled_at is None and meeting.state == MeetingState.PLANNED
    return is_planned and timezone.localdate(meeting.starts_at) == today


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One case of a meeting; `is_visible`: whether this reader may know whose it is."""

    case: Case
    is_visible: bool


def agenda_of(meeting: Meeting, user: User) -> list[AgendaLine]:
    """The cases on the agenda, in order; two queries."""
    cases = list(meeting.cases.filter(state__in=ON_AGENDA).select_related("patient"))
    patients = [case.patient_id for case in cases]
    seen = set(visible_to(user).filter(pk__in=patients).values_list("pk", flat=True))
    return [AgendaLine(case, case.patient_id in seen) for case in cases]


def invited_to(meeting: Meeting) -> QuerySet[Invitation]:
    """Who is asked, by discipline, each with `mail_state` of the last message, None without one."""
    last = MeetingMail.objects.filter(invitation=OuterRef("pk")).order_by("-created_at")
    rows = meeting.invitations.filter(withdrawn_at=None).select_related(
        "user__hospital", "meeting__board", "answered_by"
    )
    return rows.annotate(mail_state=Subquery(last.values("state")[:1]))


def own_invitation(meeting: Meeting, user: User) -> Invitation | None:
    """The invitation of this person; None when not asked, or no longer."""
    rows = meeting.invitations.filter(user=user, withdrawn_at=None)
    return rows.select_related("meeting__board", "user").first()


@dataclass(frozen=True, slots=True)
class Forecast:
    """Whether those who accepted will be enough (MDT-03), and the required seats nobody takes yet."""

    coming: tuple[Discipline, ...]
    quorum: int
    finding: Finding | None
    missing: tuple[Discipline, ...]


def forecast(required: Iterable[str], invitations: Iterable[Any], limits: MdtLimits) -> Forecast:
    """What the accepted invitations say; a "perhaps" counts for nothing."""
    accepted = (row.discipline for row in invitations if row.answer == Answer.ACCEPTED)
    coming = frozenset(Discipline(code) for code in accepted)
    needed = frozenset(Discipline(code) for code in required)
    return Forecast(
        coming=in_order(coming),
        quorum=limits.mdt_quorum,
        finding=quorum_check(coming, limits),
        missing=in_order(needed - coming),
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
