"""Section 4.8: dental procedures."""

import pytest

from guidelines.bone.agents import Agent
from guidelines.bone.dental import (
    DEN_09,
    DentalItem,
    HoldSigner,
    dates_to_hold,
    earliest_procedure_on,
    hold_plan_check,
    hold_rebound,
    needs_hold,
    procedure_advice,
    procedure_done,
    procedure_window,
    resume_on,
)
from tests.guidelines.shorthand import day, said

LAST = day("2025-03-01")


@pytest.mark.parametrize(
    ("item", "holds"),
    [
        (DentalItem.ORAL_EXAM, False),
        (DentalItem.CLEANING, False),
        (DentalItem.ROOT_CANAL, False),
        (DentalItem.EXTRACTION, True),
        (DentalItem.IMPLANT, True),
        (DentalItem.OTHER_BONE, True),
        (DentalItem.OTHER_NONBONE, False),
    ],
)
def test_only_procedures_into_bone_hold_the_drug(item: DentalItem, holds: bool) -> None:
    assert needs_hold(item) is holds


ADVICE = [
    (DentalItem.ROOT_CANAL, "2025-03-10", False, ["DEN-01 INFO"]),
    (DentalItem.CLEANING, "2025-03-28", False, ["DEN-02 INFO"]),
    (DentalItem.OTHER_NONBONE, "2025-03-28", False, ["DEN-02 INFO"]),
    (DentalItem.EXTRACTION, "2025-04-30", False, ["DEN-03 WARN", "DEN-04 WARN"]),
    (DentalItem.EXTRACTION, "2025-04-30", True, ["DEN-04 WARN"]),
    (DentalItem.EXTRACTION, "2025-05-01", True, []),
    (DentalItem.IMPLANT, "2025-05-01", False, ["DEN-03 WARN"]),
]


@pytest.mark.parametrize(("item", "planned_on", "urgent", "expected"), ADVICE)
def test_what_is_said_about_a_planned_procedure(
    item: DentalItem, planned_on: str, urgent: bool, expected: list[str]
) -> None:
    found = procedure_advice(item, planned_on=day(planned_on), last_dose_on=LAST, urgent=urgent)
    assert [said(finding) for finding in found] == expected


def test_before_the_first_dose_there_is_nothing_to_wait_for() -> None:
    assert procedure_advice(DentalItem.EXTRACTION, planned_on=LAST, last_dose_on=None, urgent=True) == ()


@pytest.mark.parametrize(("last", "earliest"), [("2025-03-01", "2025-05-01"), ("2024-12-31", "2025-02-28")])
def test_an_extraction_waits_two_calendar_months(last: str, earliest: str) -> None:
    assert earliest_procedure_on(day(last)) == day(earliest)


@pytest.mark.parametrize(
    ("item", "done_on", "expected"),
    [
        (DentalItem.EXTRACTION, "2025-03-11", "DEN-07 WARN"),
        (DentalItem.EXTRACTION, "2025-05-01", None),
        (DentalItem.ROOT_CANAL, "2025-03-11", None),
    ],
)
def test_a_procedure_without_hold_is_a_serious_risk(
    item: DentalItem, done_on: str, expected: str | None
) -> None:
    assert said(procedure_done(item, done_on=day(done_on), last_dose_on=LAST)) == expected


def test_a_procedure_of_somebody_never_treated_is_none() -> None:
    assert procedure_done(DentalItem.EXTRACTION, done_on=LAST, last_dose_on=None) is None


def test_doses_between_hold_and_clearance_wait_and_nothing_is_caught_up() -> None:
    due = (day("2025-02-28"), day("2025-03-29"), day("2025-04-26"), day("2025-05-24"))
    held = dates_to_hold(due, from_on=LAST, cleared_on=day("2025-05-12"))
    assert held == (day("2025-03-29"), day("2025-04-26"))
    assert dates_to_hold(due, from_on=LAST, cleared_on=None) == due[1:]
    assert resume_on(day("2025-05-12")) == day("2025-05-12")


@pytest.mark.parametrize(
    ("agent", "today", "expected"),
    [
        (Agent.DENOSUMAB, "2025-04-30", None),
        (Agent.DENOSUMAB, "2025-05-01", "DEN-06 FLAG"),
        (Agent.ZOLEDRONATE, "2025-05-01", None),
    ],
)
def test_a_tooth_must_not_hold_denosumab_into_rebound(agent: Agent, today: str, expected: str | None) -> None:
    assert said(hold_rebound(agent, last_dose_on=LAST, today=day(today))) == expected


def test_dentist_and_oncologist_decide_together() -> None:
    waiting = hold_plan_check(frozenset({HoldSigner.ONCOLOGIST}))
    assert waiting is not None
    assert "口腔科医生" in waiting.message.zh
    assert hold_plan_check(frozenset(HoldSigner)) is None


def test_the_window_of_a_procedure_closes_where_rebound_opens() -> None:
    window = procedure_window(Agent.DENOSUMAB, LAST)
    assert window.earliest_on == window.rebound_from == day("2025-05-01")
    assert procedure_window(Agent.ZOLEDRONATE, LAST).rebound_from is None


def test_the_hold_form_of_denosumab_tells_how_long_it_stays() -> None:
    assert "25" in DEN_09.finding().message.en
