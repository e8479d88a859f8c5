"""Two people at once, on a real PostgreSQL: one wins, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from accounts.errors import Conflict, Refusal
from bonetherapy.models import Course
from bonetherapy.services.doses import dose_give
from bonetherapy.services.holds import course_hold
from bonetherapy.services.intervals import course_change_interval
from bonetherapy.specs import HoldSpec
from patients.models import Patient
from tests.bonetherapy.services.test_intervals import wish
from tests.bonetherapy.steps import at, denosumab, given, numbered, ready
from tests.cast import Cast, cast, confirm_bone_metastasis, patient

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2025, 3, 1)


@pytest.fixture
def everybody(transactional_db: None) -> Cast:
    return cast()


@pytest.fixture
def wang(everybody: Cast) -> Patient:
    row = patient(everybody.oncology_1, responsible_doctor=everybody.doctor_wang)
    confirm_bone_metastasis(row, everybody.doctor_wang)
    ready(row, everybody.nurse_li, DAY)
    return row


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """Run them in threads that start together; what became of each."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> str:
        gate.wait()
        try:
            act()
        except (Conflict, Refusal) as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_two_nurses_give_one_dose_once(everybody: Cast, wang: Patient) -> None:
    course = denosumab(wang, everybody.doctor_wang, DAY)
    dose = numbered(course, 1)

    ends = at_once(
        lambda: dose_give(by=everybody.nurse_li, dose=dose, spec=given(DAY), now=at(DAY, 11)),
        lambda: dose_give(by=everybody.doctor_wang, dose=dose, spec=given(DAY), now=at(DAY, 11)),
    )

    assert ends == ["Conflict", "done"]
    assert course.doses.filter(state="GIVEN").count() == 1
    assert course.changes.filter(kind="GIVEN").count() == 1


def test_one_nurse_who_presses_twice_gives_once(everybody: Cast, wang: Patient) -> None:
    dose = numbered(denosumab(wang, everybody.doctor_wang, DAY), 1)

    def press() -> None:
        dose_give(by=everybody.nurse_li, dose=dose, spec=given(DAY), now=at(DAY, 11))

    assert at_once(press, press, press) == ["done", "done", "done"]
    assert dose.course.changes.filter(kind="GIVEN").count() == 1


def test_two_doctors_start_one_course(everybody: Cast, wang: Patient) -> None:
    ends = at_once(
        lambda: denosumab(wang, everybody.doctor_wang, DAY),
        lambda: denosumab(wang, everybody.doctor_zhao, DAY),
    )

    assert ends == ["Refusal", "done"]
    assert Course.objects.filter(patient=wang).count() == 1


@pytest.mark.usefixtures("noon")
def test_one_doctor_who_presses_twice_starts_one_course(everybody: Cast, wang: Patient) -> None:
    def start() -> None:
        denosumab(wang, everybody.doctor_wang, DAY)

    assert at_once(start, start) == ["done", "done"]
    assert Course.objects.filter(patient=wang).count() == 1


def test_a_hold_and_a_dose_never_both_win_the_same_dose(everybody: Cast, wang: Patient) -> None:
    course = denosumab(wang, everybody.doctor_wang, DAY)
    dose = numbered(course, 1)
    hold = HoldSpec(reason_code="HYPOCALCAEMIA", review_on=DAY)

    at_once(
        lambda: dose_give(by=everybody.nurse_li, dose=dose, spec=given(DAY), now=at(DAY, 11)),
        lambda: course_hold(by=everybody.doctor_wang, course=course, spec=hold, today=DAY),
    )

    dose.refresh_from_db()
    assert dose.state in {"GIVEN", "HELD"}
    assert course.doses.filter(state="PLANNED").count() == 0


def test_an_interval_changed_while_a_dose_is_given_moves_only_what_follows(
    everybody: Cast, wang: Patient
) -> None:
    course = denosumab(wang, everybody.doctor_wang, DAY)
    dose = numbered(course, 1)

    at_once(
        lambda: dose_give(by=everybody.nurse_li, dose=dose, spec=given(DAY), now=at(DAY, 11)),
        lambda: course_change_interval(by=everybody.doctor_wang, course=course, spec=wish(), today=DAY),
    )

    days = list(course.doses.filter(state="PLANNED").order_by("number").values_list("due_on", flat=True))
    assert course.doses.filter(state="GIVEN").count() == 1
    assert course.doses.exclude(state="CANCELLED").filter(number=1).count() == 1
    assert {(later - earlier).days for earlier, later in pairwise([DAY, *days])} == {42}
