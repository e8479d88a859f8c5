"""Several planners, several deliverers, a cancel in between: in threads with connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from accounts.enums import Role
from accounts.models import User
from patients.models import Patient
from tests.cast import TODAY, cast, confirm_bone_metastasis, patient
from tests.worklist.conftest import at
from tests.worklist.planned import ids, subject
from tests.worklist.sink import Sink
from worklist import services
from worklist.enums import ReminderState, TaskKind
from worklist.models import FactChange, Reminder, Task

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("task_source")]
NOW = at(TODAY)


@pytest.fixture
def zhang() -> Patient:
    """A patient that other connections can see."""
    return patient(cast().oncology_1)


def together(*works: Callable[[], Any]) -> list[Any]:
    """Run all at the same moment, each on a connection of its own."""
    barrier = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        barrier.wait()
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result() for future in [pool.submit(run, work) for work in works]]


def test_eight_planners_at_once_write_each_reminder_once(zhang: Patient) -> None:
    for _ in range(40):
        subject(zhang, TODAY)
    counts = together(*[lambda: services.reminders_plan(NOW)["test"]] * 8)
    assert sum(counts) == Reminder.objects.count() == 80


def test_four_deliverers_at_once_send_each_message_once(zhang: Patient, sink: Sink) -> None:
    for _ in range(40):
        subject(zhang, TODAY)
    services.reminders_plan(NOW)
    outcomes = together(*[lambda: services.reminders_deliver(NOW)] * 4)
    assert sum(outcome["SENT"] for outcome in outcomes) == 80
    assert len(sink.mails) == len({mail["Message-ID"] for mail in sink.mails}) == 40


def test_a_cancel_in_the_middle_leaves_no_row_that_lies(zhang: Patient, sink: Sink) -> None:
    tasks = [subject(zhang, TODAY) for _ in range(30)]
    services.reminders_plan(NOW)
    together(lambda: services.reminders_deliver(NOW), lambda: services.reminders_cancel(ids(tasks)))
    mails = Reminder.objects.filter(channel="EMAIL")
    assert not mails.filter(state__in=[ReminderState.PENDING, ReminderState.CLAIMED]).exists()
    sent = set(mails.filter(state=ReminderState.SENT).values_list("receipt", flat=True))
    assert sent == {mail["Message-ID"] for mail in sink.mails}


def test_missed_twice_at_once_opens_one_call(zhang: Patient) -> None:
    subject(zhang, TODAY)
    services.reminders_plan(NOW)
    later = at(TODAY.replace(day=2), 9)
    counts = together(*[lambda: services.reminders_expire(later)] * 4)
    assert sum(counts) == 2
    assert Task.objects.filter(kind=TaskKind.CALL).count() == 1


def test_workers_that_reassess_at_once_come_to_one_result(zhang: Patient) -> None:
    for number in range(12):
        confirm_bone_metastasis(patient(zhang.department, number=f"R{number}"), User.objects.all()[0])
    together(*[lambda: services.patients_reassess_due(now=NOW)] * 4)
    open_tasks = Task.objects.values_list("patient_id", "code", "subject")
    assert len(open_tasks) == len(set(open_tasks)) == Task.objects.filter(state="OPEN").count() >= 36
    assert not FactChange.objects.exists()


def test_one_patient_reassessed_at_once_is_reassessed_once(zhang: Patient) -> None:
    confirm_bone_metastasis(zhang, User.objects.all()[0])
    together(*[lambda: services.patient_reassess(patient_id=zhang.id, now=NOW)] * 4)
    together(*[lambda: services.patient_freshen(patient_id=zhang.id, now=NOW)] * 4)
    codes = Task.objects.values_list("code", "subject")
    assert len(codes) == len(set(codes)) > 2


def test_the_same_task_opened_at_once_is_one(zhang: Patient) -> None:
    def open_it() -> Any:
        return services.task_open(
            key="once", kind=TaskKind.OTHER, patient=zhang, role=Role.NURSE, due_on=TODAY
        ).id

    assert len(set(together(*[open_it] * 6))) == 1
