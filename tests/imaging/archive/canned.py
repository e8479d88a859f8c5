"""A server that answers what a test tells it to: the faults no real archive shows on demand."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from imaging.pacs.http import HttpPacs

JSON = "application/dicom+json"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `promised` is what Content-Length says when it lies; `wait` seconds pass before it."""

    status: int = 200
    body: bytes = b""
    kind: str = JSON
    wait: float = 0
    promised: int | None = None
    location: str = ""


@dataclass(slots=True)
class Server:
    """Answers by the end of the path; `asked` is every path that came."""

    url: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def client(self, timeout: int = 5) -> HttpPacs:
        """Our adapter to it."""
        return HttpPacs(self.url, user="ci", password="ci", timeout=timeout)

    def answer_to(self, path: str) -> Answer:
        """The one whose ending fits, else 404."""
        self.asked.append(path)
        plain = path.split("?")[0]
        return next((one for end, one in self.answers.items() if plain.endswith(end)), Answer(404))


@contextmanager
def serving(**answers: Answer) -> Iterator[Server]:
    """A server on loopback until the block ends."""
    listener = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server = Server(f"http://127.0.0.1:{listener.server_port}/dicom-web", dict(answers))
    listener.RequestHandlerClass = _handler(server)
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        listener.shutdown()
        listener.server_close()


def rows(*told: dict[str, Any]) -> bytes:
    """DICOM JSON."""
    return json.dumps(list(told)).encode()


def multipart(*parts: bytes, quoted: bool = True, kind: str = "application/octet-stream") -> Answer:
    """A multipart answer with its boundary in quotes or not."""
    boundary = "one-boundary"
    head = f"--{boundary}\r\nContent-Type: {kind}\r\n\r\n".encode()
    body = b"".join(head + part + b"\r\n" for part in parts) + f"--{boundary}--\r\n".encode()
    named = f'"{boundary}"' if quoted else boundary
    return Answer(body=body, kind=f'multipart/related; type="{kind}"; boundary={named}')


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            one = server.answer_to(self.path)
            time.sleep(one.wait)
            self.send_response(one.status)
            self.send_header("Content-Type", one.kind)
            self.send_header("Content-Length", str(len(one.body) if one.promised is None else one.promised))
            if one.location:
                self.send_header("Location", one.location)
            self.end_headers()
            try:
                self.wfile.write(one.body)
            except OSError:
                return  # the reader has given up, which is what the test wants

        def log_message(self, *_args: Any) -> None:
            """Silent."""

    return Handler
