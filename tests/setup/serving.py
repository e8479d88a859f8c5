"""Programs of production started for the seconds of a test."""

import os
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from scripts.free_port import first_free
from tests.setup.checkout import ROOT, TOOLS

PATIENCE_S = 60


@contextmanager
def gunicorn(folder: Path, **told: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The house's own gunicorn settings with the slow application: the process, its host and port.

    `told`: more of the environment of its container, such as the certificate it shows.
    """
    address = f"127.0.0.1:{first_free('127.0.0.1', 24000)}"
    more = {"WEB_BIND": address, "WEB_WORKERS": "1", "PROMETHEUS_MULTIPROC_DIR": str(folder / "metrics")}
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"]
    with running([*command, "tests.setup.slow_app:application"], told | more) as process:
        assert until(lambda: answers(address, authority=told.get("WEB_CA_FILE", "")))
        yield process, address


@contextmanager
def running(command: list[str], more: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The process; it does not outlive the block."""
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | more)
    try:
        yield process
    finally:
        process.kill()
        process.wait(PATIENCE_S)


def listens(address: str) -> bool:
    """True when somebody takes connections at this host and port."""
    host, _colon, port = address.partition(":")
    try:
        socket.create_connection((host, int(port)), timeout=5).close()
    except OSError:
        return False
    return True


def answers(address: str, path: str = "/", *, authority: str = "") -> bool:
    """True when web answers there; with an authority over TLS, as its container `web`."""
    host, _colon, port = address.partition(":")
    asking = HTTPConnection(host, int(port))
    try:
        asking.sock = socket.create_connection((host, int(port)), timeout=5)
        if authority:
            trust = ssl.create_default_context(cafile=authority)
            asking.sock = trust.wrap_socket(asking.sock, server_hostname="web")
        asking.request("GET", path)
        return asking.getresponse().status == 200
    except (HTTPException, OSError):
        return False
    finally:
        asking.close()


def until(happens: Callable[[], object], seconds: int = PATIENCE_S) -> bool:
    """Wait for it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happens():
            return True
        time.sleep(0.05)
    return False


CADDY = str(TOOLS / "caddy")
