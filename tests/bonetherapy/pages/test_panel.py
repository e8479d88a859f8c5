"""Bone therapy on the patient's page."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bonetherapy.models import AdverseEvent, Course, DentalRecord, Dose, SupplementOrder
from patients.models import Patient
from tests.bonetherapy.pages.conftest import Sign
from tests.bonetherapy.pages.morning import open_course
from tests.bonetherapy.pages.test_course_changes import HELD, STOPPED
from tests.cast import TODAY, Cast


@pytest.fixture
def wang(sign_in: Sign, people: Cast) -> Client:
    """Doctor Wang's browser, in English."""
    return sign_in(people.doctor_wang)


def page(client: Client, row: Patient) -> str:
    return client.get(reverse("patients:detail", args=[row.id])).content.decode()


def link(name: str, row: Any) -> str:
    return reverse(f"bonetherapy:{name}", args=[row.id])


def test_the_running_course_shows_its_cycle_and_every_action(wang: Client, due: Dose) -> None:
    text = page(wang, due.patient)

    for words in ("Denosumab dose 1", "last 02-01", "Denosumab 120 mg", "every 28 days"):
        assert words in text
    for name in ("course_hold", "course_interval", "course_switch", "course_stop", "course"):
        assert link(name, due.course) in text
    assert link("dose_give", due) in text


def test_a_nurse_sees_no_button_she_may_not_press(nurse: Client, due: Dose) -> None:
    text = page(nurse, due.patient)

    assert link("course_hold", due.course) in text
    assert link("course_stop", due.course) not in text


def test_an_overdue_dose_says_by_how_much(wang: Client, due: Dose) -> None:
    Dose.objects.filter(pk=due.pk).update(due_on=TODAY - timedelta(days=9))

    assert "Overdue 9 d" in page(wang, due.patient)


def test_a_confirmed_metastasis_without_a_drug_calls_for_the_start(wang: Client, zhang: Patient) -> None:
    text = page(wang, zhang)

    assert "28 days ago" in text  # confirmed 2025-02-01
    assert link("course_start", zhang) in text


def test_a_held_course_says_why_and_until_when(wang: Client, due: Dose) -> None:
    wang.post(link("course_hold", due.course), HELD)

    text = page(wang, due.patient)

    assert "Uncorrected low calcium" in text
    assert link("course_resume", due.course) in text


def test_a_stopped_course_is_earlier_and_its_watch_is_open(wang: Client, due: Dose) -> None:
    wang.post(link("course_stop", due.course), STOPPED | {"rebound_plan": "每月查 CTX"})

    text = page(wang, due.patient)

    for words in ("Rebound watch", "2025-04-01", "每月查 CTX", "Earlier courses", "No further benefit"):
        assert words in text


def test_the_panel_costs_the_same_for_one_and_three_rows(
    wang: Client, people: Cast, due: Dose, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    _records(due, people, 1)
    page(wang, due.patient)  # the rules are asked at the first look after a fact
    with django_assert_max_num_queries(68) as first:
        page(wang, due.patient)
    count = len(first)
    _records(due, people, 2)
    page(wang, due.patient)
    with django_assert_num_queries(count):
        page(wang, due.patient)


def _records(due: Dose, people: Cast, count: int) -> None:
    for n in range(count):
        by = {"patient": due.patient, "recorded_by": people.nurse_li}
        DentalRecord.objects.create(item="CLEANING", on=date(2025, 1, 1 + n), **by)
        SupplementOrder.objects.create(started_on=date(2025, 1, 1 + n), **by)
        AdverseEvent.objects.create(
            course=due.course, code="FEVER", severity="MILD", onset_on=date(2025, 1, 1 + n), **by
        )
        Course.objects.filter(pk=due.course.pk).update(state="STOPPED", stop_reason="OTHER", stopped_on=TODAY)
        old = open_course(due.patient, people.doctor_wang, "DENOSUMAB", TODAY).course
        Course.objects.filter(pk=old.pk).update(state="STOPPED", stop_reason="OTHER", stopped_on=TODAY)
        Course.objects.filter(pk=due.course.pk).update(state="ACTIVE", stop_reason="", stopped_on=None)
