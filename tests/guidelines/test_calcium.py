"""Section 4.6: calcium and vitamin D."""

from decimal import Decimal

import pytest

from guidelines.bone.agents import Agent
from guidelines.bone.calcium import CalciumKind, CalciumReading, calcium_gate, calcium_reading
from guidelines.bone.choice import hypocalcaemia_rate
from guidelines.bone.electrolytes import (
    CalciumSymptom,
    calcium_emergency,
    electrolyte_note,
    hypercalcaemia_finding,
    hypercalcaemia_grade,
    hypocalcaemia_grade,
    silent_note,
)
from guidelines.bone.supplements import supplement_check, supplement_stop, supplement_task
from guidelines.facts import LabFact
from guidelines.labs import Analyte, Band
from tests.guidelines.shorthand import LLN, ULN, calcium, day, lab, mg, said

DENOSUMAB, ZOLEDRONATE = Agent.DENOSUMAB, Agent.ZOLEDRONATE
CORRECTED, IONISED = Analyte.CORRECTED_CALCIUM, Analyte.IONISED_CALCIUM
ON = day("2025-03-01")


def corrected(value: str, on: str = "2025-03-01") -> CalciumReading:
    """A corrected calcium with the example limits."""
    return CalciumReading(CalciumKind.CORRECTED, Decimal(value), day(on), LLN, ULN)


GATE = [
    (DENOSUMAB, "2.05", "2025-03-01", "CAL-03 STOP"),
    (DENOSUMAB, "2.10", "2025-03-01", "CAL-03 STOP"),
    (DENOSUMAB, "2.11", "2025-03-01", None),
    (DENOSUMAB, "2.25", "2025-02-15", None),
    (DENOSUMAB, "2.25", "2025-02-14", "CAL-03 STOP"),
    (DENOSUMAB, "2.76", "2025-03-01", None),
    (ZOLEDRONATE, "2.05", "2025-03-01", "CAL-03 WARN"),
    (ZOLEDRONATE, "2.11", "2025-03-01", None),
    (Agent.NARLUMOSBART, "2.05", "2025-03-01", "CAL-03 STOP"),
]


@pytest.mark.parametrize(("agent", "value", "sampled_on", "expected"), GATE)
def test_a_low_or_old_calcium_stops_denosumab_and_warns_of_a_bisphosphonate(
    agent: Agent, value: str, sampled_on: str, expected: str | None
) -> None:
    assert said(calcium_gate(agent, corrected(value, sampled_on), ON)) == expected


def test_a_calcium_never_measured_stops_denosumab() -> None:
    assert said(calcium_gate(DENOSUMAB, None, ON)) == "CAL-03 STOP"


def test_low_calcium_on_the_problem_list_acts_as_a_low_number_until_a_fresh_number_says_otherwise() -> None:
    noted = calcium_gate(DENOSUMAB, None, ON, hypocalcaemia_noted=True)
    assert noted is not None
    assert "问题列表有低钙血症" in noted.message.zh
    assert calcium_gate(DENOSUMAB, corrected("2.25"), ON, hypocalcaemia_noted=True) is None


def test_a_calcium_without_range_cannot_be_judged() -> None:
    unjudged = CalciumReading(CalciumKind.CORRECTED, Decimal("2.25"), ON, None, ULN)
    assert unjudged.band is Band.UNKNOWN
    assert said(calcium_gate(DENOSUMAB, unjudged, ON)) == "CAL-03 STOP"


READINGS = [
    ([calcium("2.05"), lab(Analyte.ALBUMIN, "30")], CalciumKind.CORRECTED, "2.25"),
    ([calcium("2.05"), lab(Analyte.ALBUMIN, "30", "2025-02-27")], CalciumKind.UNCORRECTED, "2.05"),
    ([calcium("2.05")], CalciumKind.UNCORRECTED, "2.05"),
    ([calcium("2.20", analyte=CORRECTED), calcium("2.30", analyte=IONISED)], CalciumKind.IONISED, "2.30"),
    ([calcium("2.20", analyte=CORRECTED), calcium("2.05", "2025-02-20")], CalciumKind.CORRECTED, "2.20"),
    # A newer uncorrected total adds caution, but never takes it away.
    ([calcium("2.20", "2025-02-20", CORRECTED), calcium("2.05")], CalciumKind.UNCORRECTED, "2.05"),
    ([calcium("2.05", "2025-02-20", CORRECTED), calcium("2.30")], CalciumKind.CORRECTED, "2.05"),
    ([calcium("2.05", "2025-01-20", CORRECTED), calcium("2.30")], CalciumKind.UNCORRECTED, "2.30"),
    # What will be measured tomorrow is not known today.
    ([calcium("2.20", "2025-02-20"), calcium("2.40", "2025-03-02")], CalciumKind.UNCORRECTED, "2.20"),
]


@pytest.mark.parametrize(("labs", "kind", "value"), READINGS)
def test_the_best_calcium_is_judged(labs: list[LabFact], kind: CalciumKind, value: str) -> None:
    reading = calcium_reading(labs, ON)
    assert reading is not None
    assert (reading.kind, reading.value_mmol_l) == (kind, Decimal(value))


def test_no_calcium_is_no_reading() -> None:
    assert calcium_reading([lab(Analyte.ALBUMIN, "30")], ON) is None


