"""What people do with a task: take, hand on, comment, put off with a reason, answer the rules."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from accounts.errors import Conflict
from guidelines.assessment.codes import Code
from patients.models import Patient
from tests.cast import TODAY, Cast, calcium
from tests.worklist.conftest import at
from tests.worklist.planned import subject
from worklist import services
from worklist.enums import NoteKind, TaskKind, TaskState
from worklist.models import Task, TaskNote
from worklist.selectors.todo import Due, TaskFilters, task_list

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
NOW = at(TODAY, 12)
LATER = TODAY + timedelta(days=7)


def finding(zhang: Patient, code: Code) -> Task:
    services.patient_reassess(patient_id=zhang.id, now=NOW)
    return Task.objects.get(patient=zhang, code=code)


def test_a_task_is_taken_once(zhang: Patient, people: Cast) -> None:
    task = subject(zhang, TODAY)
    for _ in range(2):
        row = services.task_take(by=people.nurse_li, task=task, now=NOW)
    assert row.owner == people.nurse_li
    assert TaskNote.objects.get().kind == NoteKind.TAKEN


def test_a_task_goes_only_to_somebody_who_may_see_the_patient(zhang: Patient, people: Cast) -> None:
    task = subject(zhang, TODAY)
    row = services.task_assign(by=people.nurse_li, task=task, to=people.doctor_wang, now=NOW)
    assert row.owner == people.doctor_wang
    for stranger in (people.nurse_zhou, people.doctor_zhao, people.admin_gao, people.radiologist_he):
        with pytest.raises(ValidationError) as refused:
            services.task_assign(by=people.nurse_li, task=task, to=stranger, now=NOW)
        assert set(refused.value.message_dict) == {"to"}


def test_a_comment_needs_words_and_is_kept_once(zhang: Patient, people: Cast) -> None:
    task = subject(zhang, TODAY)
    with pytest.raises(ValidationError):
        services.task_comment(by=people.nurse_li, task=task, text=" ", now=NOW)
    for _ in range(2):
        services.task_comment(by=people.nurse_li, task=task, text="called the lab", now=NOW)
    assert TaskNote.objects.get().text == "called the lab"


def test_what_is_put_off_comes_back_on_its_day(zhang: Patient, people: Cast) -> None:
    task = subject(zhang, TODAY)
    services.task_postpone(
        by=people.nurse_li, task=task, until=LATER, reason="is abroad", today=TODAY, now=NOW
    )
    note = TaskNote.objects.get()
    assert (note.kind, note.by, note.at, note.text, note.until) == (
        NoteKind.POSTPONED, people.nurse_li, NOW, "is abroad", LATER,
    )  # fmt: skip
    assert listed(people, Due.ANY) == []
    assert listed(people, Due.PUT_OFF) == [task.id]
    assert listed(people, Due.ANY, days=7) == [task.id]


def listed(people: Cast, due: Due, days: int = 0) -> list[object]:
    rows = task_list(user=people.nurse_li, filters=TaskFilters(due=due), today=TODAY + timedelta(days=days))
    return list(rows.values_list("id", flat=True))


@pytest.mark.parametrize(
    ("days", "reason", "field"),
    [(0, "later", "until"), (-1, "later", "until"), (366, "later", "until"), (1, " ", "reason")],
)
def test_putting_off_needs_a_later_day_and_a_reason(
    zhang: Patient, people: Cast, days: int, reason: str, field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        services.task_postpone(
            by=people.nurse_li, task=subject(zhang, TODAY), until=TODAY + timedelta(days=days),
            reason=reason, today=TODAY, now=NOW,
        )  # fmt: skip
    assert set(refused.value.message_dict) == {field}


def test_an_emergency_is_not_put_off(zhang: Patient, people: Cast) -> None:
    calcium(zhang, people.nurse_li, "3.20")
    task = finding(zhang, Code.HYPERCALCAEMIA_EMERGENCY)
    with pytest.raises(ValidationError):
        services.task_postpone(
            by=people.doctor_wang, task=task, until=LATER, reason="weekend", today=TODAY, now=NOW
        )


def test_a_finding_that_says_something_else_is_back_at_once(zhang: Patient, people: Cast) -> None:
    calcium(zhang, people.nurse_li, "1.95", on=TODAY - timedelta(days=1))
    task = finding(zhang, Code.HYPOCALCAEMIA_HOLD)
    services.task_postpone(
        by=people.doctor_wang, task=task, until=LATER, reason="known", today=TODAY, now=NOW
    )
    calcium(zhang, people.nurse_li, "1.80")
    assert finding(zhang, Code.HYPOCALCAEMIA_HOLD).wait_until is None


def test_words_do_not_end_what_only_a_fact_ends(zhang: Patient, people: Cast) -> None:
    task = finding(zhang, Code.BMA_START)
    with pytest.raises(ValidationError) as refused:
        services.task_settle(by=people.doctor_wang, task=task, evidence="done", now=NOW)
    assert set(refused.value.message_dict) == {"evidence"}
    assert Task.objects.get(pk=task.pk).state == TaskState.OPEN


def test_only_an_oncologist_gives_up_an_examination(zhang: Patient, people: Cast) -> None:
    task = subject(zhang, TODAY, kind=TaskKind.FINDING, code=Code.IMAGING_OVERDUE)
    with pytest.raises(ValidationError):
        services.task_settle(by=people.nurse_li, task=task, evidence="declined", now=NOW)
    services.task_settle(by=people.doctor_wang, task=task, evidence="declined", now=NOW)


def test_nothing_is_handled_that_is_closed(zhang: Patient, people: Cast) -> None:
    task = subject(zhang, TODAY, state=TaskState.DONE)
    with pytest.raises(Conflict):
        services.task_take(by=people.nurse_li, task=task, now=NOW)
    with pytest.raises(Conflict):
        services.task_postpone(by=people.nurse_li, task=task, until=LATER, reason="x", today=TODAY, now=NOW)


def test_a_data_flag_is_confirmed_for_good(zhang: Patient, people: Cast) -> None:
    task = finding(zhang, Code.DATA_FLAG)
    services.task_settle(by=people.doctor_wang, task=task, evidence="staged elsewhere", now=NOW)
    services.patient_reassess(patient_id=zhang.id, now=NOW)
    assert not Task.objects.filter(code=Code.DATA_FLAG, state=TaskState.OPEN).exists()
    assert Task.objects.get(pk=task.pk).closed_by == people.doctor_wang


def test_the_worst_stands_first(zhang: Patient, people: Cast) -> None:
    subject(zhang, TODAY - timedelta(days=90))
    calcium(zhang, people.nurse_li, "3.20")
    services.patient_reassess(patient_id=zhang.id, now=NOW)
    rows = task_list(user=people.doctor_wang, filters=TaskFilters(everybody=True), today=TODAY)
    ranks = [row.rank for row in rows]
    assert rows[0].code == Code.HYPERCALCAEMIA_EMERGENCY
    assert ranks == sorted(ranks)
