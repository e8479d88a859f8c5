"""Stopping and switching."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.errors import Conflict, Refusal
from bonetherapy.models import Course, ReboundWatch
from bonetherapy.services.adverse import adverse_event_add
from bonetherapy.services.courses import course_start
from bonetherapy.services.rebound import rebound_open
from bonetherapy.services.stops import course_stop, course_switch, stop_preview
from bonetherapy.specs import AdverseEventSpec, CourseSpec, StopSpec, SwitchSpec
from patients.models import Patient
from tests.bonetherapy.steps import answer, denosumab, give, kidney, numbered, ready, zoledronate
from tests.cast import Cast
from worklist.models import Task

START, TODAY = date(2025, 3, 1), date(2025, 3, 20)
PLAN = "停药后每月查 CTX，2 个月起高警戒"


@pytest.fixture
def course(people: Cast, zhang: Patient) -> Course:
    course = denosumab(zhang, people.doctor_wang, START)
    give(numbered(course, 1), people.nurse_li, START)
    return course


def stop(people: Cast, course: Course, reason: str, **more: Any) -> Course:
    facts: dict[str, Any] = {"reason_code": reason, "stopped_on": TODAY, "rebound_plan": PLAN}
    spec = StopSpec(**(facts | more))
    return course_stop(by=people.doctor_wang, course=course, spec=spec, today=TODAY)


@pytest.mark.parametrize("reason", ["PAIN_RELIEVED", "DISEASE_STABLE", "SRE_OCCURRED", "DURATION_ONLY"])
def test_feeling_better_is_no_reason_to_stop(people: Cast, course: Course, reason: str) -> None:
    with pytest.raises(Refusal, match="BMA-21"):
        stop(people, course, reason)


def test_an_oncologist_may_override_with_words(people: Cast, course: Course) -> None:
    stopped = stop(people, course, "PAIN_RELIEVED", answers=(answer("BMA-21", "患者坚决要求"),))

    assert (stopped.state, stopped.stop_reason) == ("STOPPED", "PAIN_RELIEVED")
    assert course.patient.overrides.filter(rule_id="BMA-21").count() == 1


def test_denosumab_does_not_stop_without_a_rebound_plan(people: Cast, course: Course) -> None:
    with pytest.raises(Refusal, match="BMA-24"):
        stop(people, course, "INTOLERANCE", rebound_plan=" ")


def test_a_stop_keeps_the_plan_that_is_open_and_asks_for_another_when_its_days_are_over(
    people: Cast, course: Course
) -> None:
    rebound_open(by=people.doctor_wang, course=course, plan=PLAN, today=TODAY, stopped=False)
    spec = StopSpec(reason_code="INTOLERANCE", stopped_on=TODAY)
    later = stop_preview(course, spec, today=date(2026, 3, 2))
    assert [finding.rule_id for finding in later.findings] == ["BMA-24"]

    stop(people, course, "INTOLERANCE", rebound_plan="")

    assert ReboundWatch.objects.get(closed_on=None).plan == PLAN


def test_a_stop_opens_the_watch_with_its_tests(people: Cast, course: Course) -> None:
    stop(people, course, "INTOLERANCE")

    watch = ReboundWatch.objects.get()
    assert (watch.opens_on, watch.high_alert_until, watch.ends_on) == (
        date(2025, 5, 1),
        date(2025, 7, 1),
        date(2026, 3, 1),
    )
    assert watch.ctx_due_on == ["2025-04-30", "2025-05-30", "2025-06-29", "2025-08-28", "2026-03-01"]
    assert Task.objects.filter(kind="CTX_TEST").count() == 5
    assert Task.objects.filter(kind="SYMPTOM_CHECK").count() == 1


def test_a_stop_cancels_the_open_doses(people: Cast, course: Course) -> None:
    stop(people, course, "INTOLERANCE")

    assert set(course.doses.values_list("state", flat=True)) == {"GIVEN", "CANCELLED"}


def test_a_stop_twice_is_one_stop_and_another_is_a_conflict(people: Cast, course: Course) -> None:
    stop(people, course, "INTOLERANCE")
    stop(people, course, "INTOLERANCE")
    assert course.changes.filter(kind="STOP").count() == 1

    with pytest.raises(Conflict):
        stop(people, course, "OTHER")


def test_a_severe_reaction_is_valid_once_it_is_on_record(people: Cast, course: Course) -> None:
    with pytest.raises(Refusal, match="BMA-20"):
        stop(people, course, "SEVERE_ADR")
    spec = AdverseEventSpec(code="CELLULITIS", severity="SEVERE", onset_on=date(2025, 3, 5))
    adverse_event_add(by=people.nurse_li, course=course, spec=spec, today=TODAY)

    assert stop(people, course, "SEVERE_ADR").state == "STOPPED"


@pytest.mark.parametrize("ecog", [None, 2])
def test_a_decline_needs_ecog_three(people: Cast, course: Course, ecog: int | None) -> None:
    with pytest.raises(Refusal, match="BMA-20"):
        stop(people, course, "PS_DECLINE", ecog=ecog)

    assert stop(people, course, "PS_DECLINE", ecog=3).state == "STOPPED"


def test_a_bisphosphonate_stops_without_a_watch(people: Cast, zhang: Patient) -> None:
    kidney(zhang, people.nurse_li, START)
    course = zoledronate(zhang, people.doctor_wang, START)
    ready(zhang, people.nurse_li, START)

    stop(people, course, "INTOLERANCE", rebound_plan="")

    assert not ReboundWatch.objects.exists()


def test_a_preview_says_what_the_stop_will_do(people: Cast, course: Course) -> None:
    spec = StopSpec(reason_code="INTOLERANCE", stopped_on=TODAY)

    preview = stop_preview(course, spec, today=TODAY)

    assert [finding.rule_id for finding in preview.findings] == ["BMA-24"]
    assert preview.watch is not None
    assert (preview.watch.opens_on, preview.cancelled_doses) == (date(2025, 5, 1), 6)


@pytest.mark.parametrize("stopped_on", [date(2025, 2, 28), date(2025, 3, 21)])
def test_a_stop_before_the_last_dose_or_in_the_future_is_bad_input(
    people: Cast, course: Course, stopped_on: date
) -> None:
    with pytest.raises(ValidationError) as refused:
        stop(people, course, "INTOLERANCE", stopped_on=stopped_on)

    assert list(refused.value.message_dict) == ["stopped_on"]


@pytest.fixture
def switch(people: Cast, course: Course) -> SwitchSpec:
    kidney(course.patient, people.nurse_li, TODAY)
    ready(course.patient, people.nurse_li, TODAY)
    return SwitchSpec(
        stop=StopSpec(reason_code="SWITCHED", stopped_on=TODAY),
        start=CourseSpec(agent="INCADRONATE", first_due_on=date(2025, 3, 29)),
    )


def test_a_switch_stops_one_and_starts_the_other(people: Cast, course: Course, switch: SwitchSpec) -> None:
    started = course_switch(by=people.doctor_wang, course=course, spec=switch, today=TODAY)

    course.refresh_from_db()
    assert (course.state, started.state, started.follows) == ("STOPPED", "ACTIVE", course)
    assert ReboundWatch.objects.get().course == course


def test_a_switch_before_the_old_drug_is_due_again_asks_why(
    people: Cast, course: Course, switch: SwitchSpec
) -> None:
    early = replace(switch, start=replace(switch.start, first_due_on=TODAY))

    with pytest.raises(Refusal, match="BMA-15"):
        course_switch(by=people.doctor_wang, course=course, spec=early, today=TODAY)

    course.refresh_from_db()
    assert course.state == "ACTIVE"


def test_the_next_drug_ordered_after_a_stop_waits_for_the_old_one_as_in_a_switch(
    people: Cast, course: Course, switch: SwitchSpec
) -> None:
    stop(people, course, "INTOLERANCE")
    early, on_time = replace(switch.start, first_due_on=date(2025, 3, 28)), switch.start

    with pytest.raises(Refusal) as refused:
        course_start(by=people.doctor_wang, patient=course.patient, spec=early, today=TODAY)

    assert [finding.rule_id for finding in refused.value.findings] == ["BMA-15"]
    started = course_start(by=people.doctor_wang, patient=course.patient, spec=on_time, today=TODAY)
    assert started.state == "ACTIVE"
