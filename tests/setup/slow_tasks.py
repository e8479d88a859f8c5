"""A job that takes a while; the worker of a test loads it beside its own."""

import time
from pathlib import Path

from celery import shared_task

SECONDS = 2


@shared_task(name="tests.slow")
def slow(path: str) -> None:
    """Say in the file that it began, and later that it ended."""
    Path(path).write_text("began", encoding="utf-8")
    time.sleep(SECONDS)
    Path(path).write_text("ended", encoding="utf-8")
