"""What every channel takes, gives back and may say when it cannot deliver."""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Part:
    """The same message once more for a program: a calendar's. `kind` is its media type with parameters."""

    content: str
    kind: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message, ready to travel. `key` is the same for every attempt, so that a copy can be folded."""

    key: str
    to: tuple[str, ...]
    subject: str
    body: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the gateway answered; kept with the reminder."""

    text: str


class Undeliverable(Exception):
    """This message will never get through: FAILED, and a person calls."""


class TryLater(Exception):
    """The gateway refused for now: the same message is tried again later."""


class ChannelDown(Exception):
    """The gateway cannot be reached: no message is to blame, so all wait and no attempt is counted."""


class Channel(Protocol):
    """A way to deliver. `is_in_house`: the outbox row is the message, marked by the batch at any hour."""

    code: str
    is_in_house: bool

    def deliver(self, message: Message) -> Receipt:
        """Deliver; raises Undeliverable, TryLater or ChannelDown."""


def channels() -> list[Channel]:
    """The channels of this hospital, in the order of settings.REMINDER_CHANNELS."""
    return [import_string(path)() for path in settings.REMINDER_CHANNELS]
