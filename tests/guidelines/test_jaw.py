"""Section 4.7: jaw necrosis."""

import pytest

from guidelines.bone.agents import AgentClass
from guidelines.bone.dental import examination_check, recall_on
from guidelines.bone.jaw import (
    OnjSeverity,
    OnjSymptom,
    care_plan,
    duration,
    education,
    fear_check,
    interval_note,
    onj_on_record,
    onj_rate,
    suspicion,
)
from tests.guidelines.shorthand import day, said

EXAMS = [
    (None, True, "ONJ-01 WARN"),
    ("2024-10-15", True, "ONJ-01 WARN"),
    ("2025-01-30", True, None),
    ("2024-12-01", True, None),
    ("2024-11-30", True, "ONJ-01 WARN"),
    (None, False, "ONJ-02 TASK"),
    ("2024-09-01", False, "ONJ-02 TASK"),
    ("2024-09-02", False, None),
]


@pytest.mark.parametrize(("examined_on", "first", "expected"), EXAMS)
def test_an_oral_examination_comes_before_the_first_dose_and_every_six_months(
    examined_on: str | None, first: bool, expected: str | None
) -> None:
    examined = None if examined_on is None else day(examined_on)
    assert said(examination_check(examined, day("2025-03-01"), first_dose=first)) == expected


def test_the_next_examination_is_six_months_after_the_last() -> None:
    assert recall_on(day("2025-01-10")) == day("2025-07-10")
    overdue = examination_check(day("2025-01-10"), day("2025-08-01"), first_dose=False)
    assert overdue is not None
    assert overdue.due_on == day("2025-07-10")


@pytest.mark.parametrize(
    ("agent_class", "months", "figure"),
    [
        (AgentClass.RANKL, 6, "1.1%"),
        (AgentClass.RANKL, 18, "3.7%"),
        (AgentClass.RANKL, 30, "4.6% per year"),
        (AgentClass.BP, 30, "1%-10%"),
    ],
)
def test_rates_are_shown_as_numbers_for_the_time_on_the_drug(
    agent_class: AgentClass, months: int, figure: str
) -> None:
    assert figure in onj_rate(agent_class, months).message.en


def test_any_jaw_symptom_is_referred() -> None:
    assert said(suspicion([OnjSymptom.LOOSE_TEETH])) == "ONJ-04 FLAG"
    assert suspicion([]) is None


@pytest.mark.parametrize(("today", "met"), [("2025-02-25", False), ("2025-02-26", True)])
def test_eight_weeks_of_exposed_bone_meet_the_criterion(today: str, met: bool) -> None:
    assert duration(day("2025-01-01"), day(today)).inputs["met"] is met


@pytest.mark.parametrize(
    ("severity", "word"), [("MILD", "anti-inf"), ("MODERATE", "debridement"), ("SEVERE", "resect")]
)
def test_care_grows_with_severity_and_begins_conservative(severity: str, word: str) -> None:
    plan = care_plan(OnjSeverity(severity))
    assert word in plan.message.en
    assert "conservative first" in plan.message.en


def test_open_jaw_necrosis_is_a_warning_that_decides_nothing() -> None:
    assert said(onj_on_record()) == "ONJ-06 WARN"


def test_fear_without_jaw_necrosis_is_answered() -> None:
    assert said(fear_check(onj_confirmed=False)) == "ONJ-08 WARN"
    assert fear_check(onj_confirmed=True) is None


@pytest.mark.parametrize(
    ("days", "group"), [(28, "under 5 weeks"), (34, "under 5 weeks"), (35, "5 weeks or more")]
)
def test_the_interval_of_a_bisphosphonate_has_its_jaw_risk_group(days: int, group: str) -> None:
    note = interval_note(AgentClass.BP, days)
    assert note is not None
    assert group in note.message.en.split("falls in")[1]


def test_denosumab_has_no_such_groups() -> None:
    assert interval_note(AgentClass.RANKL, 28) is None


def test_education_comes_before_the_first_dose() -> None:
    assert said(education()) == "ONJ-09 INFO"
