"""E-mail handed to the hospital's own message platform over HTTP, where no mail server may be reached.

What we send and what counts as taken: docs/reminders.md. A status of 200 proves nothing: only `"accepted":
true` does. The key is the same at every attempt, so that the platform can fold a copy.
"""

from typing import Any

import requests
from django.conf import settings
from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import ConnectTimeout, RequestException
from urllib3.exceptions import MaxRetryError

from worklist import enums
from worklist.channels.protocol import ChannelDown, Message, Receipt, TryLater, Undeliverable

# Our address or our password is wrong, or the platform is not there: no message is to blame.
MISCONFIGURED = frozenset({301, 302, 303, 307, 308, 401, 403, 404, 405})
LATER = frozenset({408, 425, 429})


class Gateway:
    """One request per message."""

    code = enums.Channel.EMAIL.value
    is_in_house = False

    def deliver(self, message: Message) -> Receipt:
        """Hand the message over; the receipt is its key."""
        try:
            answer = _post(message)
        except RequestException as error:
            raise _judged(error) from error
        _accepted(answer)
        return Receipt(message.key)


def _post(message: Message) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False  # no proxy and no password that somebody set for another program
        return session.post(
            settings.GATEWAY_URL,
            json=_body(message),
            headers={"Authorization": f"Bearer {settings.GATEWAY_TOKEN}", "Idempotency-Key": message.key},
            timeout=settings.EMAIL_TIMEOUT,
            allow_redirects=False,
            verify=settings.GATEWAY_CA_FILE or True,
        )


def _body(message: Message) -> dict[str, Any]:
    parts = [{"kind": part.kind, "content": part.content} for part in message.parts]
    return {
        "key": message.key,
        "to": list(message.to),
        "subject": message.subject,
        "body": message.body,
        "parts": parts,
    }


def _judged(error: RequestException) -> ChannelDown | TryLater:
    """Never reached: the channel is down. Reached, then silent: nobody knows, so the same key once more."""
    words = type(error).__name__
    reason = error.args[0] if error.args else None
    never = isinstance(error, ConnectTimeout) or (
        isinstance(error, NoConnection) and isinstance(reason, MaxRetryError)
    )
    return ChannelDown(words) if never else TryLater(words)


def _accepted(answer: requests.Response) -> None:
    """Returns when the message was taken. Only codes are kept: the platform's words may repeat an address."""
    status = answer.status_code
    if status in MISCONFIGURED:
        raise ChannelDown(f"status {status}")
    if status in LATER or status >= 500:
        raise TryLater(f"status {status}")
    if status >= 400:
        raise Undeliverable(f"status {status}")
    told = _told(answer)
    if told.get("accepted") is not True:
        refused_for_ever = told.get("accepted") is False and told.get("later") is False
        raise Undeliverable("refused inside") if refused_for_ever else TryLater("not accepted inside")


def _told(answer: requests.Response) -> dict[str, Any]:
    try:
        told = answer.json()
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
