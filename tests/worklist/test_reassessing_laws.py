"""Looking again every day and looking again only when there is reason to give the same tasks on every day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from patients.models import Patient
from tests.bonetherapy.steps import denosumab, numbered
from tests.cast import Cast
from tests.worklist.conftest import at
from tests.worklist.stories import DAYS, HISTORIES, Event
from worklist import services
from worklist.models import Task

pytestmark = pytest.mark.django_db
START = date(2025, 2, 1)
TOLD = (
    "code", "subject", "state", "due_on", "since", "severity", "rank", "message", "role", "closed_at",
    "closing_facts",
)  # fmt: skip
Look = Callable[[Patient, date], object]
Trace = list[list[tuple[Any, ...]]]


def every_day(row: Patient, day: date) -> object:
    return services.patient_reassess(patient_id=row.id, now=at(day))


def when_there_is_reason(row: Patient, day: date) -> object:
    return services.patients_reassess_due(now=at(day))


def lived(row: Patient, people: Cast, history: list[Event], look: Look) -> Trace:
    """The tasks on each day of a history, which is forgotten afterwards."""
    trace: Trace = []
    with transaction.atomic():
        for number in range(DAYS):
            day = START + timedelta(days=number)
            for place, event in enumerate(history):
                if event.day == number:
                    event.write(row, people.doctor_wang, START, place)
            look(row, day)
            trace.append(sorted(Task.objects.filter(patient=row).values_list(*TOLD), key=str))
        transaction.set_rollback(True)
    return trace


@settings(max_examples=3, suppress_health_check=list(HealthCheck), deadline=None)
@given(history=HISTORIES)
def test_daily_and_sparing_reassessment_agree_on_every_day(
    zhang: Patient, people: Cast, history: list[Event]
) -> None:
    assert lived(zhang, people, history, every_day) == lived(zhang, people, history, when_there_is_reason)


def test_they_agree_while_a_drug_is_given_and_missed(zhang: Patient, people: Cast) -> None:
    denosumab(zhang, people.doctor_wang, START)
    numbered(zhang.courses.get(), 1)
    history = [Event(day=3, kind=0, number=1, late=0), Event(day=70, kind=2, number=0, late=0)]
    assert lived(zhang, people, history, every_day) == lived(zhang, people, history, when_there_is_reason)