def test_an_uncorrected_low_total_stops_until_albumin_is_known() -> None:
    assert said(calcium_gate(DENOSUMAB, calcium_reading([calcium("2.05")], ON), ON)) == "CAL-03 STOP"


SUPPLEMENTS = [
    ("1000", "700", ["CAL-01 WARN"]),
    ("1000", "800", []),
    ("1000", "1200", []),
    ("1000", "1300", ["CAL-01 WARN"]),
    ("999", "800", ["CAL-01 WARN"]),
    ("999", "700", ["CAL-01 WARN", "CAL-01 WARN"]),
    (None, "800", ["CAL-01 WARN"]),
    ("1000", None, ["CAL-01 WARN"]),
]


@pytest.mark.parametrize(("calcium_mg", "vitamin_d", "expected"), SUPPLEMENTS)
def test_the_strength_of_supplements_is_checked_per_day(
    calcium_mg: str | None, vitamin_d: str | None, expected: list[str]
) -> None:
    assert [said(finding) for finding in supplement_check(mg(calcium_mg), mg(vitamin_d))] == expected


def test_the_prescription_is_a_task_with_its_numbers() -> None:
    assert "1000 mg" in supplement_task().message.zh
    assert said(supplement_task()) == "CAL-01 TASK"


@pytest.mark.parametrize(("value", "expected"), [("2.76", "CAL-02 STOP"), ("2.52", None)])
def test_high_calcium_withholds_supplements(value: str, expected: str | None) -> None:
    assert said(supplement_stop(corrected(value))) == expected


def test_high_calcium_on_the_problem_list_withholds_supplements() -> None:
    assert said(supplement_stop(None, hypercalcaemia_noted=True)) == "CAL-02 STOP"
    assert supplement_stop(None) is None


@pytest.mark.parametrize(
    ("agent", "figure"),
    [
        (DENOSUMAB, "18%"),
        (ZOLEDRONATE, "5%-10%"),
        (Agent.IBANDRONATE, "1%-10%"),
        (Agent.PAMIDRONATE, "no figure in the sources"),
        (Agent.INCADRONATE, "no figure in the sources"),
    ],
)
def test_the_rate_of_low_calcium_is_printed_as_in_the_sources(agent: Agent, figure: str) -> None:
    assert hypocalcaemia_rate(agent).message.en.endswith(f": {figure}.")


@pytest.mark.parametrize(
    ("value", "symptoms", "expected"),
    [
        ("1.74", (), "CAL-05 FLAG"),
        ("1.75", (), None),
        ("2.05", (CalciumSymptom.CONVULSION,), "CAL-05 FLAG"),
        ("2.05", (CalciumSymptom.BRONCHOSPASM,), "CAL-05 FLAG"),
        ("2.20", (CalciumSymptom.CONVULSION,), None),
    ],
)
def test_very_low_calcium_is_an_emergency(
    value: str, symptoms: tuple[CalciumSymptom, ...], expected: str | None
) -> None:
    assert said(calcium_emergency(corrected(value), symptoms)) == expected


def test_grades_are_not_read_from_ionised_calcium() -> None:
    ionised = CalciumReading(CalciumKind.IONISED, Decimal("1.05"), ON, Decimal("1.12"), Decimal("1.32"))
    assert calcium_emergency(ionised) is None


HYPO = [
    ("2.11", 0),
    ("2.10", 1),
    ("2.00", 1),
    ("1.99", 2),
    ("1.75", 2),
    ("1.74", 3),
    ("1.50", 3),
    ("1.49", 4),
]
HYPER = [
    ("2.52", 0),
    ("2.53", 1),
    ("2.90", 1),
    ("2.91", 2),
    ("3.10", 2),
    ("3.11", 3),
    ("3.40", 3),
    ("3.41", 4),
]


@pytest.mark.parametrize(("value", "grade"), HYPO)
def test_grades_of_hypocalcaemia(value: str, grade: int) -> None:
    assert hypocalcaemia_grade(Decimal(value), LLN) == grade


@pytest.mark.parametrize(("value", "grade"), HYPER)
def test_grades_of_hypercalcaemia(value: str, grade: int) -> None:
    assert hypercalcaemia_grade(Decimal(value), ULN) == grade


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (
            LabFact(analyte=Analyte.PHOSPHATE, value=Decimal("0.5"), sampled_on=ON, low=Decimal("0.8")),
            "CAL-07 INFO",
        ),
        (LabFact(analyte=Analyte.PHOSPHATE, value=Decimal("0.9"), sampled_on=ON, low=Decimal("0.8")), None),
        (LabFact(analyte=Analyte.ALP, value=Decimal(300), sampled_on=ON, high=Decimal(125)), None),
    ],
)
def test_another_electrolyte_out_of_range_is_offered_as_adverse_event(
    result: LabFact, expected: str | None
) -> None:
    assert said(electrolyte_note(result)) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [("2.76", "CAL-09 TASK"), ("2.53", "CAL-09 TASK"), ("2.52", None)]
)
def test_new_high_calcium_is_a_skeletal_event_of_its_day(value: str, expected: str | None) -> None:
    found = hypercalcaemia_finding(corrected(value))
    assert said(found) == expected
    assert found is None or found.due_on == ON


@pytest.mark.parametrize(("value", "expected"), [("2.05", "CAL-06 INFO"), ("2.11", None)])
def test_low_calcium_without_symptoms_is_explained_and_still_stops(value: str, expected: str | None) -> None:
    assert said(silent_note(corrected(value))) == expected
