"""Programs of production started for the seconds of a test."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.setup.checkout import ROOT, TOOLS
from tests.worklist.sink import free_port

PATIENCE_S = 60


@contextmanager
def gunicorn(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The house's own gunicorn settings with the slow application: the process and its address."""
    address = f"127.0.0.1:{free_port()}"
    more = {"WEB_BIND": address, "WEB_WORKERS": "1", "PROMETHEUS_MULTIPROC_DIR": str(folder / "metrics")}
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"]
    with running([*command, "tests.setup.slow_app:application"], more) as process:
        assert until(lambda: answers(f"http://{address}/"))
        yield process, f"http://{address}"


@contextmanager
def running(command: list[str], more: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The process; it does not outlive the block."""
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | more)
    try:
        yield process
    finally:
        process.kill()
        process.wait(PATIENCE_S)


def answers(url: str) -> bool:
    """True when somebody listens there and is content."""
    try:
        with urllib.request.urlopen(url, timeout=5) as page:  # noqa: S310 - our own address
            return bool(page.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def until(happens: Callable[[], object], seconds: int = PATIENCE_S) -> bool:
    """Wait for it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happens():
            return True
        time.sleep(0.05)
    return False


CADDY = str(TOOLS / "caddy")
