"""Empties the outbox: claim, ask whether still wanted, deliver, mark. A bad row never stops the others."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from time import monotonic

import structlog
from django.db import DatabaseError
from django.utils import timezone

from worklist import quiet
from worklist.channels.protocol import Channel, ChannelDown, TryLater, Undeliverable, channels
from worklist.enums import ReminderKind, ReminderState
from worklist.messages import NoRecipient, message_of
from worklist.models import Reminder
from worklist.protocols import StillWanted, Subject
from worklist.services import claims
from worklist.services.expiry import reminders_expire
from worklist.sources import guards

log = structlog.stdlib.get_logger(__name__)

BATCH = {True: 500, False: 20}  # in-house rows are marked by the batch, others travel one by one
SENDING_SECONDS = 420  # then the rest is left to the next sweep, long before the lease of its claims ends


def reminders_deliver(now: datetime, limit: int = 2_000) -> Counter[str]:
    """Deliver up to `limit` reminders of each channel whose time has come; how many ended in which state."""
    outcome: Counter[str] = Counter({ReminderState.MISSED.value: reminders_expire(now)})
    deadline = monotonic() + SENDING_SECONDS
    for channel in channels():
        if channel.is_in_house or quiet.is_open(now):
            outcome += _empty(channel, now, limit, deadline)
    return +outcome


def _empty(channel: Channel, now: datetime, limit: int, deadline: float) -> Counter[str]:
    outcome: Counter[str] = Counter()
    left, batch = limit, BATCH[channel.is_in_house]
    while left > 0 and (rows := claims.claim(channel=channel.code, now=now, limit=min(left, batch))):
        left -= len(rows)
        wanted = _wanted(rows, now, outcome)
        if channel.is_in_house:
            outcome[ReminderState.SENT] += claims.mark_shown(ids=[row.id for row in wanted], now=now)
        elif not _send_each(channel, wanted, now, deadline, outcome):
            break
    return outcome


def _send_each(
    channel: Channel, rows: list[Reminder], now: datetime, deadline: float, outcome: Counter[str]
) -> bool:
    """True to go on; False when the gateway is away or the time is up: what is left waits without blame."""
    for position, row in enumerate(rows):
        state = _send(channel, row, now) if monotonic() < deadline else None
        if state is None:
            claims.give_back(ids=[other.id for other in rows[position:]])
            return False
        outcome[state] += 1
    return True


def _send(channel: Channel, row: Reminder, now: datetime) -> str | None:
    """The state the row ended in; None when the gateway is away."""
    try:
        message = message_of(row, is_late=timezone.localdate(now) > row.planned_for)
        if not claims.begin(row):
            return ReminderState.CANCELLED
        receipt = channel.deliver(message)
    except ChannelDown as error:
        log.warning("channel down", channel=channel.code, error=str(error))
        claims.uncount(row)
        return None
    except NoRecipient as nobody:
        return _nobody(row, nobody)
    except TryLater as error:
        return claims.mark_later(reminder=row, error=str(error), now=now)
    except Undeliverable as error:
        return _failed(row, str(error))
    except DatabaseError:  # no message is to blame: the claims of this run go back when their lease ends
        raise
    except Exception as error:  # a poisonous row: it fails alone, and a person calls
        return _failed(row, type(error).__name__)
    claims.mark_sent(reminder=row, receipt=receipt.text, now=now)
    return ReminderState.SENT


def _nobody(row: Reminder, nobody: NoRecipient) -> str:
    if nobody.is_choice:
        claims.mark_cancelled(ids=[row.id], reason=str(nobody))
        return ReminderState.CANCELLED
    return _failed(row, str(nobody))


def _failed(row: Reminder, error: str) -> str:
    log.warning("reminder failed", reminder=str(row.id), error=error)
    claims.mark_failed(reminder=row, error=error)
    return ReminderState.FAILED


def _wanted(rows: list[Reminder], now: datetime, outcome: Counter[str]) -> list[Reminder]:
    """The rows whose subject still waits; the others are cancelled, those nobody can judge now wait."""
    known = guards(now)
    keep: list[Reminder] = []
    gone = [row.id for row in rows if row.patient.voided_at]
    for kind in {row.kind for row in rows}:
        of_kind = [row for row in rows if row.kind == kind and not row.patient.voided_at]
        answer = _ask(known.get(ReminderKind(kind)), of_kind)
        if answer is None:
            claims.postpone(ids=[row.id for row in of_kind], now=now)
            continue
        keep += [row for row in of_kind if _subject(row) in answer]
        gone += [row.id for row in of_kind if _subject(row) not in answer]
    outcome[ReminderState.CANCELLED] += claims.mark_cancelled(ids=gone, reason="no longer wanted")
    return sorted(keep, key=lambda row: (row.not_before, row.id))


def _ask(guard: StillWanted | None, rows: list[Reminder]) -> Collection[Subject] | None:
    """Subjects still wanted. None: the guard itself failed. A kind without a guard is always wanted."""
    subjects = {_subject(row) for row in rows}
    if guard is None or not subjects:
        return subjects
    try:
        return set(guard(subjects))
    except Exception as error:
        log.error("guard failed", kind=rows[0].kind, error=type(error).__name__)
        return None


def _subject(row: Reminder) -> Subject:
    return Subject(ReminderKind(row.kind), row.subject_id, row.due_on)
