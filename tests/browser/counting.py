"""Who is still connected to the live server: a test ends when nobody is left."""

import threading
import time
from typing import Any
from urllib.request import urlopen

PATIENCE_S = 60


class Counting:
    """The connections to a threaded server, each from the moment it is accepted until its thread is done."""

    def __init__(self, server: Any) -> None:
        self.server = server
        self._open = 0
        self._lock = threading.Lock()
        self._accept, self._serve = server.process_request, server.process_request_thread
        server.process_request, server.process_request_thread = self._accepted, self._served

    def _accepted(self, request: Any, address: Any) -> None:
        self._count(1)
        self._accept(request, address)

    def _served(self, request: Any, address: Any) -> None:
        try:
            self._serve(request, address)
        finally:
            self._count(-1)

    def _count(self, step: int) -> None:
        with self._lock:
            self._open += step

    def wait(self) -> None:
        """Until everybody who came before was answered and hung up: a page that is left says its last words.

        They are accepted in the order they come: once we are answered, whoever came before us is counted.
        """
        host, port = self.server.server_address[:2]
        with urlopen(f"http://{host}:{port}/livez") as page:
            page.read()
        end = time.monotonic() + PATIENCE_S
        while self._open:
            assert time.monotonic() < end, f"{self._open} connections are still open"
            time.sleep(0.02)
