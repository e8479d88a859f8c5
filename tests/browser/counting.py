"""How many requests the live server is answering: a test ends when none is left."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

QUIET_S, PATIENCE_S = 0.1, 15

App = Callable[..., Iterable[bytes]]


class Counting:
    """A WSGI application that counts what is under way, until an answer was sent and closed."""

    def __init__(self, app: App) -> None:
        self.app = app
        self._under_way = 0
        self._last_at = time.monotonic()
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self._count(1)
        try:
            return Answer(self.app(environ, start_response), lambda: self._count(-1))
        except BaseException:
            self._count(-1)
            raise

    def _count(self, step: int) -> None:
        with self._lock:
            self._under_way += step
            self._last_at = time.monotonic()

    def wait(self) -> None:
        """Until nothing was under way for a moment: a page that is left still sends its last words."""
        until = time.monotonic() + PATIENCE_S
        while self._under_way or time.monotonic() - self._last_at < QUIET_S:
            assert time.monotonic() < until, f"{self._under_way} requests are still being answered"
            time.sleep(QUIET_S / 5)


class Answer:
    """The bytes of an answer; `done` is called once it is closed."""

    def __init__(self, answer: Iterable[bytes], done: Callable[[], None]) -> None:
        self._answer, self._done = answer, done

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._answer)

    def close(self) -> None:
        """Close the answer itself, which gives back the connection to the database."""
        try:
            getattr(self._answer, "close", lambda: None)()
        finally:
            self._done()
