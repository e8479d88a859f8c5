"""Figures for Prometheus: true, the same in every process, and without a name."""

import re
from datetime import timedelta

import structlog
from celery import shared_task
from django.test import Client

from patients.models import Patient
from tests.cast import Cast
from tests.config.health.conftest import REMINDERS, good, ran
from tests.config.test_logging import Lines, lines
from tests.worklist.planned import reminder
from worklist.enums import Channel, ReminderState

__all__ = ["good", "lines"]  # fixtures of the neighbours


def figures(client: Client, family: str) -> dict[str, float]:
    """Series of a family with their values, as Prometheus would read them."""
    text = client.get("/metrics").content.decode()
    return {
        labels: float(value)
        for labels, value in re.findall(rf"^{family}{{(.*?)}} (\S+)$", text, re.MULTILINE)
    }


def test_each_check_tells_how_bad_how_long_and_how_many(client: Client, good: None, zhang: Patient) -> None:
    ran(REMINDERS, ago=timedelta(hours=1))
    reminder(zhang, channel=Channel.EMAIL, state=ReminderState.PENDING)

    assert figures(client, "boneboard_check_state")[f'check="job",subject="{REMINDERS}"'] == 3
    assert figures(client, "boneboard_check_seconds")[f'check="job",subject="{REMINDERS}"'] == 3600
    assert figures(client, "boneboard_check_number")['check="channel",subject="EMAIL"'] == 1


def test_requests_are_counted_by_the_name_of_their_route(
    client: Client, people: Cast, zhang: Patient
) -> None:
    series = 'method="GET",route="patients:detail",status="200"'
    client.force_login(people.doctor_wang)
    before = figures(client, "boneboard_requests_total").get(series, 0)
    client.get(f"/patients/{zhang.pk}/")

    assert figures(client, "boneboard_requests_total")[series] == before + 1
    assert 'route="patients:detail"' in figures(client, "boneboard_request_seconds_count")


def test_nothing_a_caller_writes_makes_a_new_series(client: Client, db: None) -> None:
    series = 'method="OTHER",route="(nowhere)",status="405"'
    before = figures(client, "boneboard_requests_total")
    for path in ("/张桂兰", "/nowhere-else"):
        client.generic("GUESS", path)
    after = figures(client, "boneboard_requests_total")

    assert after[series] == before.get(series, 0) + 2
    assert not [labels for labels in after.keys() - before.keys() if "405" in labels and labels != series]


def test_no_figure_names_anybody(client: Client, people: Cast, good: None, zhang: Patient) -> None:
    client.force_login(people.doctor_wang)
    client.get(f"/patients/{zhang.pk}/")
    client.get("/patients/", {"q": zhang.name})
    text = client.get("/metrics").content.decode()

    told = (zhang.name, zhang.hospital_number, str(zhang.pk), people.doctor_wang.name)
    assert not [word for word in told if word in text]


def test_a_request_is_one_line_with_its_id_and_without_what_was_searched(
    client: Client, people: Cast, zhang: Patient, lines: Lines
) -> None:
    client.force_login(people.doctor_wang)
    answer = client.get("/patients/", {"q": zhang.name})

    (line,) = [line for line in lines() if line["event"] == "request"]
    assert line["request_id"] == answer["X-Request-Id"]
    assert (line["route"], line["status"]) == ("patients:list", 200)
    assert line["user"] == str(people.doctor_wang.pk)
    assert zhang.name not in str(lines())


def test_what_monitors_ask_all_day_fills_no_log(client: Client, db: None, lines: Lines) -> None:
    for path in ("/livez", "/readyz", "/metrics"):
        client.get(path)

    assert [line for line in lines() if line["event"] == "request"] == []


@shared_task(name="tests.logged")
def job() -> None:
    """Says that it works."""
    structlog.get_logger("house").warning("at work")


def test_a_line_of_a_background_job_says_which_job(db: None, lines: Lines) -> None:
    job.apply()

    (line,) = [line for line in lines() if line["event"] == "at work"]
    assert line["task"] == "tests.logged"
    assert line["task_id"]
