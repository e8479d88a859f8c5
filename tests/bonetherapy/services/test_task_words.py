"""What a task asks for is said in the language of whoever reads it, not of whoever caused it."""

from datetime import date

import pytest
from django.utils.translation import override

from bonetherapy.models import Course
from bonetherapy.services.actions import interruption_act
from bonetherapy.services.holds import course_hold
from bonetherapy.specs import HoldSpec
from patients.models import Patient
from tests.bonetherapy.steps import denosumab, numbered
from tests.cast import TODAY, Cast
from worklist.models import Task


@pytest.fixture
def course(people: Cast, zhang: Patient) -> Course:
    return denosumab(zhang, people.doctor_wang, date(2025, 1, 31))


def said(task: Task, language: str) -> str:
    with override(language):
        return task.why


def test_the_action_after_an_interruption_is_said_in_both_languages(people: Cast, course: Course) -> None:
    dose = numbered(course, 1)
    task = interruption_act(by=people.nurse_li, course=course, dose=dose, reason="PAIN_WORSE", today=TODAY)
    assert task is not None
    assert said(task, "en").isascii()
    assert not said(task, "zh-hans").isascii()


def test_whoever_holds_a_course_asks_in_both_languages(people: Cast, course: Course) -> None:
    spec = HoldSpec(reason_code="HYPOCALCAEMIA", review_on=date(2025, 3, 20))
    course_hold(by=people.nurse_li, course=course, spec=spec, today=TODAY)
    notice = Task.objects.get(patient=course.patient, kind="HOLD_NOTICE")
    assert said(notice, "en").startswith("Held by")
    assert "已暂停" in said(notice, "zh-hans")
