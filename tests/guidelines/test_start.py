"""Section 4.1: start, choice, contraindications."""

from decimal import Decimal

import pytest

from guidelines.bone.agents import Agent, Route
from guidelines.bone.calcium import CalciumKind, CalciumReading
from guidelines.bone.choice import LEANINGS, ChoiceFactor, choice_advice, immunotherapy_note
from guidelines.bone.dental import DentalItem
from guidelines.bone.start import (
    CourseFact,
    NotStartedReason,
    OrderFacts,
    aim_note,
    combination_note,
    contraindications,
    denosumab_order_check,
    not_started_answer,
    open_course_check,
    prophylaxis_check,
    review_finding,
    review_on,
    short_course_note,
    start_finding,
)
from guidelines.bone.states import CourseStatus
from guidelines.findings import Grade
from tests.guidelines.shorthand import LLN, ULN, day, mg, said

DENOSUMAB, ZOLEDRONATE = Agent.DENOSUMAB, Agent.ZOLEDRONATE
ON = day("2025-03-01")


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2025-03-01", "BMA-01 TASK"), ("2025-03-15", "BMA-01 TASK"), ("2025-03-16", "BMA-01 FLAG")],
)
def test_the_drug_starts_at_once_and_within_fourteen_days(today: str, expected: str) -> None:
    found = start_finding(confirmed_on=ON, today=day(today), started=False, contraindicated=False)
    assert said(found) == expected
    assert found is not None
    assert found.due_on == day("2025-03-15")
    assert found.grade is Grade.STRONG_HIGH


@pytest.mark.parametrize(
    ("confirmed", "started", "contraindicated"),
    [(False, False, False), (True, True, False), (True, False, True)],
)
def test_no_start_is_asked_for_without_metastasis_after_the_start_or_against_a_contraindication(
    confirmed: bool, started: bool, contraindicated: bool
) -> None:
    confirmed_on = ON if confirmed else None
    assert (
        start_finding(confirmed_on=confirmed_on, today=ON, started=started, contraindicated=contraindicated)
        is None
    )


@pytest.mark.parametrize("reason", list(NotStartedReason))
def test_symptoms_number_and_place_do_not_decide_the_start(reason: NotStartedReason) -> None:
    answer = not_started_answer(reason)
    assert said(answer) == "BMA-02 WARN"
    assert reason.zh in answer.message.zh


def test_prophylaxis_is_refused() -> None:
    assert said(prophylaxis_check(confirmed=False)) == "BMA-03 STOP"
    assert prophylaxis_check(confirmed=True) is None


def test_both_classes_stand_and_nothing_is_preselected() -> None:
    (only,) = choice_advice([])
    assert only.grade is Grade.STRONG_HIGH
    assert only.inputs["classes"] == ("BP", "RANKL")


@pytest.mark.parametrize("factor", list(ChoiceFactor))
def test_each_patient_factor_leans_with_its_source(factor: ChoiceFactor) -> None:
    leaning = choice_advice([factor])[1]
    assert leaning.source == LEANINGS[factor].source
    assert leaning.inputs["agents"] == LEANINGS[factor].agents


def test_the_aim_of_the_drug_and_its_companions_are_shown() -> None:
    assert said(aim_note()) == "BMA-05 INFO"
    assert said(combination_note()) == "BMA-11 INFO"


@pytest.mark.parametrize(
    ("agent", "dose", "route", "expected"),
    [
        (DENOSUMAB, "60", Route.SC, "BMA-06 STOP"),
        (DENOSUMAB, "120", Route.IV, "BMA-06 STOP"),
        (DENOSUMAB, "120", Route.SC, None),
        (ZOLEDRONATE, "4", Route.IV, None),
    ],
)
def test_denosumab_is_120_mg_under_the_skin(
    agent: Agent, dose: str, route: Route, expected: str | None
) -> None:
    assert said(denosumab_order_check(agent, Decimal(dose), route)) == expected


