"""Wait until a page answers 200: `wait_until_up URL PID`. Fails when the process dies or a minute passes."""

import os
import sys
import time
import urllib.error
import urllib.request

PATIENCE_S = 60
PAUSE_S = 0.1


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as page:  # noqa: S310 - our own address
            return bool(page.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait(url: str, pid: int) -> bool:
    give_up_at = time.monotonic() + PATIENCE_S
    while time.monotonic() < give_up_at and is_alive(pid):
        if answers(url):
            return True
        time.sleep(PAUSE_S)
    return False


if __name__ == "__main__":
    sys.exit(
        0 if wait(sys.argv[1], int(sys.argv[2])) else f"{sys.argv[1]} did not answer; see the lines above."
    )
