"""An upgrade cuts nobody off: what has begun is finished, and only then the program goes."""

import json
import signal
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest
import redis
from celery import Celery
from django.conf import settings
from django.db import connection

from config.health.stores import broker
from tests.setup.serving import gunicorn, running, until
from tests.setup.slow_app import SECONDS
from worklist.models import JobRun

pytestmark = pytest.mark.slow
KEYS = f"shutdown-{uuid4().hex}-"


def test_a_request_under_way_is_answered_before_the_web_server_goes(tmp_path: Path) -> None:
    with gunicorn(tmp_path) as (process, address), ThreadPoolExecutor() as pool:
        slow = pool.submit(urllib.request.urlopen, f"http://{address}/slow", timeout=30)
        time.sleep(SECONDS / 3)
        process.send_signal(signal.SIGTERM)

        with slow.result() as page:
            assert (page.status, "HTTP_HOST" in json.load(page)) == (200, True)
        assert process.wait(30) == 0


@pytest.fixture
def queue() -> Iterator[redis.Redis]:
    with broker() as client:
        yield client
        for key in client.scan_iter(f"{KEYS}*"):
            client.delete(key)


@pytest.mark.django_db(transaction=True)
def test_a_job_under_way_is_finished_before_the_worker_goes(tmp_path: Path, queue: redis.Redis) -> None:
    said = tmp_path / "said"
    more = {
        "DJANGO_SETTINGS_MODULE": "tests.worklist.live_settings",
        "DATABASE_NAME": connection.settings_dict["NAME"],
        "LIVE_KEYS": KEYS,
    }
    send(said)
    command = [sys.executable, "-m", "celery", "-A", "config.celery:app", "worker", "--concurrency", "1"]
    with running([*command, "--include", "tests.setup.slow_tasks", "--queues", "default"], more) as process:
        assert until(said.exists, 120)
        process.send_signal(signal.SIGTERM)

        assert process.wait(60) == 0
    assert said.read_text(encoding="utf-8") == "ended"
    assert JobRun.objects.get(name="tests.slow").succeeded_at is not None
    assert queue.llen(f"{KEYS}default") == 0
    assert queue.hlen(f"{KEYS}unacked") == 0


def send(said: Path) -> None:
    with Celery(broker=settings.CELERY_BROKER_URL, set_as_current=False) as sender:
        sender.conf.broker_transport_options = {"global_keyprefix": KEYS}
        sender.send_task("tests.slow", args=[str(said)], queue="default")
