"""Fixtures of the worklist: sources of these tests, a morning in the hospital, a mail server on loopback."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pytest_django.fixtures import Settings

from tests.worklist.sink import Sink

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A moment in the hospital."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


@pytest.fixture
def task_source(settings: Settings) -> None:
    """Tasks are what is reminded of."""
    settings.REMINDER_SOURCES = ["tests.worklist.planned.reminders"]


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    """A real SMTP server on a free loopback port, and Django told to use it."""
    server = Sink()
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_TIMEOUT = 30
    yield server
    server.stop()


@pytest.fixture
def caught(caplog: pytest.LogCaptureFixture) -> Any:
    """Everything that was logged."""
    caplog.set_level("DEBUG")
    return caplog
