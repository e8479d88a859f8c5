"""A real OpenID Connect provider on a free loopback port, for the time of a test run."""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

START_S = 30


@dataclass(frozen=True, slots=True)
class Provider:
    """Where it listens."""

    url: str

    def knows(self, subject: str, **claims: Any) -> None:
        """Give somebody claims."""
        requests.put(f"{self.url}/users/{subject}", json=claims, timeout=5).raise_for_status()

    def answer(self, address: str, **form: str) -> str:
        """Where the provider sends the browser back to after the person's answer."""
        answer = requests.post(address, data=form, allow_redirects=False, timeout=5)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]


@contextmanager
def running() -> Iterator[Provider]:
    """The provider; it ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with tempfile.TemporaryFile() as log:
        command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "true"]
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=Path(tempfile.gettempdir()))
        try:
            wait(f"http://127.0.0.1:{port}", process, log)
            yield Provider(f"http://127.0.0.1:{port}")
        finally:
            process.kill()
            process.wait()


def wait(url: str, process: "subprocess.Popen[bytes]", log: Any) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end and process.poll() is None:
        try:
            if requests.get(f"{url}/.well-known/openid-configuration", timeout=2).ok:
                return
        except requests.RequestException:
            time.sleep(0.1)
    log.seek(0)
    pytest.fail(log.read().decode(errors="replace") or "the provider did not start")
