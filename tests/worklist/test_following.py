"""A patient moves: what is due about the patient is due in the new department."""

from collections.abc import Callable

import pytest

from accounts.enums import Role
from patients.models import CareTeamMember, Patient
from patients.services import patient_move, patients_merge
from patients.specs.people import PlaceSpec
from tests.cast import TODAY, Cast
from tests.cast import patient as another
from tests.worklist.conftest import at
from tests.worklist.planned import reminder, subject
from worklist.enums import Channel, ReminderState, TaskState
from worklist.selectors.inbox import unread_count
from worklist.selectors.todo import my_tasks


@pytest.fixture
def move(people: Cast, zhang: Patient) -> Callable[[], None]:
    def moved() -> None:
        patient_move(by=people.nurse_li, patient=zhang, spec=PlaceSpec(department=people.oncology_2))

    return moved


def test_open_tasks_are_the_new_nurses(people: Cast, zhang: Patient, move: Callable[[], None]) -> None:
    task = subject(zhang, TODAY)
    done = subject(zhang, TODAY, state=TaskState.DONE)

    move()

    assert list(my_tasks(people.nurse_sun)) == [task]
    assert list(my_tasks(people.nurse_li)) == []
    done.refresh_from_db()
    assert done.department == people.oncology_1


@pytest.mark.parametrize(
    ("state", "channel", "follows"),
    [
        (ReminderState.PENDING, Channel.EMAIL, True),
        (ReminderState.MISSED, Channel.EMAIL, True),
        (ReminderState.SENT, Channel.INBOX, True),
        (ReminderState.SENT, Channel.EMAIL, False),
        (ReminderState.CANCELLED, Channel.EMAIL, False),
    ],
)
def test_notices_nobody_has_seen_follow(
    people: Cast,
    zhang: Patient,
    move: Callable[[], None],
    state: ReminderState,
    channel: Channel,
    follows: bool,
) -> None:
    row = reminder(zhang, state=state, channel=channel)

    move()

    row.refresh_from_db()
    assert (row.department == people.oncology_2) is follows


def test_an_unread_notice_rings_in_the_new_ward(
    people: Cast, zhang: Patient, move: Callable[[], None]
) -> None:
    reminder(zhang)

    move()

    assert (unread_count(people.nurse_sun), unread_count(people.nurse_li)) == (1, 0)


def test_a_task_of_a_doctor_left_behind_is_the_new_doctors(
    people: Cast, zhang: Patient, move: Callable[[], None]
) -> None:
    subject(zhang, TODAY, owner=people.doctor_wang, role=Role.ONCOLOGIST)

    move()

    assert my_tasks(people.doctor_zhao).count() == 1


def test_a_doctor_of_the_care_team_keeps_the_task(
    people: Cast, zhang: Patient, move: Callable[[], None]
) -> None:
    subject(zhang, TODAY, owner=people.doctor_wang, role=Role.ONCOLOGIST)
    CareTeamMember.objects.create(
        patient=zhang, user=people.doctor_wang, reason="CARE_TEAM", granted_by=people.doctor_wang
    )

    move()

    assert my_tasks(people.doctor_wang).count() == 1


def test_what_was_due_about_a_double_is_due_where_the_patient_is(people: Cast, zhang: Patient) -> None:
    double = another(people.oncology_2, number="ZY2")
    CareTeamMember.objects.create(
        patient=double, user=people.doctor_wang, reason="CARE_TEAM", granted_by=people.doctor_zhao
    )
    subject(double, TODAY)
    reminder(double, state=ReminderState.PENDING)

    patients_merge(by=people.doctor_wang, keep=zhang, remove=double, reason="同一人", now=at(TODAY))

    assert {task.department for task in zhang.tasks.all()} == {people.oncology_1}
    assert {row.department for row in zhang.reminders.all()} == {people.oncology_1}
