"""Real workers, beat, Redis and SMTP: one reminder arrives, once, and no name travels with it."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import redis
from django.conf import settings
from django.db import connection
from django.utils import timezone

from patients.models import Patient
from tests.cast import cast, patient
from tests.worklist.planned import subject
from tests.worklist.sink import Sink
from worklist.enums import ReminderState
from worklist.models import Reminder

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
MARKER = "欧阳标记名"
KEYS = f"live-{uuid4().hex}-"


@pytest.fixture
def marked() -> Patient:
    """A patient whose name must not leave the house."""
    row = patient(cast().oncology_1, name=MARKER, name_pinyin="markername", number="MARKER01")
    subject(row, timezone.localdate() + timedelta(days=3))
    return row


@contextmanager
def running(folder: Path, port: int, *arguments: str) -> Iterator[Path]:
    """`celery ARGUMENTS` against the test's database; yields its log."""
    log = folder / f"{uuid4().hex}.log"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.worklist.live_settings",
        "DATABASE_NAME": connection.settings_dict["NAME"],
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(port),
        "REMINDER_HOUR": "0",
        "QUIET_FROM_HOUR": "24",
        "LIVE_KEYS": KEYS,
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "config.celery:app", *arguments],
            env=environment,
            cwd=settings.BASE_DIR,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield log
        finally:
            process.terminate()
            process.wait(timeout=120)


def until(happens: Callable[[], object], seconds: int = 180) -> bool:
    """Wait for it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happens():
            return True
        time.sleep(0.2)
    return False


def told(folder: Path) -> str:
    """The logs of all processes."""
    return "".join(log.read_text(encoding="utf-8") for log in folder.glob("*.log"))


def sweeps(folder: Path) -> int:
    """How many deliveries the workers have finished."""
    return len(re.findall(r"worklist\.deliver_reminders\[[^]]+\] succeeded", told(folder)))


@pytest.fixture
def broker() -> Iterator[redis.Redis]:
    """The Redis behind the broker's address; what the test left there is removed."""
    address = settings.CELERY_BROKER_URL.replace("redis+socket://", "unix://").replace("virtual_host", "db")
    client = redis.Redis.from_url(address)
    yield client
    for key in client.scan_iter(f"{KEYS}*"):
        client.delete(key)
    client.close()


def test_a_planned_reminder_arrives_once_with_two_workers_and_many_sweeps(
    marked: Patient, sink: Sink, tmp_path: Path, broker: redis.Redis
) -> None:
    queue = f"{KEYS}reminders"
    worker = ("worker", "--pool", "solo", "--queues", "default,reminders", "--loglevel", "debug")
    with running(tmp_path, sink.port, "beat", "--loglevel", "debug", "--pidfile=", "-s", str(tmp_path / "s")):
        assert until(lambda: broker.llen(queue) >= 2)
        payloads = str(broker.lrange(queue, 0, -1))
        with (
            running(tmp_path, sink.port, *worker, "--hostname", "one@%h"),
            running(tmp_path, sink.port, *worker, "--hostname", "two@%h"),
        ):
            assert until(lambda: sink.mails)
            sent_after = sweeps(tmp_path)
            assert until(lambda: sweeps(tmp_path) > sent_after + 5)
    mail = Reminder.objects.get(channel="EMAIL")
    assert (mail.state, mail.attempts) == (ReminderState.SENT, 1)
    assert Reminder.objects.get(channel="INBOX").state == ReminderState.SENT
    assert [message["Message-ID"] for message in sink.mails] == [mail.receipt]
    logs = told(tmp_path)
    for place in (payloads, logs, sink.mails[0].as_string(), str(sink.mails[0].get_body())):
        for word in (MARKER, "markername", "MARKER01", "肿瘤"):
            assert word not in place
