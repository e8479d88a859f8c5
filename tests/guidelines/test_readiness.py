"""The four checks before a dose, a week ahead and on the day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from guidelines.bone.adverse import AdverseEvent, EventSeverity
from guidelines.bone.agents import Agent
from guidelines.bone.checks import Check, CheckKind, CheckState
from guidelines.bone.dental import DentalItem
from guidelines.bone.readiness import blocked, readiness
from guidelines.facts import AdverseEventFact, DentalFact, DoseFacts, LabFact, Problem, SupplementFact
from guidelines.labs import Analyte, Sex
from guidelines.roles import Role
from tests.guidelines.shorthand import calcium, day, lab, mg, said

TODAY = day("2025-03-01")
CORRECTED = Analyte.CORRECTED_CALCIUM
CALCIUM, CRCL = CheckKind.CALCIUM, CheckKind.CREATININE_CLEARANCE
SUPPLEMENTS, DENTAL = CheckKind.SUPPLEMENTS, CheckKind.DENTAL

# A woman of 70, 60 kg, with everything in order for denosumab dose 2.
READY = DoseFacts(
    agent=Agent.DENOSUMAB,
    first_dose=False,
    birth_date=day("1955-01-10"),
    sex=Sex.FEMALE,
    weight_kg=Decimal(60),
    labs=(calcium("2.25", analyte=CORRECTED), lab(Analyte.CREATININE, "88.4")),
    dental=(DentalFact(item=DentalItem.ORAL_EXAM, done_on=day("2025-01-10")),),
    supplements=(
        SupplementFact(
            calcium_mg_per_day=Decimal(1000), vitamin_d_iu_per_day=Decimal(800), confirmed_on=TODAY
        ),
    ),
)
ON_ZOLEDRONATE = replace(READY, agent=Agent.ZOLEDRONATE)


def check(facts: DoseFacts, kind: CheckKind, due: date = TODAY) -> Check:
    """One of the four checks on TODAY."""
    return next(row for row in readiness(facts, due, TODAY) if row.kind is kind)


def test_a_patient_in_order_has_four_quiet_checks() -> None:
    checks = readiness(READY, TODAY, TODAY)
    assert [row.kind for row in checks] == [CALCIUM, CRCL, SUPPLEMENTS, DENTAL]
    assert [row.state for row in checks] == ["OK", "NOT_NEEDED", "OK", "OK"]
    assert not blocked(checks)
    assert all(row.owner is None and row.action is None and row.finding is None for row in checks)


def test_a_check_shows_value_unit_date_and_limits() -> None:
    row = check(READY, CALCIUM)
    assert (row.value, row.unit, row.measured_on) == (Decimal("2.25"), "mmol/L", TODAY)
    assert (row.low, row.high, row.label.zh) == (Decimal("2.11"), Decimal("2.52"), "校正血钙")


CALCIUM_ROWS = [
    ((calcium("2.05"), lab(Analyte.ALBUMIN, "30")), CheckState.OK, None, None),
    ((calcium("2.05", analyte=CORRECTED),), CheckState.LOW, "CAL-03 STOP", Role.ONCOLOGIST),
    ((calcium("2.11", analyte=CORRECTED),), CheckState.OK, None, None),
    ((calcium("2.05"),), CheckState.LOW, "CAL-03 STOP", Role.ONCOLOGIST),
    ((calcium("2.76", analyte=CORRECTED),), CheckState.HIGH, "CAL-09 TASK", Role.ONCOLOGIST),
    ((), CheckState.MISSING, "CAL-03 STOP", Role.NURSE),
    ((calcium("2.25", "2025-02-14"),), CheckState.STALE, "CAL-03 STOP", Role.NURSE),
    ((calcium("2.25", "2025-02-15"),), CheckState.OK, None, None),
    ((lab(CORRECTED, "2.25"),), CheckState.MISSING, "CAL-03 STOP", Role.NURSE),
]


@pytest.mark.parametrize(("labs", "state", "finding", "owner"), CALCIUM_ROWS)
def test_calcium_before_denosumab(
    labs: tuple[LabFact, ...], state: CheckState, finding: str | None, owner: Role | None
) -> None:
    row = check(replace(READY, labs=labs), CALCIUM)
    assert (row.state, said(row.finding), row.owner) == (state, finding, owner)
    assert row.blocks is (finding == "CAL-03 STOP")
    assert (row.action is None) is (owner is None)


def test_low_calcium_warns_before_a_bisphosphonate_and_does_not_block() -> None:
    row = check(replace(ON_ZOLEDRONATE, labs=(calcium("2.05", analyte=CORRECTED),)), CALCIUM)
    assert (row.state, said(row.finding), row.blocks) == (CheckState.LOW, "CAL-03 WARN", False)


@pytest.mark.parametrize("labs", [(), (calcium("2.25", "2025-01-01"),)])
def test_hypocalcaemia_on_the_problem_list_acts_as_low(labs: tuple[LabFact, ...]) -> None:
    row = check(replace(READY, labs=labs, problems=frozenset({Problem.HYPOCALCAEMIA})), CALCIUM)
    assert (row.state, row.blocks) == (CheckState.LOW, True)


def test_a_result_that_will_be_ten_days_old_on_the_day_is_fine_and_fifteen_days_is_not() -> None:
    taken = replace(READY, labs=(calcium("2.25"),))
    assert check(taken, CALCIUM, due=day("2025-03-11")).state is CheckState.OK
    assert check(taken, CALCIUM, due=day("2025-03-15")).state is CheckState.OK
    assert check(taken, CALCIUM, due=day("2025-03-16")).state is CheckState.STALE


def test_an_overdue_dose_is_judged_today_not_on_its_old_date() -> None:
    old = replace(READY, labs=(calcium("2.25", "2025-02-01"),))
    assert check(old, CALCIUM, due=day("2025-02-10")).state is CheckState.STALE


CREATININE = lab(Analyte.CREATININE, "88.4")
CLEARANCE_ROWS = [
    (None, (CREATININE,), CheckState.OK, None, "49.5", "3.3"),
    ("3.3", (CREATININE,), CheckState.OK, None, "49.5", "3.3"),
    ("4.0", (CREATININE,), CheckState.WARN, "REN-03 WARN", "49.5", "3.3"),
    ("4.0", (lab(Analyte.CRCL, "49.5"),), CheckState.WARN, "REN-03 WARN", "49.5", "3.3"),
    ("4.0", (lab(Analyte.CRCL, "60.1"), CREATININE), CheckState.OK, None, "60.1", None),
    ("3.0", (lab(Analyte.CRCL, "29.96"),), CheckState.LOW, "REN-01 STOP", "29.9", None),
    (None, (lab(Analyte.CREATININE, "88.4", "2025-02-14"),), CheckState.STALE, "REN-02 STOP", "49.5", "3.3"),
    (None, (lab(Analyte.CREATININE, "88.4", "2025-02-15"),), CheckState.OK, None, "49.5", "3.3"),
    (None, (), CheckState.MISSING, "REN-02 STOP", None, None),
    (None, (lab(Analyte.CREATININE, "88.4", "2025-03-02"),), CheckState.MISSING, "REN-02 STOP", None, None),
]


@pytest.mark.parametrize(("ordered", "labs", "state", "finding", "value", "reduced"), CLEARANCE_ROWS)
def test_clearance_before_zoledronate(
    ordered: str | None,
    labs: tuple[LabFact, ...],
    state: CheckState,
    finding: str | None,
    value: str | None,
    reduced: str | None,
) -> None:
    row = check(replace(ON_ZOLEDRONATE, labs=labs, ordered_dose_mg=mg(ordered)), CRCL)
    assert (row.state, said(row.finding), row.value) == (state, finding, mg(value))
    assert row.reduced_dose_mg == mg(reduced)
    assert row.blocks is (finding is not None and finding.endswith("STOP"))


@pytest.mark.parametrize("missing", ["weight_kg", "birth_date", "sex"])
def test_clearance_without_the_person_is_missing_and_says_what_to_add(missing: str) -> None:
    row = check(replace(ON_ZOLEDRONATE, **{missing: None}), CRCL)  # type: ignore[arg-type]
    assert (row.state, row.owner, row.blocks) == (CheckState.MISSING, Role.NURSE, True)
    assert row.action is not None
    assert "体重" in row.action.zh


def test_denosumab_shows_the_clearance_and_needs_no_adjustment() -> None:
    row = check(READY, CRCL)
    assert (row.state, row.value, row.detail and row.detail.zh) == (
        "NOT_NEEDED",
        Decimal("49.5"),
        "本药无需调整",
    )


@pytest.mark.parametrize("agent", [Agent.OTHER_BP, Agent.NARLUMOSBART])
def test_a_drug_outside_the_table_asks_for_its_dose(agent: Agent) -> None:
    row = check(replace(READY, agent=agent), CRCL)
    assert (row.state, said(row.finding), row.owner) == (CheckState.WARN, "REN-01 WARN", Role.ONCOLOGIST)


def taking(calcium_mg: str | None, vitamin_d: str | None) -> SupplementFact:
    """A supplement; None = strength not stated."""
    return SupplementFact(calcium_mg_per_day=mg(calcium_mg), vitamin_d_iu_per_day=mg(vitamin_d))


SUPPLEMENT_ROWS = [
    ((taking("1000", "800"),), CheckState.OK, None, "1000"),
    ((taking("500", "400"), taking("500", "400")), CheckState.OK, None, "1000"),
    ((taking("1000", "700"),), CheckState.LOW, "CAL-01 WARN", "1000"),
    ((taking("999", "800"),), CheckState.LOW, "CAL-01 WARN", "999"),
    ((taking("1000", "1300"),), CheckState.HIGH, "CAL-01 WARN", "1000"),
    ((taking("1000", None),), CheckState.WARN, "CAL-01 WARN", "1000"),
    ((taking(None, None),), CheckState.WARN, "CAL-01 WARN", None),
    ((taking("500", "800"), taking(None, "0")), CheckState.WARN, "CAL-01 WARN", None),
    ((), CheckState.MISSING, "CAL-01 TASK", None),
]


@pytest.mark.parametrize(("supplements", "state", "finding", "value"), SUPPLEMENT_ROWS)
def test_supplements_never_block_the_dose(
    supplements: tuple[SupplementFact, ...], state: CheckState, finding: str | None, value: str | None
) -> None:
    row = check(replace(READY, supplements=supplements), SUPPLEMENTS)
    assert (row.state, said(row.finding), row.value) == (state, finding, mg(value))
    assert not row.blocks


def test_strengths_are_shown_together() -> None:
    row = check(replace(READY, supplements=(taking("1000", None),)), SUPPLEMENTS)
    assert row.detail is not None
    assert row.detail.zh == "钙 1000 mg + 维生素 D 含量未记录"


@pytest.mark.parametrize(
    ("labs", "problems"),
    [
        ((calcium("2.76", analyte=CORRECTED),), frozenset()),
        ((calcium("2.76", "2025-01-01", CORRECTED),), frozenset()),
        ((), frozenset({Problem.HYPERCALCAEMIA})),
        ((calcium("2.30", "2025-01-01", CORRECTED),), frozenset({Problem.HYPERCALCAEMIA})),
    ],
)
def test_high_calcium_withholds_supplements(labs: tuple[LabFact, ...], problems: frozenset[Problem]) -> None:
    row = check(replace(READY, labs=labs, problems=problems), SUPPLEMENTS)
    assert (row.state, said(row.finding), row.blocks) == (CheckState.NOT_NEEDED, "CAL-02 STOP", False)


@pytest.mark.parametrize(
    ("value", "noted_on", "state", "finding"),
    [
        ("2.25", "2025-02-28", CheckState.OK, None),
        ("2.25", "2025-03-01", CheckState.LOW, "CAL-03 STOP"),
        ("2.05", "2025-03-01", CheckState.LOW, "CAL-03 STOP"),
        ("2.76", "2025-03-01", CheckState.LOW, "CAL-03 STOP"),
    ],
)
def test_only_a_calcium_of_a_later_day_answers_a_low_one_of_the_problem_list(
    value: str, noted_on: str, state: CheckState, finding: str | None
) -> None:
    facts = replace(
        READY,
        labs=(calcium(value, analyte=CORRECTED),),
        problems=frozenset({Problem.HYPOCALCAEMIA}),
        low_calcium_noted_on=day(noted_on),
    )
    row = check(facts, CALCIUM)
    assert (row.state, row.value, said(row.finding)) == (state, Decimal(value), finding)


def test_a_fresh_normal_calcium_outweighs_the_problem_list() -> None:
    row = check(replace(READY, problems=frozenset({Problem.HYPERCALCAEMIA})), SUPPLEMENTS)
    assert row.state is CheckState.OK


def visit(item: DentalItem, **dates: str) -> DentalFact:
    """A dental visit, dates as text."""
    facts: dict[str, Any] = {name: day(text) for name, text in dates.items()}
    return DentalFact(item=item, **facts)


EXTRACTION, EXAM = DentalItem.EXTRACTION, DentalItem.ORAL_EXAM


@pytest.mark.parametrize(("later", "finding"), [(None, "ONJ-06 WARN"), (True, "ONJ-06 WARN"), (False, None)])
def test_what_the_dentist_confirmed_stands_until_a_dentist_finds_nothing_wrong(
    later: bool | None, finding: str | None
) -> None:
    confirmed = DentalFact(item=EXAM, done_on=day("2025-01-10"), jaw_necrosis=True)
    seen_again = DentalFact(item=DentalItem.CLEANING, done_on=day("2025-02-10"), jaw_necrosis=later)
    row = check(replace(READY, dental=(seen_again, confirmed)), DENTAL)
    assert (said(row.finding), row.state) == (finding, CheckState.WARN if finding else CheckState.OK)


DENTAL_ROWS = [
    (True, (), CheckState.MISSING, "ONJ-01 WARN"),
    (True, (visit(EXAM, done_on="2024-10-01"),), CheckState.STALE, "ONJ-01 WARN"),
    (True, (visit(EXAM, done_on="2025-01-30"),), CheckState.OK, None),
    (False, (), CheckState.MISSING, "ONJ-02 TASK"),
    (False, (visit(EXAM, done_on="2024-08-01"),), CheckState.WARN, "ONJ-02 TASK"),
    (False, (visit(EXAM, planned_on="2025-03-20"),), CheckState.MISSING, "ONJ-02 TASK"),
    (False, (visit(EXTRACTION, planned_on="2025-03-20"),), CheckState.WARN, "DEN-03 WARN"),
    (False, (visit(EXTRACTION, done_on="2025-02-20"),), CheckState.WARN, "DEN-03 WARN"),
    (
        False,
        (visit(EXTRACTION, done_on="2025-01-20", cleared_on="2025-02-20"), visit(EXAM, done_on="2025-01-20")),
        CheckState.OK,
        None,
    ),
    (
        False,
        (visit(DentalItem.ROOT_CANAL, planned_on="2025-03-05"), visit(EXAM, done_on="2025-01-20")),
        CheckState.OK,
        None,
    ),
]


@pytest.mark.parametrize(("first", "dental", "state", "finding"), DENTAL_ROWS)
def test_teeth_before_the_dose_warn_and_never_block(
    first: bool, dental: tuple[DentalFact, ...], state: CheckState, finding: str | None
) -> None:
    row = check(replace(READY, first_dose=first, dental=dental), DENTAL)
    assert (row.state, said(row.finding), row.blocks) == (state, finding, False)


def test_open_jaw_necrosis_comes_before_everything_dental() -> None:
    onj = AdverseEventFact(event=AdverseEvent.ONJ, severity=EventSeverity.MODERATE)
    row = check(replace(READY, open_events=(onj,)), DENTAL)
    assert (said(row.finding), row.owner) == ("ONJ-06 WARN", Role.ONCOLOGIST)


def test_one_blocking_check_blocks_the_dose() -> None:
    assert blocked(readiness(replace(READY, labs=()), TODAY, TODAY))
