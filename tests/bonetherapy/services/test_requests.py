"""Missing checks asked for, and doses that move with their patient."""

from datetime import timedelta

from bonetherapy.services.requests import check_request
from guidelines.bone.checks import CheckKind
from patients.models import Patient
from patients.services import patient_move
from patients.specs.people import PlaceSpec
from tests.bonetherapy.steps import at, denosumab, numbered
from tests.cast import TODAY, Cast
from worklist.models import Reminder, Task
from worklist.services import reminders_plan


def test_a_missing_calcium_is_one_task_for_the_nurse(people: Cast, zhang: Patient) -> None:
    dose = numbered(denosumab(zhang, people.doctor_wang, TODAY + timedelta(days=5), today=TODAY), 1)

    for _turn in range(2):
        check_request(by=people.nurse_li, dose=dose, check_kind=CheckKind.CALCIUM, today=TODAY)

    task = Task.objects.get()
    assert (task.kind, task.role, task.rule_id) == ("LAB_REQUEST", "NURSE", "CAL-03")
    assert task.due_on == TODAY + timedelta(days=4)


def test_a_missing_supplement_is_the_oncologists(people: Cast, zhang: Patient) -> None:
    dose = numbered(denosumab(zhang, people.doctor_wang, TODAY), 1)

    task = check_request(by=people.nurse_li, dose=dose, check_kind=CheckKind.SUPPLEMENTS, today=TODAY)

    assert (task.kind, task.role, task.due_on) == ("SUPPLEMENT", "ONCOLOGIST", TODAY)


def test_open_doses_and_their_reminders_follow_the_patient(people: Cast, zhang: Patient) -> None:
    course = denosumab(zhang, people.doctor_wang, TODAY)
    reminders_plan(at(TODAY))

    patient_move(by=people.nurse_li, patient=zhang, spec=PlaceSpec(department=people.oncology_2))
    reminders_plan(at(TODAY))

    assert set(course.doses.values_list("department_id", flat=True)) == {people.oncology_2.id}
    waiting = Reminder.objects.filter(kind="DOSE_DUE").values_list("department_id", flat=True)
    assert set(waiting) == {people.oncology_2.id}
