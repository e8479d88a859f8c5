"""Two transactions wait for each other and the database ends one: F11 of the test catalogue, under pages."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse
from psycopg.errors import DeadlockDetected

from accounts.models import User
from accounts.once.keys import HEADER
from patients.models import LabResult, Patient
from patients.services import lab_add
from tests.cast import TODAY, Cast, calcium
from tests.sent import sent

pytestmark = pytest.mark.django_db(transaction=True)
JSON = "application/json"
ALBUMIN = {"analyte": "albumin", "value": "40", "unit": "g/L", "ref_low": "35", "sampled_on": str(TODAY)}
HOLD_LAB = "SELECT id FROM patients_labresult WHERE id = %s FOR UPDATE"
HOLD_PATIENT = "SELECT id FROM patients_patient WHERE id = %s FOR UPDATE"
WAITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


def browser(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def ask(statement: str, *parameters: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchone() if cursor.description else None


def somebody_waits() -> bool:
    ask("SELECT pg_stat_clear_snapshot()")  # a transaction sees others as they were when it first looked
    return bool(ask(WAITING)[0])


def until(happens: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not happens():
        assert time.monotonic() < end
        time.sleep(0.01)


def in_its_own(post: Callable[[], Any]) -> Any:
    """On a connection that ends with it, and looks for a ring once: late enough for the ring to be closed."""
    try:
        ask("SET deadlock_timeout = '4s'")
        return post()
    finally:
        connection.close()


def ended_by_the_database(patient: Patient, row: LabResult, post: Callable[[], Any]) -> Any:
    """What is answered to who waits for the row with the patient in hand, while we wait for the patient."""
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        ask("SET LOCAL deadlock_timeout = '60s'")  # the page is the one that finds the ring
        ask(HOLD_LAB, row.pk)
        answer = pool.submit(in_its_own, post)
        until(somebody_waits)
        ask(HOLD_PATIENT, patient.pk)
    return answer.result(60)


def test_an_act_the_database_ended_is_done_again_whole_and_once(crowd: Cast, zhou: Patient) -> None:
    row = calcium(zhou, crowd.nurse_li)
    li, where = browser(crowd.nurse_li), reverse("patients:lab_correct", args=[zhou.id, row.id])
    form = sent(li.get(where), value="2.41", reason="typed wrongly")

    done = ended_by_the_database(zhou, row, lambda: li.post(where, form))

    assert done.status_code == 302
    assert [str(lab.value) for lab in LabResult.objects.filter(voided_at=None)] == ["2.410"]
    assert LabResult.objects.count() == 2
    assert len(list(get_messages(done.wsgi_request))) == 1


def test_an_act_that_is_ended_twice_is_answered_and_leaves_nothing(
    crowd: Cast, zhou: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(**kwargs: Any) -> None:
        raise OperationalError from DeadlockDetected()

    li, where = browser(crowd.nurse_li), reverse("patients:lab_add", args=[zhou.id])
    form = sent(li.get(where), **ALBUMIN)
    monkeypatch.setattr("patients.services.lab_add", ended)

    assert li.post(where, form).status_code == 500
    assert not LabResult.objects.exists()


@pytest.mark.parametrize("key", [{}, {HEADER: "one"}], ids=["without a key", "with a key"])
def test_a_call_of_the_api_that_was_ended_is_told_to_come_again(
    crowd: Cast, zhou: Patient, monkeypatch: pytest.MonkeyPatch, key: dict[str, str]
) -> None:
    """What has a key was begun again once; what has none is its caller's to repeat."""
    endings = iter([True] * (2 if key else 1))

    def ended(**kwargs: Any) -> Any:
        if next(endings, False):
            raise OperationalError from DeadlockDetected()
        return lab_add(**kwargs)

    monkeypatch.setattr("patients.api.facts.lab_add", ended)
    call = partial(
        browser(crowd.nurse_li).post, reverse("api-labs", args=[zhou.id]), ALBUMIN, JSON, headers=key
    )
    answer = call()

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert answer.json()["errors"][0]["code"] == "collided"
    assert not LabResult.objects.exists()
    assert call().status_code == 201
    assert LabResult.objects.count() == 1


def test_a_call_without_a_key_in_a_ring_of_locks_leaves_nothing(crowd: Cast, zhou: Patient) -> None:
    row = calcium(zhou, crowd.nurse_li)
    li, where = browser(crowd.nurse_li), reverse("api-lab-correct", args=[zhou.id, row.id])
    body = {**ALBUMIN, "reason": "typed wrongly"}
    answer = ended_by_the_database(zhou, row, lambda: li.post(where, body, JSON))

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert LabResult.objects.get() == row
