"""Sixty patients on a page or one: the page asks the database as often."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import clock
from patients.models import PainScore, Patient
from tests.bonetherapy.pages.morning import ROWS, morning
from tests.cast import Cast, confirm_bone_metastasis
from worklist.services import patient_freshen

SIXTY = 60
LISTS = {
    "patients:list": "",
    "worklist:tasks": "?show=department",
    "worklist:calls": "",
    "bonetherapy:day": "",
    "bonetherapy:day_side": "",
    "bonetherapy:ward_print": "",
}

pytestmark = [pytest.mark.django_db]


def ward(people: Cast, first: int, last: int) -> None:
    """Patients with a course, results, an overdue dose and strong pain, each assessed."""
    doses = morning(
        people, tuple(replace(ROWS[1], name=f"病人{number}") for number in range(first, last + 1))
    )
    for dose in doses.values():
        patient, by = dose.patient, people.doctor_wang
        confirm_bone_metastasis(patient, by)
        PainScore.objects.create(patient=patient, nrs=9, measured_on=clock.today(), recorded_by=by)
        patient_freshen(patient_id=patient.id, now=clock.now())


def asked(browser: Client, url: str) -> int:
    """How many statements a page with patients on it costs."""
    browser.get(url)  # what is made at the first look is not counted
    with CaptureQueriesContext(connection) as caught:
        answer = browser.get(url)
    assert "病人" in answer.content.decode(), url
    return len(caught)


def test_sixty_patients_cost_no_more_than_one(people: Cast, client: Client) -> None:
    client.force_login(people.doctor_wang)
    ward(people, 1, 1)
    page = reverse("patients:detail", args=[Patient.objects.get().id])
    urls = [page, *(reverse(name) + query for name, query in LISTS.items())]
    one = {url: asked(client, url) for url in urls}

    ward(people, 2, SIXTY)

    sixty = {url: asked(client, url) for url in urls}
    assert {url: cost for url, cost in sixty.items() if cost > one[url]} == {}
