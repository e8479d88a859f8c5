"""Fills the outbox of boards: one message per person, kind and number of the meeting."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from mdt.enums import Answer, MailKind, MeetingState
from mdt.models import Invitation, Meeting, MeetingMail
from worklist import quiet
from worklist.enums import ReminderState

HEARD = (ReminderState.CLAIMED, ReminderState.SENT)


def mails_write(*, meeting: Meeting, invitations: Iterable[Invitation], kind: MailKind, now: datetime) -> int:
    """What these people should hear, under the meeting's number; an older word that still waits is dropped.

    Nobody is told that something is off of which they never heard. How many were written.
    """
    people = [row.pk for row in invitations]
    earlier = MeetingMail.objects.filter(invitation__in=people)
    if kind == MailKind.CANCELLATION:
        people = list(set(earlier.filter(state__in=HEARD).values_list("invitation_id", flat=True)))
    earlier.filter(state=ReminderState.PENDING).update(state=ReminderState.CANCELLED, error="superseded")
    return _insert([_mail(person, kind, meeting, now) for person in people])


def meeting_reminders_write(now: datetime) -> int:
    """Remind of published meetings from the day before, once for each time they stand at; how many.

    Whoever declined is left alone, and whoever heard of this time only today. A day without a sweep heals:
    the range reaches from now to the end of tomorrow.
    """
    rows = _to_remind(now).select_related("meeting")
    return _insert([_mail(row.pk, MailKind.REMINDER, row.meeting, now) for row in rows])


def _to_remind(now: datetime) -> QuerySet[Invitation]:
    today = timezone.localdate(now)
    heard = MeetingMail.objects.filter(
        Q(kind=MailKind.REMINDER) | Q(not_before__gte=_midnight(today)),
        invitation=OuterRef("pk"),
        meeting_at=OuterRef("meeting__starts_at"),
    )
    invited = Invitation.objects.filter(
        ~Exists(heard),
        withdrawn_at=None,
        meeting__cancelled_at=None,
        meeting__state=MeetingState.PLANNED,
        meeting__published_at__isnull=False,
        meeting__starts_at__gt=now,
        meeting__starts_at__lt=_midnight(today + timedelta(days=2)),
    )
    return invited.exclude(answer=Answer.DECLINED)


def _mail(invitation_id: UUID, kind: MailKind, meeting: Meeting, now: datetime) -> MeetingMail:
    return MeetingMail(
        invitation_id=invitation_id,
        kind=kind,
        sequence=meeting.sequence,
        meeting_at=meeting.starts_at,
        not_before=quiet.send_from(now),
    )


def _insert(rows: list[MeetingMail]) -> int:
    """Two writers at once write each key once."""
    MeetingMail.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
