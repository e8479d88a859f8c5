"""E-mail over the hospital's SMTP server.

The Message-ID is derived from the reminder's key and is the same at every attempt: when a crash falls
between the server's "250 ok" and our SENT, the message is sent once more, and mail programs fold the copy.
The other choice, marking first and sending then, would lose a message instead; a repeated one harms nobody.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from worklist import enums
from worklist.channels.protocol import ChannelDown, Message, Receipt, TryLater, Undeliverable

# The closed list of what is worth another try; SMTP answers 400-499 join it (RFC 5321, 4.2.1).
TRANSIENT = (SMTPServerDisconnected, TimeoutError, ConnectionError)


class Email:
    """One SMTP conversation per message."""

    code = enums.Channel.EMAIL.value
    is_in_house = False

    def deliver(self, message: Message) -> Receipt:
        """Hand the message to the server; the receipt is its Message-ID."""
        message_id = f"<{message.key}@{_domain()}>"
        mail = _mail(message, message_id)
        with _conversation() as connection:
            mail.connection = connection
            try:
                mail.send()
            except (SMTPException, OSError) as error:
                raise _judged(error) from error
            except ValueError as error:  # a line break in a header, an address that is none
                raise Undeliverable(type(error).__name__) from error
        return Receipt(message_id)


def _mail(message: Message, message_id: str) -> EmailMultiAlternatives:
    headers = {"Message-ID": message_id}
    mail = EmailMultiAlternatives(message.subject, message.body, to=message.to, headers=headers)
    for part in message.parts:
        mail.attach_alternative(part.content, part.kind)
    return mail


@contextmanager
def _conversation() -> Iterator[BaseEmailBackend]:
    """An open connection; how the goodbye went says nothing about the message."""
    connection: BaseEmailBackend = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        raise ChannelDown(type(error).__name__) from error
    try:
        yield connection
    finally:
        with suppress(SMTPException, OSError):
            connection.close()


def _judged(error: SMTPException | OSError) -> TryLater | Undeliverable:
    """Only codes and type names: a server's words may repeat an address."""
    codes = _codes(error)
    words = " ".join([type(error).__name__, *map(str, codes)])
    if isinstance(error, TRANSIENT) or (codes and all(400 <= code < 500 for code in codes)):
        return TryLater(words)
    return Undeliverable(words)


def _codes(error: Exception) -> list[int]:
    if isinstance(error, SMTPRecipientsRefused):
        return sorted({code for code, _words in error.recipients.values()})
    return [error.smtp_code] if isinstance(error, SMTPResponseException) else []


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