@pytest.mark.parametrize(
    ("old", "status", "new", "expected"),
    [
        (DENOSUMAB, CourseStatus.ACTIVE, ZOLEDRONATE, "BMA-09 HARD"),
        (DENOSUMAB, CourseStatus.HELD, ZOLEDRONATE, "BMA-09 HARD"),
        (ZOLEDRONATE, CourseStatus.ACTIVE, Agent.IBANDRONATE, "BMA-09 HARD"),
        (DENOSUMAB, CourseStatus.ACTIVE, Agent.NARLUMOSBART, "BMA-09 HARD"),
        (DENOSUMAB, CourseStatus.STOPPED, ZOLEDRONATE, None),
    ],
)
def test_two_drugs_are_never_open_together(
    old: Agent, status: CourseStatus, new: Agent, expected: str | None
) -> None:
    assert said(open_course_check(new, [CourseFact(old, status)])) == expected


def calcium_of(value: str) -> CalciumReading:
    """A corrected calcium of the day."""
    return CalciumReading(CalciumKind.CORRECTED, Decimal(value), ON, LLN, ULN)


def test_kidneys_at_29_9_stop_zoledronate_but_not_denosumab() -> None:
    zoledronate = OrderFacts(agent=ZOLEDRONATE, confirmed=True, crcl_ml_min=mg("29.9"))
    denosumab = OrderFacts(
        agent=DENOSUMAB, confirmed=True, crcl_ml_min=mg("29.9"), calcium=calcium_of("2.25")
    )
    assert [said(finding) for finding in contraindications(zoledronate, ON)] == ["REN-01 STOP"]
    assert contraindications(denosumab, ON) == ()


TABLE_4_3 = [
    (OrderFacts(agent=DENOSUMAB, confirmed=False), "BMA-03 STOP"),
    (
        OrderFacts(agent=ZOLEDRONATE, confirmed=True, courses=(CourseFact(DENOSUMAB, CourseStatus.ACTIVE),)),
        "BMA-09 HARD",
    ),
    (OrderFacts(agent=Agent.PAMIDRONATE, confirmed=True, crcl_ml_min=Decimal(30)), "REN-01 STOP"),
    (OrderFacts(agent=DENOSUMAB, confirmed=True, calcium=calcium_of("2.05")), "CAL-03 STOP"),
    (OrderFacts(agent=ZOLEDRONATE, confirmed=True, calcium=calcium_of("2.05")), "CAL-03 WARN"),
    (OrderFacts(agent=DENOSUMAB, confirmed=True, hypocalcaemia_noted=True), "CAL-03 STOP"),
    (OrderFacts(agent=DENOSUMAB, confirmed=True, onj_confirmed=True), "ONJ-06 WARN"),
    (OrderFacts(agent=DENOSUMAB, confirmed=True, invasive_dental=DentalItem.EXTRACTION), "DEN-03 WARN"),
    (OrderFacts(agent=DENOSUMAB, confirmed=True, severe_reaction_to=frozenset({DENOSUMAB})), "BMA-10 STOP"),
]


@pytest.mark.parametrize(("order", "expected"), TABLE_4_3)
def test_contraindications_are_those_of_table_4_3(order: OrderFacts, expected: str) -> None:
    assert [said(finding) for finding in contraindications(order, ON)] == [expected]


def test_narlumosbart_asks_for_its_reference() -> None:
    order = OrderFacts(agent=Agent.NARLUMOSBART, confirmed=True)
    assert [said(finding) for finding in contraindications(order, ON)] == ["REN-01 WARN", "BMA-10 WARN"]


@pytest.mark.parametrize(
    ("today", "young"), [("2025-07-29", True), ("2025-09-01", True), ("2025-09-02", False)]
)
def test_a_course_under_six_months_is_called_short(today: str, young: bool) -> None:
    assert (short_course_note(ON, day(today)) is not None) is young


def test_two_years_bring_a_review_and_no_stop() -> None:
    assert review_on(day("2023-04-10")) == day("2025-04-10")
    assert review_finding(day("2023-04-10"), day("2025-04-09")) is None
    assert said(review_finding(day("2023-04-10"), day("2025-04-10"))) == "BMA-13 TASK"


def test_the_immunotherapy_note_appears_only_when_it_is_planned() -> None:
    assert said(immunotherapy_note(ici_planned=True)) == "BMA-14 INFO"
    assert immunotherapy_note(ici_planned=False) is None
