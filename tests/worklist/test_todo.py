"""Tasks and calls: opened once, settled with evidence, logged once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from accounts.enums import Role
from accounts.errors import Conflict
from patients.enums import ContactKind
from patients.models import Contact, Patient
from tests.cast import TODAY, Cast, patient
from tests.worklist.conftest import at
from tests.worklist.planned import reminder, subject
from worklist import services
from worklist.enums import CallOutcome, ReminderState, TaskKind, TaskState
from worklist.models import ContactLog, Reminder, Task
from worklist.specs import CallSpec

pytestmark = pytest.mark.django_db
NOW = at(TODAY)


def opened(zhang: Patient, key: str = "calcium", kind: TaskKind = TaskKind.LAB_REQUEST) -> Task:
    return services.task_open(key=key, kind=kind, patient=zhang, role=Role.NURSE, due_on=TODAY)


def test_the_same_request_twice_is_one_task(zhang: Patient) -> None:
    assert opened(zhang).id == opened(zhang).id


def test_a_key_can_be_opened_again_after_it_was_settled(zhang: Patient, people: Cast) -> None:
    first = opened(zhang)
    services.task_settle(by=people.nurse_li, task=first, evidence="Ca 2.31", now=NOW)
    assert opened(zhang).id != first.id


def test_settling_needs_words(zhang: Patient, people: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        services.task_settle(by=people.nurse_li, task=opened(zhang), evidence="  ", now=NOW)
    assert set(refused.value.message_dict) == {"evidence"}


def test_settling_twice_with_the_same_words_is_one(zhang: Patient, people: Cast) -> None:
    task = opened(zhang)
    for _ in range(2):
        row = services.task_settle(by=people.nurse_li, task=task, evidence="Ca 2.31", now=NOW)
    assert (row.state, row.closed_by, row.evidence) == (TaskState.DONE, people.nurse_li, "Ca 2.31")
    with pytest.raises(Conflict):
        services.task_settle(by=people.doctor_wang, task=task, evidence="me too", now=NOW)


def test_a_fact_closes_the_tasks_it_answers_and_no_others(zhang: Patient) -> None:
    opened(zhang)
    other = opened(zhang, "teeth", TaskKind.DENTAL_EXAM)
    closed = services.tasks_close_by_fact(
        patient=zhang, kinds=[TaskKind.LAB_REQUEST], evidence="calcium 2025-03-01", now=NOW
    )
    assert closed == 1
    assert Task.objects.get(state=TaskState.OPEN) == other


def test_reaching_the_patient_takes_failures_off_the_list(zhang: Patient, people: Cast) -> None:
    failed = reminder(zhang, state=ReminderState.FAILED, audience="PATIENT", channel="EMAIL")
    call = opened(zhang, "call", TaskKind.CALL)
    services.contact_attempt_log(
        by=people.nurse_li, patient=zhang, spec=CallSpec(CallOutcome.REACHED), now=NOW
    )
    call.refresh_from_db()
    assert (call.state, call.closed_by) == (TaskState.DONE, people.nurse_li)
    assert Reminder.objects.get(pk=failed.pk).read_by == people.nurse_li


def test_no_answer_settles_nothing(zhang: Patient, people: Cast) -> None:
    call = opened(zhang, "call", TaskKind.CALL)
    spec = CallSpec(CallOutcome.NO_ANSWER)
    services.contact_attempt_log(by=people.nurse_li, patient=zhang, spec=spec, now=NOW)
    assert Task.objects.get(pk=call.pk).state == TaskState.OPEN


def test_a_double_click_is_one_attempt_and_a_second_try_is_another(zhang: Patient, people: Cast) -> None:
    spec = CallSpec(CallOutcome.NO_ANSWER)
    for seconds in (0, 1, 300):
        services.contact_attempt_log(
            by=people.nurse_li, patient=zhang, spec=spec, now=NOW + timedelta(seconds=seconds)
        )
    assert ContactLog.objects.count() == 2


@pytest.mark.parametrize("days", [-1, 366])
def test_bad_input_is_named_by_field(zhang: Patient, people: Cast, days: int) -> None:
    other = patient(people.oncology_1, number="ZY1")
    spec = CallSpec(
        CallOutcome.REACHED,
        contact=Contact.objects.create(patient=other, kind=ContactKind.SELF),
        note="x" * 301,
        next_try_on=TODAY + timedelta(days=days),
    )
    with pytest.raises(ValidationError) as refused:
        services.contact_attempt_log(by=people.nurse_li, patient=zhang, spec=spec, now=NOW)
    assert set(refused.value.message_dict) == {"contact", "note", "next_try_on"}


def test_cancelling_clears_the_bell_and_the_calls(zhang: Patient, people: Cast) -> None:
    task = subject(zhang, TODAY)
    reminder(zhang, subject_id=task.id)
    reminder(zhang, subject_id=task.id, channel="EMAIL", state=ReminderState.FAILED)
    call = opened(zhang, "call", TaskKind.CALL)
    Task.objects.filter(pk=call.pk).update(subject_id=task.id)
    services.reminders_cancel([task.id])
    assert not Reminder.objects.filter(read_at=None).exists()
    assert Task.objects.get(pk=call.pk).state == TaskState.CANCELLED


def test_a_retry_comes_too_late_after_the_last_day(zhang: Patient, people: Cast) -> None:
    row = reminder(zhang, state=ReminderState.FAILED, last_day=TODAY - timedelta(days=1))
    with pytest.raises(Conflict):
        services.reminder_retry(by=people.admin_gao, reminder=row, now=NOW)
