"""The house of the faults: made once a run, new for each fault. `FAULT_REMINDERS` says how many a fault."""

import logging
import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from accounts import clock
from tests.faults import live_settings, tripwires, world
from tests.faults.house import NAME, TEMPLATE, House
from tests.faults.report import Row, table
from tests.faults.servers import Servers, tools
from tests.faults.sinks import MailServer, Platform
from worklist.services import claims

REMINDERS = int(os.environ.get("FAULT_REMINDERS", "200"))
ROWS: list[Row] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table of the faults."""
    if ROWS:
        terminalreporter.section("faults")
        terminalreporter.write_line("\n".join(table(ROWS)))


@pytest.fixture(scope="session")
def everything(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """Servers, sinks and the ward every fault begins with."""
    with django_db_blocker.unblock():
        _not_over_midnight()
        tables = world.schema()
        servers = Servers(tools())
        try:
            servers.start()
            with world.entered("postgres", str(servers.folder)):
                world.ward(TEMPLATE, tables, REMINDERS // 2, clock.today())
            yield from _opened(servers, tmp_path_factory.mktemp("faults"))
        finally:
            servers.stop()


def _opened(servers: Servers, folder: Path) -> Iterator[House]:
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # each line of each conversation
    mail, platform = MailServer(), Platform()
    mail.start()
    platform.start()
    with House(servers, mail, platform, folder, REMINDERS, ROWS).open() as house:
        yield house
    platform.stop()
    mail.stop()


def _not_over_midnight() -> None:
    """The ward is laid out around today: a run begins on the day it ends."""
    now = timezone.localtime()
    left = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0) - now
    if left < timedelta(seconds=180 + REMINDERS / 10):
        time.sleep(left.total_seconds() + 1)


@pytest.fixture
def house(everything: House, django_db_blocker: DjangoDbBlocker, settings: Settings) -> Iterator[House]:
    """A new ward; whatever still runs at the end is killed."""
    with django_db_blocker.unblock(), world.entered(NAME, str(everything.servers.folder)):
        everything.begin()
        yield everything
        everything.end()


@pytest.fixture
def live(house: House, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process is set as the workers are, and delivers to the same mail server."""
    for name in ("REMINDER_SOURCES", "REMINDER_HOUR", "QUIET_FROM_HOUR", "EMAIL_TIMEOUT"):
        setattr(settings, name, getattr(live_settings, name))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", house.mail.port
    monkeypatch.setattr(claims, "LEASE", timedelta(seconds=tripwires.LEASE_S))
