"""Has everything imported, and forks a worker or a beat for each line it reads: a start costs no import.

A line is JSON: `argv` of celery, `log`, and `set`, the tripwires by name with their arguments. It answers
with the number of the process, which leads a group of its own.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import django

django.setup()

from config.celery import app  # noqa: E402 - settings first
from tests.faults import tripwires  # noqa: E402 - the same


def main() -> None:
    """Serve until the line ends."""
    app.loader.import_default_modules()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _become(json.loads(line))
        print(child, flush=True)  # noqa: T201 - the answer


def _become(order: dict[str, Any]) -> None:
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(Path(order["log"]), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    tripwires.shorten()
    for name, arguments in order["set"].items():
        getattr(tripwires, name)(*arguments)
    try:
        app.start(argv=order["argv"])
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
