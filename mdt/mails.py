"""The words and the calendar part of mail about meetings: no patient, no disease, no name of the board.

Golden texts: tests/mdt/test_mails.py.
"""

import hashlib
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from mdt.enums import Answer, MailKind
from mdt.events import Event, cancellation, request
from mdt.models import Invitation, Meeting, MeetingMail
from worklist.channels.protocol import Message, Part


class NobodyToTell(Exception):
    """The person has no address, does not want e-mail, or left."""


def message_of(mail: MeetingMail, now: datetime) -> Message:
    """The message, in the language of the person; raises NobodyToTell."""
    invitation = mail.invitation
    user, meeting = invitation.user, invitation.meeting
    if not (user.is_active and user.email and user.wants_email):
        raise NobodyToTell("no e-mail")
    with override(user.language):
        page = {
            "kind": mail.kind,
            "is_change": mail.sequence > 0,
            "starts_at": timezone.localtime(meeting.starts_at),
            "meeting": meeting,
            "asks": invitation.answer == Answer.NEEDS_ACTION,
            "url": address_of(meeting),
        }
        body = render_to_string("messages/meeting.txt", page).strip() + "\n"
        parts = () if mail.kind == MailKind.REMINDER else (_part(mail, now),)
        return Message(_key(mail), (user.email,), _subject(mail, meeting), body, parts)


def address_of(meeting: Meeting) -> str:
    """The page of the meeting, behind sign-in."""
    return settings.BASE_URL + reverse("board:meeting", args=[meeting.pk])


def event_of(invitation: Invitation, sequence: int, now: datetime) -> Event:
    """The meeting as a calendar of the invited person holds it."""
    meeting = invitation.meeting
    organizer = meeting.board.coordinator
    return Event(
        uid=f"{meeting.pk}@boneboard",
        sequence=sequence,
        stamp=now,
        starts_at=meeting.starts_at,
        duration_minutes=meeting.duration_minutes,
        summary=gettext("BoneBoard: MDT meeting"),
        text=gettext("Agenda and answer: please open %(url)s") % {"url": address_of(meeting)},
        place=" ".join(part for part in (meeting.place, meeting.video_link) if part),
        url=address_of(meeting),
        organizer=(organizer.name, organizer.email or settings.DEFAULT_FROM_EMAIL),
        attendee=(invitation.user.name, invitation.user.email),
        answer=invitation.answer,
        is_cancelled=meeting.cancelled_at is not None or invitation.withdrawn_at is not None,
    )


def _part(mail: MeetingMail, now: datetime) -> Part:
    event = event_of(mail.invitation, mail.sequence, now)
    if mail.kind == MailKind.CANCELLATION:
        return Part(cancellation(event), "text/calendar; method=CANCEL")
    return Part(request(event), "text/calendar; method=REQUEST")


def _subject(mail: MeetingMail, meeting: Meeting) -> str:
    when = {"when": f"{timezone.localtime(meeting.starts_at):%Y-%m-%d %H:%M}"}
    if mail.kind == MailKind.CANCELLATION:
        return gettext("BoneBoard: the meeting of %(when)s is cancelled") % when
    if mail.kind == MailKind.REMINDER:
        return gettext("BoneBoard: reminder of the meeting of %(when)s") % when
    if mail.sequence:
        return gettext("BoneBoard: changed: meeting %(when)s") % when
    return gettext("BoneBoard: invitation to the meeting of %(when)s") % when


def _key(mail: MeetingMail) -> str:
    """32 hexadecimal digits, the same for the same message for ever."""
    parts = (str(mail.invitation_id), mail.kind, str(mail.sequence))
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]
