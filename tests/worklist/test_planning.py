"""The sweep states what should exist by now; the unique key keeps it single."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as law
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django.fixtures import Settings

from patients.models import Patient
from tests.cast import TODAY, cast, patient
from tests.worklist.conftest import at
from tests.worklist.planned import expected, subject
from worklist import services
from worklist.enums import ReminderKind, ReminderState
from worklist.models import Reminder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("task_source")]


def kinds() -> list[str]:
    return list(Reminder.objects.filter(channel="EMAIL").order_by("kind").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("days", "kind"),
    [
        (4, None),
        (3, ReminderKind.DOSE_BEFORE),
        (1, ReminderKind.DOSE_BEFORE),
        (0, ReminderKind.DOSE_DUE),
        (-1, ReminderKind.DOSE_OVERDUE_1),
        (-28, ReminderKind.DOSE_OVERDUE_1),
        (-29, ReminderKind.DOSE_OVERDUE_2),
    ],
)
def test_a_subject_gets_the_reminder_of_its_distance(
    zhang: Patient, days: int, kind: ReminderKind | None
) -> None:
    subject(zhang, TODAY + timedelta(days=days))
    services.reminders_plan(at(TODAY))
    assert kinds() == ([kind] if kind else [])


def test_the_second_sweep_writes_nothing(zhang: Patient) -> None:
    subject(zhang, TODAY)
    assert services.reminders_plan(at(TODAY)) == {"test": 2}
    assert services.reminders_plan(at(TODAY, 12)) == {"test": 0}


def test_the_sweep_costs_the_same_statements_for_one_row_and_for_three(zhang: Patient) -> None:
    subject(zhang, TODAY)
    with CaptureQueriesContext(connection) as one:
        services.reminders_plan(at(TODAY))
    for _ in range(3):
        subject(zhang, TODAY)
    with CaptureQueriesContext(connection) as three:
        services.reminders_plan(at(TODAY))
    assert Reminder.objects.count() == 8
    assert len(one) == len(three)


def test_at_night_a_reminder_waits_for_the_morning(zhang: Patient) -> None:
    subject(zhang, TODAY)
    services.reminders_plan(at(TODAY, 2))
    assert Reminder.objects.values_list("not_before", flat=True).distinct().get() == at(TODAY, 8)


def test_in_the_evening_a_reminder_waits_for_tomorrow(zhang: Patient) -> None:
    subject(zhang, TODAY + timedelta(days=3))
    services.reminders_plan(at(TODAY, 21))
    moment = Reminder.objects.values_list("not_before", flat=True).distinct().get()
    assert moment == at(TODAY + timedelta(days=1), 8)


def test_a_broken_source_does_not_silence_the_others(zhang: Patient, settings: Settings) -> None:
    settings.REMINDER_SOURCES = ["tests.worklist.planned.broken", "tests.worklist.planned.reminders"]
    subject(zhang, TODAY)
    with pytest.raises(services.PlanningIncomplete) as caught:
        services.reminders_plan(at(TODAY))
    assert (caught.value.failed, caught.value.counts) == (["broken"], {"test": 2})


def test_a_source_in_python_is_written_in_chunks(
    zhang: Patient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.REMINDER_SOURCES = ["tests.worklist.planned.in_python"]
    monkeypatch.setattr("worklist.services.planning.CHUNK", 2)
    for _ in range(5):
        subject(zhang, TODAY)
    with CaptureQueriesContext(connection) as queries:
        assert services.reminders_plan(at(TODAY)) == {"in python": 5}
    assert len([query for query in queries if query["sql"].startswith("INSERT")]) == 3
    assert services.reminders_plan(at(TODAY)) == {"in python": 0}


def test_nine_days_without_beat_end_in_one_message_per_subject(zhang: Patient) -> None:
    tasks = [subject(zhang, TODAY + timedelta(days=days)) for days in range(3, 13)]
    services.reminders_plan(at(TODAY))
    services.reminders_deliver(at(TODAY))
    back = TODAY + timedelta(days=10)
    before = set(Reminder.objects.values_list("id", flat=True))
    services.reminders_plan(at(back))
    new = Reminder.objects.exclude(id__in=before).filter(channel="EMAIL")
    assert new.count() == len({row.subject_id for row in new}) == len(tasks)


def test_what_goes_out_after_its_day_is_marked_late(zhang: Patient) -> None:
    subject(zhang, TODAY - timedelta(days=5))
    services.reminders_plan(at(TODAY))
    services.reminders_deliver(at(TODAY))
    row = Reminder.objects.get(channel="INBOX")
    assert (row.state, row.is_late) == (ReminderState.SENT, True)


class TheStatementAgreesWithTheOracle(TestCase):
    """Random schedules: the SQL plans exactly what a few lines of Python ask for."""

    @law(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
    @given(st.lists(st.integers(min_value=-60, max_value=40), max_size=12), st.integers(0, 500))
    def test_for_any_dates_and_any_day(self, distances: list[int], shift: int) -> None:
        today = date(2024, 2, 20) + timedelta(days=shift)
        row = patient(cast().oncology_1)
        tasks = [subject(row, today + timedelta(days=distance)) for distance in distances]
        services.reminders_plan(at(today))
        planned = {(r.subject_id, r.kind) for r in Reminder.objects.filter(channel="EMAIL")}
        assert planned == {(task.id, kind) for task in tasks if (kind := expected(task, today))}
