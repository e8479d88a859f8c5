"""Where messages arrive: a mail server and a message platform that do as they are told, and remember when."""

import json
import time
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.worklist.sink import Sink, free_port

SILENCE_S = 3.5  # longer than live_settings.EMAIL_TIMEOUT


@dataclass(frozen=True, slots=True)
class Arrival:
    """One message that was taken: its key, and when the conversation about it began."""

    key: str
    began: float


class MailServer(Sink):
    """SMTP."""

    def __init__(self) -> None:
        super().__init__()
        self.arrivals: list[Arrival] = []
        self._began: dict[int, float] = {}

    async def handle_MAIL(  # noqa: N802 - the name the library asks for
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """A message is announced."""
        self._began[id(envelope)] = time.time()
        envelope.mail_from = address
        return "250 ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Taken only when our base class kept the mail."""
        before = len(self.mails)
        said = await super().handle_DATA(server, session, envelope)
        for mail in self.mails[before:]:
            key = str(mail["Message-ID"]).strip("<>").partition("@")[0]
            self.arrivals.append(Arrival(key, self._began.pop(id(envelope))))
        return said

    def clear(self) -> None:
        """Well again, and empty."""
        self.answer = "ok"
        self.arrivals.clear()
        self.mails.clear()
        self.envelopes.clear()


@dataclass(frozen=True, slots=True)
class Told:
    """One request as it came."""

    key: str
    token: str
    body: dict[str, Any]


class _Platform(ThreadingHTTPServer):
    """`answer` is what the next requests get; a request may be taken although its answer never comes."""

    daemon_threads = True
    answer = "ok"

    def __init__(self, port: int, arrivals: list[Arrival], told: list[Told], unanswered: list[str]) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.arrivals, self.told, self.unanswered = arrivals, told, unanswered


class _Handler(BaseHTTPRequestHandler):
    server: _Platform
    ANSWERS: dict[str, tuple[int, Any]] = {
        "ok": (200, {"accepted": True}),
        "slow": (200, {"accepted": True}),
        "error inside": (200, {"accepted": False, "later": True, "code": "45009"}),
        "refused inside": (200, {"accepted": False, "later": False}),
        "no JSON": (200, "<html>"),
        "a list": (200, [True]),
        "elsewhere": (302, {}),
        **{str(status): (status, {"accepted": True}) for status in (400, 401, 429, 500)},
    }

    def do_POST(self) -> None:
        """One message."""
        began, answer = time.time(), self.server.answer
        key = str(self.headers["Idempotency-Key"])
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.told.append(Told(key, str(self.headers["Authorization"]), body))
        if answer == "slow":
            time.sleep(0.2)
        if answer == "taken, then silent":
            self.server.unanswered.append(key)
        if answer in {"ok", "slow", "taken, then silent"}:
            self.server.arrivals.append(Arrival(key, began))
        if answer == "taken, then silent":
            time.sleep(SILENCE_S)
            return
        self._say(*self.ANSWERS[answer])

    def _say(self, status: int, words: Any) -> None:
        content = words.encode() if isinstance(words, str) else json.dumps(words).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with suppress(OSError):  # nobody waits for it any more
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's own name
        """Nobody reads them."""


class Platform:
    """HTTP. `stop` and `start` take the port away and bring it back; `unanswered` were taken in silence."""

    def __init__(self) -> None:
        self.arrivals: list[Arrival] = []
        self.told: list[Told] = []
        self.unanswered: list[str] = []
        self.port = free_port()
        self._server: _Platform | None = None

    @property
    def url(self) -> str:
        """Where it takes messages."""
        return f"http://127.0.0.1:{self.port}/messages"

    def start(self) -> None:
        """Listen."""
        self._server = _Platform(self.port, self.arrivals, self.told, self.unanswered)
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self) -> None:
        """Nobody listens any more."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def answers(self, answer: str) -> None:
        """From now on."""
        assert self._server is not None
        self._server.answer = answer

    def clear(self) -> None:
        """Well again, and empty."""
        if self._server is None:
            self.start()
        self.answers("ok")
        self.arrivals.clear()
        self.told.clear()
        self.unanswered.clear()
