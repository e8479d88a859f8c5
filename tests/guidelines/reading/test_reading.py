"""Usable results, calcium episodes, drug names, kidney function, limits."""

from dataclasses import replace
from decimal import Decimal

import pytest

from guidelines.day import Day
from guidelines.facts import Problem
from guidelines.labs import Analyte, Band
from guidelines.reading.calcium import calcium_episodes
from guidelines.reading.drugs import DrugClass, drug_classes, names_of
from guidelines.reading.kidney import clearance, lowest_renal_function
from guidelines.reading.labs import canonical, lab_fact, lab_facts, latest
from guidelines.reading.limits import DEFAULT_HOSPITAL_LIMITS, SafetyLimits
from guidelines.record.complaints import ProblemEntry
from guidelines.record.person import Person
from guidelines.record.record import Record
from guidelines.settings import LimitsError
from tests.guidelines.assessment.cast import D0, WOMAN_OF_66, d, lab

SAFETY = DEFAULT_HOSPITAL_LIMITS.safety


@pytest.mark.parametrize(
    ("value", "analyte", "unit", "expected"),
    [
        ("2.3", Analyte.CALCIUM, "mmol/L", "2.3"),
        ("4.008", Analyte.CALCIUM, "mg/dL", "1"),
        ("23", Analyte.CALCIUM, "mmol/L", None),
        ("2.3", Analyte.CALCIUM, "g/L", None),
        ("NaN", Analyte.CALCIUM, "mmol/L", None),
        ("1E+30", Analyte.ALP, "U/L", None),
        ("-1", Analyte.ALP, "U/L", None),
    ],
)
def test_a_value_is_used_only_where_it_can_be(
    value: str, analyte: Analyte, unit: str, expected: str | None
) -> None:
    assert canonical(lab(value, 0, analyte, unit)) == (None if expected is None else Decimal(expected))


def test_calcium_without_a_printed_range_gets_the_hospitals_own() -> None:
    fact = lab_fact(lab("2.3", 0), SAFETY)
    assert fact is not None
    assert (fact.low, fact.high) == (Decimal("2.11"), Decimal("2.52"))
    ionised = lab_fact(lab("1.2", 0, Analyte.IONISED_CALCIUM), SAFETY)
    assert ionised is not None
    assert ionised.low is None
    assert lab_fact(lab("2.3", None), SAFETY) is None


def test_of_one_day_the_last_result_counts() -> None:
    facts = lab_facts((lab("2.3", 0), lab("2.4", 0), lab("2.2", -1)), SAFETY)
    newest = latest(facts, Analyte.CALCIUM)
    assert newest is not None
    assert newest.value == Decimal("2.4")


def test_calcium_leaves_its_range_and_comes_back() -> None:
    record = Record(labs=(lab("2.7", 0), lab("2.6", 2), lab("2.3", 4), lab("2.0", 9)))
    found = calcium_episodes(record, DEFAULT_HOSPITAL_LIMITS)
    assert [(e.band, e.begin, e.end) for e in found] == [(Band.LOW, d(9), None), (Band.HIGH, D0, d(4))]
    assert found[1].covers(d(3))
    assert not found[1].covers(d(4))


def test_a_problem_lasts_until_it_is_resolved_or_a_later_number_is_normal() -> None:
    problem = ProblemEntry(on=D0, problem=Problem.HYPERCALCAEMIA)
    record = Record(problems=(problem,), labs=(lab("2.4", 0), lab("2.4", 5)))
    assert [e.end for e in calcium_episodes(record, DEFAULT_HOSPITAL_LIMITS)] == [d(5)]
    resolved = replace(record, problems=(replace(problem, resolved_on=d(2)),))
    assert [e.end for e in calcium_episodes(resolved, DEFAULT_HOSPITAL_LIMITS)] == [d(2)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ibuprofen, diclofenac, self-medicated", {DrugClass.NSAID}),
        ("oxycodone sustained release", {DrugClass.OPIOID}),
        ("顺铂", {DrugClass.CISPLATIN}),
        ("almonertinib (阿美替尼)", {DrugClass.EGFR_TKI}),
        ("carboplatin", set()),
        ("", set()),
    ],
)
def test_a_drug_is_known_by_its_name(name: str, expected: set[DrugClass]) -> None:
    assert drug_classes(name) == expected


def test_names_of_a_class_stand_once() -> None:
    assert names_of(DrugClass.OPIOID, ("morphine", "x", "morphine")) == ("morphine",)


def test_kidney_function_and_the_next_birthday() -> None:
    facts = lab_facts(
        (lab("96", 0, Analyte.CREATININE, "umol/L"), lab("58", 0, Analyte.EGFR, "mL/min")), SAFETY
    )
    day = Day(D0)
    reading = clearance(WOMAN_OF_66, facts, day)
    assert reading is not None
    assert (reading.value, day.next_change_on) == (Decimal("44.2"), WOMAN_OF_66.birth_date.replace(year=2027))  # type: ignore[union-attr]
    assert lowest_renal_function(WOMAN_OF_66, facts, day) == Decimal("44.2")
    assert lowest_renal_function(Person(), facts, day) == Decimal(58)
    assert lowest_renal_function(replace(WOMAN_OF_66, weight_kg=Decimal(9999)), facts, day) == Decimal(58)


@pytest.mark.parametrize(
    "wrong", [{"calcium_low": Decimal(3)}, {"calcium_emergency": Decimal(2)}, {"side_conflict_days": 0}]
)
def test_limits_that_no_rule_could_work_with_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(LimitsError):
        SafetyLimits(**wrong)  # type: ignore[arg-type]
