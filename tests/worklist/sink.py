"""A mail server for tests that accepts, refuses, stalls or hangs up as told."""

import asyncio
import socket
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Sink:
    """`answer` decides: "ok", a reply line such as "451 later", "drop" or "slow"."""

    def __init__(self) -> None:
        self.answer = "ok"
        self.answers: dict[str, str] = {}
        self.mails: list[EmailMessage] = []
        self.envelopes: list[list[str]] = []
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._controller.port)

    def start(self) -> None:
        """Listen."""
        self._controller.start()

    def stop(self) -> None:
        """Close."""
        self._controller.stop()

    async def handle_RCPT(  # noqa: N802 - the name the library asks for
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Refuse recipients that have an answer of their own."""
        answer = self.answers.get(address, "ok")
        if answer == "ok":
            envelope.rcpt_tos.append(address)
            return "250 ok"
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the mail, or do as `answer` says."""
        if self.answer == "slow":
            await asyncio.sleep(3)
        if self.answer == "drop":
            cast(Any, server.transport).abort()
            return "421 gone"
        if self.answer not in {"ok", "slow"}:
            return self.answer
        raw = cast(bytes, envelope.content)
        self.mails.append(message_from_bytes(raw, policy=policy.default))
        self.envelopes.append(list(envelope.rcpt_tos))
        return "250 ok"
