"""The words that leave the hospital: no person, no disease, no drug. Staff get a link, patients a request.

Golden texts: tests/worklist/test_messages.py.
"""

import hashlib

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from accounts.enums import Role
from accounts.models import User
from worklist.channels.protocol import Message
from worklist.enums import Audience
from worklist.models import Reminder

BOTH = ("zh-hans", "en")


class NoRecipient(Exception):
    """Nobody wants or can get this message. `is_choice`: they said no, so nobody has to call instead."""

    def __init__(self, words: str, *, is_choice: bool) -> None:
        self.is_choice = is_choice
        super().__init__(words)


def message_of(reminder: Reminder, *, is_late: bool) -> Message:
    """The message of one reminder. `is_late` adds a line saying so; raises NoRecipient."""
    if reminder.audience == Audience.PATIENT:
        return _message(reminder, _contact(reminder), "patient", BOTH, is_late=False)
    if reminder.audience in {Audience.DOCTOR, Audience.CHAIR, Audience.LEAD}:
        doctor = _doctor(reminder)
        return _message(reminder, (doctor.email,), "staff", (doctor.language,), is_late=is_late)
    return _message(reminder, _nurses(reminder), "staff", BOTH, is_late=is_late)


def key_of(reminder: Reminder) -> str:
    """32 hexadecimal digits, the same for the same reminder for ever."""
    parts = (
        str(reminder.subject_id),
        reminder.kind,
        reminder.due_on.isoformat(),
        reminder.audience,
        reminder.channel,
    )
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]


def _contact(reminder: Reminder) -> tuple[str, ...]:
    contact = reminder.contact
    if contact is None or not contact.wants_messages:
        raise NoRecipient("no consent", is_choice=True)
    if not contact.email:
        raise NoRecipient("no address", is_choice=False)
    return (contact.email,)


def _doctor(reminder: Reminder) -> User:
    doctor = reminder.user
    if doctor is None or not doctor.is_active or not doctor.email:
        raise NoRecipient("no address", is_choice=False)
    if not doctor.wants_email:
        raise NoRecipient("e-mail not wanted", is_choice=True)
    return doctor


def _nurses(reminder: Reminder) -> tuple[str, ...]:
    """The nurses' mailbox; without one, every nurse of the department who wants e-mail."""
    if reminder.department.nurse_mailbox:
        return (reminder.department.nurse_mailbox,)
    nurses = User.objects.filter(
        department_id=reminder.department_id, role=Role.NURSE, is_active=True, wants_email=True
    ).exclude(email="")
    addresses = tuple(nurses.order_by("email").values_list("email", flat=True))
    if not addresses:
        raise NoRecipient("e-mail not wanted", is_choice=True)
    return addresses


def _message(
    reminder: Reminder, to: tuple[str, ...], text: str, languages: tuple[str, ...], *, is_late: bool
) -> Message:
    url = settings.BASE_URL + reverse("worklist:open", args=[reminder.id])
    subjects, bodies = [], []
    for language in languages:
        with override(language):
            subjects.append(_subject(text))
            bodies.append(render_to_string(f"messages/{text}.txt", {"url": url, "is_late": is_late}).strip())
    return Message(key_of(reminder), to, " / ".join(subjects), "\n\n----\n\n".join(bodies) + "\n")


def _subject(text: str) -> str:
    if text == "patient":
        return gettext("Please call your hospital department")
    return gettext("BoneBoard: something is waiting for you")
