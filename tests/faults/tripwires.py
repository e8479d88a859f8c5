"""What is set in a worker before it starts: the house's pauses in seconds, and where it dies.

The pauses keep their order: a sweep sends, and waits for the last answer, for less than a claim lasts. A fuse
is a file; whoever takes one away at the named function kills itself there, so that as many die as there were
fuses.
"""

import os
import signal
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from threading import Thread
from typing import Any

import time_machine
from django.conf import settings
from django.utils.module_loading import import_string

from worklist.services import claims, delivery

LEASE_S, SENDING_S = 6, 2


def shorten() -> None:
    """A hundredth of the house's own pauses."""
    claims.LEASE, claims.POSTPONED = timedelta(seconds=LEASE_S), timedelta(seconds=1)
    claims.BACKOFF_MINUTES = (0.02, 0.05, 0.1, 0.2)  # type: ignore[assignment]  # parts of a minute
    delivery.SENDING_SECONDS = SENDING_S


def die_at(function: str, fuses: str, after: int) -> None:
    """From call number `after` of this function of `claims` on a process that finds a fuse kills itself."""
    real: Callable[..., Any] = import_string(f"worklist.services.claims.{function}")
    calls = count(1)

    def trip(*args: Any, **kwargs: Any) -> Any:
        if next(calls) >= after and _burnt(Path(fuses)):
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)

    setattr(claims, function, trip)


def _burnt(fuses: Path) -> bool:
    for fuse in sorted(fuses.iterdir()):
        try:
            fuse.unlink()
        except FileNotFoundError:  # another process was quicker
            continue
        return True
    return False


def set_clock(seconds: float) -> None:
    """This process believes it is so much later; less than zero, earlier."""
    time_machine.travel(datetime.now().astimezone() + timedelta(seconds=seconds), tick=True).start()


def forget_soon(seconds: int) -> None:
    """Redis gives a task to somebody else after so many seconds, done or not."""
    settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"] = seconds


def read_at(zone: str) -> None:
    """Whoever installed this host lives elsewhere."""
    os.environ["TZ"] = zone
    time.tzset()


def use_gateway(url: str) -> None:
    """Messages go to the platform in place of the mail server."""
    settings.GATEWAY_URL = url
    settings.REMINDER_CHANNELS = [settings.REMINDER_CHANNELS[0], "worklist.channels.gateway.Gateway"]


def set_clock_back(seconds: float, when: str) -> None:
    """In the middle of its work, as soon as the file `when` is there, this process's clock is set back."""
    Thread(target=_fall, args=(seconds, Path(when)), daemon=True).start()


def _fall(seconds: float, when: Path) -> None:
    while not when.exists():
        time.sleep(0.05)
    set_clock(-seconds)
