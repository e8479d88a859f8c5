"""Giving a dose."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.errors import Conflict, Refusal
from bonetherapy.models import Course
from bonetherapy.services.adverse import adverse_event_add, adverse_event_resolve
from bonetherapy.services.doses import dose_give
from bonetherapy.specs import AdverseEventSpec
from patients.facts import facts_of
from patients.models import Patient
from patients.services.observations import WEIGHT
from patients.services.recording import record_correct
from patients.specs.facts import WeightSpec
from tests.bonetherapy.steps import (
    FIRST_DOSE,
    answer,
    at,
    denosumab,
    give,
    given,
    kidney,
    numbered,
    plan,
    ready,
    zoledronate,
)
from tests.cast import TODAY, Cast, albumin, calcium


@pytest.fixture
def course(people: Cast, zhang: Patient) -> Course:
    return denosumab(zhang, people.doctor_wang, date(2025, 1, 31))


def test_a_dose_on_its_day_leaves_the_plan_and_adds_a_sixth(people: Cast, course: Course) -> None:
    give(numbered(course, 1), people.nurse_li, date(2025, 1, 31))

    assert plan(course)[:2] == [date(2025, 2, 28), date(2025, 3, 28)]
    assert len(plan(course)) == 6


def test_a_late_dose_re_anchors_the_next_one(people: Cast, course: Course) -> None:
    give(numbered(course, 1), people.nurse_li, date(2025, 1, 31))

    give(numbered(course, 2), people.nurse_li, date(2025, 3, 10))

    assert plan(course)[:2] == [date(2025, 4, 7), date(2025, 5, 5)]


def test_the_same_submit_twice_is_one_dose(people: Cast, course: Course) -> None:
    dose = give(numbered(course, 1), people.nurse_li, date(2025, 1, 31))

    again = dose_give(
        by=people.nurse_li, dose=dose, spec=given(date(2025, 1, 31)), now=at(date(2025, 1, 31), 12)
    )

    assert again == dose
    assert course.doses.filter(state="GIVEN").count() == 1
    assert course.changes.filter(kind="GIVEN").count() == 1


def test_another_submit_for_a_given_dose_is_a_conflict(people: Cast, course: Course) -> None:
    dose = give(numbered(course, 1), people.nurse_li, date(2025, 1, 31))

    with pytest.raises(Conflict):
        dose_give(
            by=people.doctor_wang, dose=dose, spec=given(date(2025, 1, 31)), now=at(date(2025, 1, 31), 12)
        )


def test_a_low_total_calcium_with_low_albumin_is_ok(people: Cast, course: Course) -> None:
    calcium(course.patient, people.nurse_li, "2.05", on=date(2025, 1, 31))
    albumin(course.patient, people.nurse_li, "30", on=date(2025, 1, 31))

    dose = dose_give(
        by=people.nurse_li, dose=numbered(course, 1), spec=given(date(2025, 1, 31)), now=at(date(2025, 1, 31))
    )

    first = dose.checks[0]
    assert (first["state"], Decimal(first["value"])) == ("OK", Decimal("2.25"))


def test_a_corrected_calcium_of_2_05_stops_the_nurse_and_the_oncologist_may_override(
    people: Cast, course: Course
) -> None:
    day = date(2025, 1, 31)
    calcium(course.patient, people.nurse_li, "2.05", on=day)
    albumin(course.patient, people.nurse_li, "40", on=day)
    spec = given(day, answers=(*FIRST_DOSE, answer("CAL-03")))
    with pytest.raises(Refusal, match="CAL-03"):
        dose_give(by=people.nurse_li, dose=numbered(course, 1), spec=spec, now=at(day))

    dose = dose_give(by=people.doctor_wang, dose=numbered(course, 1), spec=spec, now=at(day))

    assert dose.state == "GIVEN"
    assert {row.rule_id for row in course.patient.overrides.all()} == {"CAL-03", "ONJ-01"}


@pytest.mark.parametrize(("age_days", "is_refused"), [(14, False), (15, True)])
def test_calcium_counts_for_fourteen_days(
    people: Cast, course: Course, age_days: int, is_refused: bool
) -> None:
    day = date(2025, 1, 31)
    ready(course.patient, people.nurse_li, day - timedelta(age_days))
    try:
        dose_give(by=people.nurse_li, dose=numbered(course, 1), spec=given(day), now=at(day))
        refused = False
    except Refusal:
        refused = True

    assert refused is is_refused


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"given_at": at(date(2025, 1, 31), 23)}, "given_at"),
        ({"dose_mg": Decimal(0)}, "dose_mg"),
        ({"route": ""}, "route"),
        ({"site": "PORT"}, "site"),
        ({"batch": " "}, "batch"),
        ({"expires_on": None}, "expires_on"),
        ({"expires_on": date(2025, 1, 30)}, "expires_on"),
        ({"identity_confirmed": False}, "identity_confirmed"),
        ({"asked_today": False}, "asked_today"),
    ],
)
def test_bad_input_names_its_field(
    people: Cast, course: Course, change: dict[str, object], field: str
) -> None:
    day = date(2025, 1, 31)
    ready(course.patient, people.nurse_li, day)
    spec = replace(given(day), **change)  # type: ignore[arg-type]

    with pytest.raises(ValidationError) as refused:
        dose_give(by=people.nurse_li, dose=numbered(course, 1), spec=spec, now=at(day, 11))

    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize("change", [{"dose_mg": Decimal(60)}, {"route": "IV", "site": "PORT"}])
def test_denosumab_is_120_mg_under_the_skin(people: Cast, course: Course, change: dict[str, object]) -> None:
    with pytest.raises(Refusal, match="BMA-06"):
        give(numbered(course, 1), people.nurse_li, date(2025, 1, 31), **change)


def test_a_dose_26_days_after_the_last_asks_why(people: Cast, course: Course) -> None:
    give(numbered(course, 1), people.nurse_li, date(2025, 1, 31))

    with pytest.raises(Refusal, match="BMA-19b"):
        give(numbered(course, 2), people.nurse_li, date(2025, 2, 26), answers=())


def test_a_dose_is_never_given_before_the_one_before_it(people: Cast, course: Course) -> None:
    with pytest.raises(Conflict):
        give(numbered(course, 2), people.nurse_li, TODAY)


def test_a_dose_not_later_than_the_previous_one_is_bad_input(people: Cast, course: Course) -> None:
    give(numbered(course, 1), people.nurse_li, date(2025, 1, 31))

    with pytest.raises(ValidationError) as refused:
        dose_give(by=people.nurse_li, dose=numbered(course, 2), spec=given(date(2025, 1, 31)), now=at(TODAY))

    assert list(refused.value.message_dict) == ["given_at"]


def test_a_given_dose_keeps_what_was_known_that_day(people: Cast, course: Course) -> None:
    dose = give(numbered(course, 1), people.nurse_li, date(2025, 1, 31))

    dose.refresh_from_db()
    assert [check["kind"] for check in dose.checks] == [
        "CALCIUM",
        "CREATININE_CLEARANCE",
        "SUPPLEMENTS",
        "DENTAL",
    ]
    assert dose.checks[0]["measured_on"] == "2025-01-31"


def test_a_severe_reaction_that_is_not_over_stops_the_next_dose(people: Cast, course: Course) -> None:
    first_on, next_on = date(2025, 1, 31), date(2025, 2, 28)
    give(numbered(course, 1), people.nurse_li, first_on)
    spec = AdverseEventSpec(code="CELLULITIS", severity="SEVERE", onset_on=first_on)
    event = adverse_event_add(by=people.nurse_li, course=course, spec=spec, today=first_on)

    with pytest.raises(Refusal) as refused:
        give(numbered(course, 2), people.nurse_li, next_on)
    assert [finding.rule_id for finding in refused.value.findings] == ["BMA-10"]

    adverse_event_resolve(by=people.nurse_li, event=event, on=next_on, today=next_on)
    assert give(numbered(course, 2), people.nurse_li, next_on).state == "GIVEN"


def test_only_an_oncologist_records_more_than_was_ordered(people: Cast, zhang: Patient) -> None:
    day = date(2025, 3, 1)
    kidney(zhang, people.nurse_li, day)
    dose = numbered(zoledronate(zhang, people.doctor_wang, day), 1)
    more = {
        "dose_mg": dose.course.dose_mg * 10,
        "route": "IV",
        "site": "PORT",
        "answers": (*FIRST_DOSE, answer("REN-03")),
    }

    with pytest.raises(ValidationError) as refused:
        give(dose, people.nurse_li, day, **more)

    assert list(refused.value.message_dict) == ["dose_mg"]
    assert give(dose, people.doctor_wang, day, **more).dose_mg == dose.course.dose_mg * 10


def test_a_dose_keeps_the_kidney_it_was_judged_by(people: Cast, zhang: Patient) -> None:
    day = date(2025, 3, 1)
    kidney(zhang, people.nurse_li, day)
    order = zoledronate(zhang, people.doctor_wang, day)
    more: dict[str, Any] = {"dose_mg": order.dose_mg, "route": "IV", "site": "PORT"}
    dose = give(numbered(order, 1), people.nurse_li, day, **more)
    before, ordered = dose.checks, order.dose_mg

    spec = WeightSpec(weight_kg=Decimal("30.0"), measured_on=day)
    by, row = people.nurse_li, zhang.weights.get()
    record_correct(kind=WEIGHT, by=by, row=row, spec=spec, reason="抄写错误", today=day, now=at(day, 12))

    dose.refresh_from_db()
    order.refresh_from_db()
    assert facts_of([zhang.id], day)[zhang.id].weight_kg == Decimal("30.0")
    assert before
    assert (dose.checks, order.dose_mg) == (before, ordered)
