"""The application as production serves it, on a port of its own, against the database that is measured."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from django.conf import settings
from django.db import connection

from scripts.free_port import first_free

PATIENCE_S = 60
GUNICORN = ["-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "config.wsgi:application"]


@dataclass(frozen=True, slots=True)
class Served:
    """A running gunicorn."""

    port: int
    pid: int

    def memory_mb(self) -> float:
        """What its processes hold, shared pages counted once (PSS)."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return sum(_held_kb(pid) for pid in [str(self.pid), *children]) / 1024


def _held_kb(pid: str) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


@contextmanager
def served() -> Iterator[Served]:
    """Two workers of four threads, as docker-compose.yml starts them."""
    port = first_free("127.0.0.1", 24500)
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, *GUNICORN],
            cwd=settings.BASE_DIR,
            env=os.environ | _environment(port, folder),
        )
        try:
            _until_up(port)
            yield Served(port, process.pid)
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


def _environment(port: int, folder: str) -> dict[str, str]:
    return {
        "DATABASE_NAME": str(connection.settings_dict["NAME"]),
        "DATABASE_HOST": str(connection.settings_dict["HOST"]),
        "DEBUG": "",
        "DJANGO_SETTINGS_MODULE": "benchmarks.served_settings",
        "ALLOWED_HOSTS": "127.0.0.1",
        "WEB_BIND": f"127.0.0.1:{port}",
        "PROMETHEUS_MULTIPROC_DIR": f"{folder}/metrics",
        "LOG_LEVEL": "WARNING",
    }


def _until_up(port: int) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        asked = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            asked.request("GET", "/livez")
            if asked.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            asked.close()
    raise RuntimeError("The application did not start.")
