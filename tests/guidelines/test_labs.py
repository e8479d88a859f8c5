"""Section 11 (STD-01, STD-02, STD-09) and LAB-09, LAB-12."""

from decimal import ROUND_DOWN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.labs import (
    Analyte,
    Band,
    Sex,
    UnitError,
    accepted_units,
    band,
    canonical_unit,
    corrected_calcium,
    creatinine_clearance,
    creatinine_clearance_exact,
    reference_check,
    to_canonical,
)
from tests.guidelines.shorthand import said

STD_01 = [
    (70, "60", "88.4", "M", "58.333", "58.3"),
    (70, "60", "88.4", "F", "49.583", "49.5"),
    (58, "65", "72", "M", "90.889", "90.8"),
    (66, "55", "96", "F", "44.244", "44.2"),
    (64, "58", "118", "F", "38.985", "38.9"),
    (72, "50", "103", "M", "40.528", "40.5"),
    (80, "45", "140", "F", "20.126", "20.1"),
    (68, "72", "106.08", "M", "60.000", "60.0"),
]


@pytest.mark.parametrize(("age", "weight", "creatinine", "sex", "exact", "floored"), STD_01)
def test_creatinine_clearance_by_cockcroft_gault(
    age: int, weight: str, creatinine: str, sex: str, exact: str, floored: str
) -> None:
    known = {"weight_kg": Decimal(weight), "creatinine_umol_l": Decimal(creatinine)}
    value = creatinine_clearance_exact(age_years=age, sex=Sex(sex), **known)
    assert value is not None
    assert value.quantize(Decimal("0.001"), ROUND_DOWN) == Decimal(exact)
    assert creatinine_clearance(age_years=age, sex=Sex(sex), **known) == Decimal(floored)


@pytest.mark.parametrize(
    "missing",
    [
        {"age_years": None},
        {"weight_kg": None},
        {"creatinine_umol_l": None},
        {"sex": None},
        {"age_years": 140},
        {"age_years": -1},
        {"weight_kg": Decimal(0)},
        {"creatinine_umol_l": Decimal(0)},
    ],
)
def test_clearance_is_unknown_without_each_of_its_inputs(missing: dict[str, object]) -> None:
    known = {"age_years": 70, "weight_kg": Decimal(60), "creatinine_umol_l": Decimal(88), "sex": Sex.MALE}
    assert creatinine_clearance(**(known | missing)) is None  # type: ignore[arg-type]


STD_02 = [
    ("2.05", "30", "2.25"),
    ("2.05", "40", "2.05"),
    ("2.00", "38", "2.04"),
    ("2.60", "32", "2.76"),
    ("1.90", "45", "1.80"),
]


@pytest.mark.parametrize(("total", "albumin", "corrected"), STD_02)
def test_calcium_is_corrected_for_albumin(total: str, albumin: str, corrected: str) -> None:
    result = corrected_calcium(calcium_mmol_l=Decimal(total), albumin_g_l=Decimal(albumin))
    assert (result.value_mmol_l, result.corrected) == (Decimal(corrected), True)


def test_calcium_without_albumin_is_marked_uncorrected() -> None:
    result = corrected_calcium(calcium_mmol_l=Decimal("2.05"), albumin_g_l=None)
    assert (result.value_mmol_l, result.corrected) == (Decimal("2.05"), False)


@pytest.mark.parametrize(
    ("analyte", "value", "unit", "canonical"),
    [
        (Analyte.CALCIUM, "4.008", "mg/dL", "1"),
        (Analyte.CREATININE, "1.0", "mg/dL", "88.4"),
        (Analyte.CREATININE, "88.4", "umol/l", "88.4"),
        (Analyte.CREATININE, "88.4", "μmol/L", "88.4"),
        (Analyte.CREATININE, "88.4", " µmol / L", "88.4"),
        (Analyte.ALBUMIN, "3.0", "g/dL", "30"),
        (Analyte.CTX, "610", "pg/mL", "0.61"),
        (Analyte.EGFR, "41", "mL/min/1.73m^2", "41"),
        (Analyte.VITAMIN_D, "49.92", "nmol/L", "20"),
        (Analyte.CEA, "66.7", "ng/ml", "66.7"),
    ],
)
def test_units_are_converted_to_the_canonical_one(
    analyte: Analyte, value: str, unit: str, canonical: str
) -> None:
    assert to_canonical(analyte, Decimal(value), unit) == Decimal(canonical)


def test_an_unknown_unit_is_refused_with_the_accepted_ones() -> None:
    with pytest.raises(UnitError) as refused:
        to_canonical(Analyte.ALBUMIN, Decimal("3.8"), "%")
    assert refused.value.accepted == ("g/L", "g/dL")
    assert "g/L、g/dL" in refused.value.message.zh
    assert "g/L, g/dL" in str(refused.value)


@pytest.mark.parametrize("analyte", list(Analyte))
def test_every_analyte_has_a_unit_and_two_names(analyte: Analyte) -> None:
    assert canonical_unit(analyte) == accepted_units(analyte)[0]
    assert analyte.zh
    assert analyte.en
    assert to_canonical(analyte, Decimal(7), canonical_unit(analyte)) == 7


@pytest.mark.parametrize(
    ("value", "low", "high", "expected"),
    [
        ("2.10", "2.11", "2.52", Band.LOW),
        ("2.11", "2.11", "2.52", Band.NORMAL),
        ("2.52", "2.11", "2.52", Band.NORMAL),
        ("2.53", "2.11", "2.52", Band.HIGH),
        ("125", None, "125", Band.NORMAL),
        ("180", None, "125", Band.HIGH),
        ("3", "4", None, Band.LOW),
        ("180", None, None, Band.UNKNOWN),
    ],
)
def test_a_value_on_its_limit_is_normal(
    value: str, low: str | None, high: str | None, expected: Band
) -> None:
    limits = [None if limit is None else Decimal(limit) for limit in (low, high)]
    assert band(Decimal(value), *limits) is expected


@pytest.mark.parametrize(
    ("analyte", "low", "high", "expected"),
    [
        (Analyte.ALP, None, None, "LAB-12 STOP"),
        (Analyte.ALP, None, "125", None),
        (Analyte.CALCIUM, None, "2.52", "LAB-12 STOP"),
        (Analyte.CALCIUM, "2.11", None, "LAB-12 STOP"),
        (Analyte.CALCIUM, "2.11", "2.52", None),
    ],
)
def test_a_result_needs_its_laboratory_range(
    analyte: Analyte, low: str | None, high: str | None, expected: str | None
) -> None:
    limits = [None if limit is None else Decimal(limit) for limit in (low, high)]
    assert said(reference_check(analyte, *limits)) == expected


POSITIVE = st.decimals(1, 500, places=2)


@given(st.integers(18, 100), POSITIVE, POSITIVE, st.sampled_from(Sex))
def test_the_clearance_used_is_never_above_the_exact_one(
    age: int, weight: Decimal, scr: Decimal, sex: Sex
) -> None:
    exact = creatinine_clearance_exact(age_years=age, weight_kg=weight, creatinine_umol_l=scr, sex=sex)
    used = creatinine_clearance(age_years=age, weight_kg=weight, creatinine_umol_l=scr, sex=sex)
    assert exact is not None
    assert used is not None
    assert 0 <= exact - used < Decimal("0.1")
