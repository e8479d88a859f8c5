"""A server that answers what a test tells it to: the faults no real archive shows on demand."""

import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from pathlib import Path
from typing import Any

from imaging.pacs.http import HttpPacs

JSON = "application/dicom+json"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `promised` is what Content-Length says when it lies; `wait` seconds pass before it.

    With `drip` seconds the bytes of the body come one by one, those of the head too if it says so.
    """

    status: int = 200
    body: bytes = b""
    kind: str = JSON
    wait: float = 0
    promised: int | None = None
    location: str = ""
    drip: float = 0
    drips_from_the_head: bool = False


@dataclass(slots=True)
class Server:
    """Answers by the end of the path; `asked` is every path that came."""

    url: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)

    def client(self, timeout: int = 5, ca_file: str = "") -> HttpPacs:
        """Our adapter to it."""
        return HttpPacs(self.url, user="ci", password="ci", timeout=timeout, ca_file=ca_file)

    def answer_to(self, path: str) -> Answer:
        """The one whose ending fits, else 404."""
        self.asked.append(path)
        plain = path.split("?")[0]
        return next((one for end, one in self.answers.items() if plain.endswith(end)), Answer(404))


@contextmanager
def serving(certificate: Path | None = None) -> Iterator[Server]:
    """A server on loopback until the block ends; with a certificate (and its key, in one file) over TLS."""
    listener = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    scheme = "https" if certificate else "http"
    if certificate:
        listener.socket = _secured(certificate).wrap_socket(listener.socket, server_side=True)
    server = Server(f"{scheme}://127.0.0.1:{listener.server_port}/dicom-web")
    listener.RequestHandlerClass = _handler(server)
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        listener.shutdown()
        listener.server_close()


def _secured(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


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


def _head(one: Answer) -> bytes:
    length = len(one.body) if one.promised is None else one.promised
    lines = [f"HTTP/1.0 {one.status} of this test", f"Content-Type: {one.kind}", f"Content-Length: {length}"]
    lines += [f"Location: {one.location}"] if one.location else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _write(to: BufferedIOBase, content: bytes, drip: float) -> None:
    if not drip:
        to.write(content)
        return
    for byte in content:
        to.write(bytes([byte]))
        time.sleep(drip)


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            one = server.answer_to(self.path)
            server.accepted.append(self.headers.get("Accept", ""))
            time.sleep(one.wait)
            with suppress(OSError):  # the reader has given up, which is what the test wants
                _write(self.wfile, _head(one), one.drip if one.drips_from_the_head else 0)
                _write(self.wfile, one.body, one.drip)

        def log_message(self, *_args: Any) -> None:
            """Silent."""

    return Handler
