"""Meetings and answers as badges: a state of the design layer with its word."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from accounts.templatetags.words import say
from mdt.enums import Answer, MeetingState
from mdt.models import Meeting
from mdt.selectors.meetings import is_on_holiday, kind_of_day
from worklist.enums import ReminderState

STATES = {
    MeetingState.PLANNED: "planned",
    MeetingState.OPEN: "open",
    MeetingState.CLOSED: "given",
    MeetingState.SIGNED: "check_ok",
}
ANSWERS = {
    Answer.NEEDS_ACTION: "pending",
    Answer.ACCEPTED: "check_ok",
    Answer.TENTATIVE: "flag",
    Answer.DECLINED: "not_given",
}
MAILS = {
    ReminderState.PENDING: "pending",
    ReminderState.CLAIMED: "pending",
    ReminderState.SENT: "sent",
    ReminderState.FAILED: "email_failed",
    ReminderState.MISSED: "email_failed",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A badge: its state and the word that replaces the usual one."""

    state: str
    words: str


def standing_of(meeting: Meeting) -> Standing:
    """How a meeting stands: cancelled, on a holiday, invited already, or its state."""
    if meeting.cancelled_at is not None:
        return Standing("cancelled", "")
    if is_on_holiday(meeting):
        return Standing("warn", say(kind_of_day(meeting).label))
    if meeting.state == MeetingState.PLANNED and meeting.published_at is not None:
        return Standing("sent", gettext("Invited"))
    state = MeetingState(meeting.state)
    return Standing(STATES[state], str(state.label))


def answer_badge(answer: str) -> Standing:
    """What somebody invited said."""
    said = Answer(answer)
    return Standing(ANSWERS[said], str(said.label))


def mail_badge(state: Any) -> Standing | None:
    """What became of the last message; None when there is nothing to say."""
    return Standing(MAILS[state], "") if state in MAILS else None
