"""Empties the outbox of boards: claim, send, mark. A bad message never stops the others.

The same trade as for reminders (worklist.channels.email): a crash between the server's "ok" and our SENT
repeats one message under the same Message-ID.
"""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from mdt.enums import MailKind
from mdt.mails import NobodyToTell, message_of
from mdt.models import MeetingMail
from worklist import enums, quiet
from worklist.channels.protocol import Channel, ChannelDown, TryLater, Undeliverable, channels
from worklist.enums import ReminderState
from worklist.services.claims import BACKOFF_MINUTES, LEASE, MAX_ATTEMPTS

log = structlog.stdlib.get_logger(__name__)

BATCH = 100


def mails_deliver(now: datetime) -> Counter[str]:
    """Send up to a hundred messages whose time has come; how many ended in which state.

    Nothing in quiet hours, and nothing where the hospital has no e-mail.
    """
    outcome: Counter[str] = Counter({ReminderState.MISSED.value: _give_up(now)})
    channel = next((one for one in channels() if one.code == enums.Channel.EMAIL), None)
    if channel is not None and quiet.is_open(now):
        outcome += _empty(channel, now)
    return +outcome


def _empty(channel: Channel, now: datetime) -> Counter[str]:
    outcome: Counter[str] = Counter()
    mails = _claimed(now)
    for position, mail in enumerate(mails):
        state = _send(channel, mail, now)
        if state is None:
            _give_back(mails[position:])
            break
        outcome[state] += 1
    return outcome


def _give_back(mails: list[MeetingMail]) -> None:
    """The gateway is away: no message is to blame, so no attempt is counted."""
    mine = MeetingMail.objects.filter(pk__in=[mail.pk for mail in mails], state=ReminderState.CLAIMED)
    mine.update(state=ReminderState.PENDING, attempts=F("attempts") - 1)


def _give_up(now: datetime) -> int:
    """Claims whose worker died wait again; what is about a meeting that began is missed."""
    stale = MeetingMail.objects.filter(state=ReminderState.CLAIMED, claimed_at__lt=now - LEASE)
    stale.filter(attempts__gte=MAX_ATTEMPTS).update(state=ReminderState.FAILED, error="worker lost")
    stale.update(state=ReminderState.PENDING, error="worker lost")
    _drop_overtaken()
    late = MeetingMail.objects.filter(state=ReminderState.PENDING, meeting_at__lt=now)
    return late.update(state=ReminderState.MISSED)


def _drop_overtaken() -> None:
    """What was on its way when the next word was written, and came back, is an old word now."""
    later = MeetingMail.objects.filter(
        invitation=OuterRef("invitation"), created_at__gt=OuterRef("created_at")
    ).exclude(kind=MailKind.REMINDER)
    waiting = MeetingMail.objects.filter(Exists(later), state=ReminderState.PENDING)
    waiting.update(state=ReminderState.CANCELLED, error="superseded")


@transaction.atomic
def _claimed(now: datetime) -> list[MeetingMail]:
    """Ours from now on, oldest first; rows another worker holds are skipped. The attempt counts at once."""
    due = MeetingMail.objects.filter(state=ReminderState.PENDING, not_before__lte=now)
    rows = list(due.select_for_update(skip_locked=True).order_by("not_before", "id")[:BATCH])
    for row in rows:
        row.state, row.claimed_at, row.attempts = ReminderState.CLAIMED.value, now, row.attempts + 1
    MeetingMail.objects.bulk_update(rows, ["state", "claimed_at", "attempts"])
    ids = [row.pk for row in rows]
    whole = MeetingMail.objects.filter(pk__in=ids).select_related(
        "invitation__user", "invitation__meeting__board__coordinator"
    )
    return list(whole.order_by("not_before", "id"))


def _send(channel: Channel, mail: MeetingMail, now: datetime) -> str | None:
    """The state the message ended in; None when the gateway is away."""
    try:
        channel.deliver(message_of(mail, now))
    except ChannelDown as error:
        log.warning("channel down", channel=channel.code, error=str(error))
        return None
    except NobodyToTell as nobody:
        return _marked(mail, ReminderState.CANCELLED, error=str(nobody))
    except TryLater as error:
        return _later(mail, str(error), now)
    except Undeliverable as error:
        return _failed(mail, str(error))
    except Exception as error:  # a poisonous row: it fails alone
        return _failed(mail, type(error).__name__)
    return _marked(mail, ReminderState.SENT, sent_at=now, error="")


def _later(mail: MeetingMail, error: str, now: datetime) -> str:
    if mail.attempts >= MAX_ATTEMPTS:
        return _failed(mail, error)
    pause = timedelta(minutes=BACKOFF_MINUTES[mail.attempts - 1])
    return _marked(mail, ReminderState.PENDING, not_before=now + pause, error=error[:200])


def _failed(mail: MeetingMail, error: str) -> str:
    log.warning("mail about a meeting failed", mail=str(mail.pk), error=error)
    return _marked(mail, ReminderState.FAILED, error=error[:200])


def _marked(mail: MeetingMail, state: ReminderState, **columns: Any) -> str:
    """What became of it; what went out says so whoever claimed it since."""
    mine = Q(state=ReminderState.CLAIMED) | Q(state=ReminderState.PENDING)
    MeetingMail.objects.filter(mine, pk=mail.pk).update(state=state, **columns)
    return state.value
