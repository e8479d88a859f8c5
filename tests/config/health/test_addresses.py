"""Alive, ready, well: three answers for machines, and one page for a person."""

import json
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from config.health.checks import Check, State
from config.health.report import Report
from config.health.words import CERTIFICATES, JOBS, NEVER, QUEUES, STATES, TITLES, WAYS, WRONG, told
from config.schedule import BEAT_SCHEDULE
from config.schedule import QUEUES as NAMES
from patients.models import Patient
from tests.cast import Cast
from tests.config.health.conftest import REMINDERS

AWAY = "config.health.stores.connection.cursor"


def test_alive_asks_no_database(client: Client) -> None:
    """Without the mark that lets a test reach the database, this fails as soon as anything is asked."""
    assert client.get("/livez").status_code == 200


@pytest.mark.django_db
def test_ready_is_red_without_the_database_and_alive_is_not() -> None:
    with patch(AWAY, side_effect=OperationalError):
        ready, alive = Client().get("/readyz"), Client().get("/livez")

    assert (ready.status_code, alive.status_code) == (503, 200)
    assert json.loads(ready.content) == {"ok": False, "checks": {"database": "bad", "tables": "unknown"}}


@pytest.mark.django_db
def test_ready_is_green_without_redis(settings: Settings) -> None:
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    with patch("config.health.stores.store.get", side_effect=OSError):
        assert Client().get("/readyz").status_code == 200


@pytest.mark.parametrize(
    ("state", "status"), [(State.WELL, 200), (State.CAUTION, 200), (State.UNKNOWN, 200), (State.BAD, 503)]
)
def test_well_is_red_only_for_what_is_broken(client: Client, state: State, status: int) -> None:
    found = Report([Check("job", state, REMINDERS)])
    with patch("config.health.views.report", return_value=found):
        answer = client.get("/healthz")

    assert answer.status_code == status
    assert json.loads(answer.content)["checks"] == {f"job:{REMINDERS}": state.name.lower()}


def test_well_names_nobody_and_no_secret(
    client: Client, good: None, zhang: Patient, settings: Settings
) -> None:
    answer = client.get("/healthz").content.decode()

    secrets = (settings.SECRET_KEY, settings.INDEX_KEY, settings.DATABASES["default"]["HOST"])
    assert not [word for word in (zhang.name, zhang.hospital_number, *secrets) if word in answer]


@pytest.mark.parametrize(
    ("language", "wrong", "advice"),
    [("zh-hans", "备份", "请运行 make backup"), ("en", "no backup of the last day", "Run make backup")],
)
def test_the_page_says_what_is_wrong_and_what_to_do(
    client: Client, people: Cast, good: None, language: str, wrong: str, advice: str
) -> None:
    User.objects.update(language=language)
    client.force_login(people.admin_gao)
    with patch("config.health.views.report", return_value=Report([Check("backup", State.CAUTION)])):
        page = client.get("/health/").content.decode()

    assert wrong in page
    assert advice in page
    assert 'class="notice notice--warn notice--large"' in page


def test_the_page_says_that_all_is_well(client: Client, people: Cast, good: None) -> None:
    client.force_login(people.admin_gao)
    with patch("config.health.views.report", return_value=Report([Check("database", State.WELL)])):
        page = client.get("/health/").content.decode()

    assert "一切正常" in page
    assert "notice--good" in page


def test_every_job_queue_and_channel_has_words() -> None:
    assert set(JOBS) == {entry["task"] for entry in BEAT_SCHEDULE.values()}
    assert set(QUEUES) == set(NAMES)
    assert set(STATES) == set(State)
    assert set(WRONG) == set(TITLES) | {"queue", "job", "channel", "failed", "certificate"}
    assert WAYS["MEETINGS"]


@pytest.mark.parametrize("name", ["postgres", "redis", "web"])
def test_a_certificate_is_told_by_whose_it_is(name: str) -> None:
    assert told(Check("certificate", State.CAUTION, name, number=29)).title == CERTIFICATES[name]


@pytest.mark.parametrize("code", ["queue", "job"])
def test_what_never_ran_has_words_of_its_own(code: str) -> None:
    subject = "default" if code == "queue" else REMINDERS

    assert told(Check(code, State.CAUTION, subject)).wrong == NEVER[code][0]
    assert told(Check(code, State.BAD, subject)).wrong == WRONG[code][0]
