"""Plans kept six doses long."""

from datetime import date

from bonetherapy.models import Dose
from bonetherapy.services.ahead import doses_plan_ahead
from patients.models import Patient
from tests.bonetherapy.steps import denosumab, give, numbered, plan
from tests.cast import Cast

START = date(2025, 1, 31)


def test_the_doses_behind_an_overdue_one_move_on(people: Cast, zhang: Patient) -> None:
    course = denosumab(zhang, people.doctor_wang, START)

    ahead = doses_plan_ahead(today=date(2025, 2, 25))

    assert ahead.moved == 5
    assert plan(course)[:3] == [START, date(2025, 3, 25), date(2025, 4, 22)]


def test_nothing_moves_while_the_first_dose_can_still_come_in_time(people: Cast, zhang: Patient) -> None:
    denosumab(zhang, people.doctor_wang, START)

    assert doses_plan_ahead(today=date(2025, 2, 20)).moved == 0


def test_a_short_plan_is_lengthened_from_its_first_dose(people: Cast, zhang: Patient) -> None:
    course = denosumab(zhang, people.doctor_wang, START)
    whole = plan(course)
    Dose.objects.filter(course=course, number__gt=2).delete()

    ahead = doses_plan_ahead(today=START)

    assert (ahead.planned, plan(course)) == (4, whole)


def test_a_course_without_any_planned_dose_goes_on_from_the_last_given_one(
    people: Cast, zhang: Patient
) -> None:
    course = denosumab(zhang, people.doctor_wang, START)
    give(numbered(course, 1), people.nurse_li, START)
    Dose.objects.filter(course=course, number__gt=1).delete()

    doses_plan_ahead(today=START)

    assert plan(course)[0] == date(2025, 2, 28)
    assert len(plan(course)) == 6


def test_the_second_run_finds_nothing_to_do(people: Cast, zhang: Patient) -> None:
    course = denosumab(zhang, people.doctor_wang, START)
    Dose.objects.filter(course=course, number__gt=3).delete()
    today = date(2025, 2, 25)
    doses_plan_ahead(today=today)

    again = doses_plan_ahead(today=today)

    assert (again.moved, again.planned) == (0, 0)


def test_a_held_course_is_left_alone(people: Cast, zhang: Patient) -> None:
    course = denosumab(zhang, people.doctor_wang, START)
    course.state, course.hold_reason = "HELD", "DENTAL_INVASIVE"
    course.held_on = course.hold_review_on = START
    course.save()
    course.doses.update(state="HELD")

    assert doses_plan_ahead(today=date(2025, 6, 1)).planned == 0
