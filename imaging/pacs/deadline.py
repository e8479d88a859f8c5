"""Requests that end: an answer must have come whole in time, however steadily it trickles.

The time-out of a socket begins anew with every byte: a server that sends one a second would hold its reader
for hours. When the time is up the connection is shut under the reader, in the headers or in the body.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

if TYPE_CHECKING:
    Connection = HTTPConnection
else:
    Connection = object


class Watch:
    """What one thread waits for. `line` is the socket it reads from, once there is one."""

    def __init__(self) -> None:
        self.line: socket.socket | None = None
        self.is_over = False

    def end(self) -> None:
        """Wake the reader: nothing more will come."""
        self.is_over = True
        if self.line is not None:
            with suppress(OSError):  # it was closed at this very moment
                socket.socket.shutdown(self.line, socket.SHUT_RDWR)


class _Now(threading.local):
    watch: Watch | None = None


_now = _Now()


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """One request of a session with `WatchedAdapter`; raises requests.Timeout when it takes longer."""
    watch = _now.watch = Watch()
    timer = threading.Timer(seconds, watch.end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except requests.RequestException as error:
        if watch.is_over:
            raise requests.Timeout from error
        raise
    finally:
        timer.cancel()
        _now.watch = None
    if watch.is_over:  # an answer of no promised length looks whole where it was cut
        raise requests.Timeout


class _Watched(Connection):
    """A connection that tells the thread that uses it which socket that is; a kept one is used again."""

    _line: socket.socket | None = None

    def connect(self) -> None:
        super().connect()
        self._line = self.sock
        self._tell()

    def putrequest(self, *args: Any, **kwargs: Any) -> None:
        self._tell()
        super().putrequest(*args, **kwargs)

    def _tell(self) -> None:
        if _now.watch is not None:
            _now.watch.line = self._line


class _Plain(_Watched, HTTPConnection):
    pass


class _Secure(_Watched, HTTPSConnection):
    pass


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


class WatchedAdapter(HTTPAdapter):
    """The transport whose connections `within` can end."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """As the library does it, with our connections."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}
