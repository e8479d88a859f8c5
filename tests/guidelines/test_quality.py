"""Section 9: what each indicator counts, the published values, and how a rate is computed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.quality.benchmarks import Stratum
from guidelines.quality.catalogue import INDICATORS
from guidelines.quality.drug import lesion_bin, shares
from guidelines.quality.indicators import Indicator, Population
from guidelines.rates import Rate, Standing, both, median, negated, per_100_years, rate_of, ratio, standing
from guidelines.sources import SOURCES
from guidelines.terms import Text

# --- How a rate is computed ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent", "shown"),
    [
        (63, 100, "63", "63% (63/100)"),
        (9, 20, "45", "45% (9/20)"),
        (3, 4, "75", "75% (3/4)"),
        (1, 3, "33.3", "33.3% (1/3)"),
        (2, 3, "66.7", "66.7% (2/3)"),
        (1, 16, "6.3", "6.3% (1/16)"),
        (0, 5, "0", "0% (0/5)"),
        (10, 10, "100", "100% (10/10)"),
        (0, 0, None, "n/a"),
    ],
)
def test_a_rate_is_printed_with_its_n_and_never_invented(
    numerator: int, denominator: int, percent: str | None, shown: str
) -> None:
    rate = Rate(numerator, denominator)
    assert rate.percent == (None if percent is None else Decimal(percent))
    assert rate.shown.en == shown


@pytest.mark.parametrize(("numerator", "denominator", "unknown"), [(2, 1, 0), (-1, 1, 0), (0, 0, -1)])
def test_impossible_counts_are_refused(numerator: int, denominator: int, unknown: int) -> None:
    with pytest.raises(ValueError, match="unknown"):
        Rate(numerator, denominator, unknown)


STANDINGS = st.lists(st.sampled_from(list(Standing)))


@given(STANDINGS)
def test_unknown_and_outside_cases_never_move_a_rate(cases: list[Standing]) -> None:
    rate = rate_of(cases)
    more = rate_of([*cases, Standing.UNKNOWN, Standing.OUTSIDE])
    assert (more.numerator, more.denominator) == (rate.numerator, rate.denominator)
    assert more.unknown == rate.unknown + 1


@given(STANDINGS)
def test_every_case_is_in_one_place(cases: list[Standing]) -> None:
    rate = rate_of(cases)
    assert rate.denominator + rate.unknown + cases.count(Standing.OUTSIDE) == len(cases)
    assert rate.percent is None or 0 <= rate.percent <= 100


@pytest.mark.parametrize(
    ("counted", "inside", "expected"),
    [
        (True, True, "COUNTED"),
        (False, True, "NOT_COUNTED"),
        (None, True, "UNKNOWN"),
        (True, None, "UNKNOWN"),
        (None, False, "OUTSIDE"),
    ],
)
def test_what_was_not_recorded_is_unknown(counted: bool | None, inside: bool | None, expected: str) -> None:
    assert standing(counted, inside=inside) == expected


def test_two_facts_hold_together_or_one_settles_it() -> None:
    assert [both(True, True), both(None, False), both(True, None)] == [True, False, None]
    assert [negated(True), negated(False), negated(None)] == [False, True, None]


def test_ratio_median_and_incidence_say_none_without_ground() -> None:
    assert (ratio(20, 4), ratio(20, 0)) == (Decimal(5), None)
    assert (median([150, 30, 900]), median([10, 15]), median([])) == (Decimal(150), Decimal("12.5"), None)
    assert (per_100_years(4, 36525), per_100_years(4, 0)) == (Decimal(4), None)


# --- The definitions ----------------------------------------------------------------------------------------


def test_there_are_thirty_five() -> None:
    assert list(INDICATORS) == [f"QI-{n:02}" for n in range(1, 36)]


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=lambda one: one.id)
def test_every_indicator_says_in_both_languages_what_it_counts(indicator: Indicator) -> None:
    words = (indicator.name, indicator.numerator, indicator.denominator, indicator.definition)
    assert all(text.zh and text.en for text in words)
    assert {part.split()[0] for part in indicator.source.split(";")} <= set(SOURCES)
    assert all(benchmark.source.split()[0] in SOURCES for benchmark in indicator.benchmarks)
    assert bool(indicator.benchmarks) is (indicator.population is not Population.NONE)


PUBLISHED: dict[str, list[tuple[str, str]]] = {
    "QI-01": [
        ("OVERALL", "59%"),
        ("TIER_1_2", "65%"),
        ("TIER_3_4", "51%"),
        ("TERTIARY_GENERAL", "58%"),
        ("ONCOLOGY", "50%"),
        ("CHIEF", "63%"),
        ("ASSOC_CHIEF", "56%"),
        ("ATTENDING", "53%"),
    ],
    "QI-02": [("OVERALL", "below 50%")],
    "QI-03": [("OVERALL", "expert proposal 100%")],
    "QI-07": [("WITH_SYMPTOMS", "about 50%"), ("WITHOUT_SYMPTOMS", "about 50%")],
    "QI-08": [("OVERALL", "about 52%")],
    "QI-09": [("OVERALL", "below 50%")],
    "QI-12": [("OVERALL", "57%"), ("ANTI_TUMOUR_ALONE", "43%")],
    "QI-13": [("1", "29%"), ("2-3", "22%"), ("4-5", "26%"), (">5", "23%")],
    "QI-14": [("SPINE", "41%"), ("LOWER_LIMB", "25%"), ("AXIAL", "21%"), ("UPPER_LIMB", "18%")],
    "QI-15": [("OVERALL", "70%")],
    "QI-19": [("OVERALL", "about 41%")],
    "QI-20": [("OVERALL", "about 5 months")],
    "QI-21": [("OVERALL", "53.4%"), ("AT_DIAGNOSIS", "20%-30%")],
    "QI-24": [
        ("OVERALL", "35%-54%"),
        ("PREF_ONCOLOGY", "below 13%"),
        ("TERTIARY_GENERAL", "15%-26%"),
        ("PROV_ONCOLOGY", "higher"),
        ("SECONDARY_GENERAL", "mostly none"),
        ("USA_LARGE", "above 80%"),
    ],
    "QI-28": [("OVERALL", "nearly 90%")],
    "QI-29": [
        ("BP", "1%-10%"),
        ("DENOSUMAB_YEAR_1", "1.1%"),
        ("DENOSUMAB_YEAR_2", "3.7%"),
        ("DENOSUMAB_LATER", "4.6% per year"),
    ],
    "QI-30": [("DENOSUMAB", "18%"), ("ZOLEDRONATE", "5%-10%"), ("IBANDRONATE", "1%-10%")],
    "QI-35": [("OVERALL", "50%-80%"), ("OVERALL", "60%-85%"), ("COMPLETE_RELIEF", "up to one third")],
}


@pytest.mark.parametrize("name", INDICATORS)
def test_published_values_are_those_of_the_catalogue_and_the_rest_stay_empty(name: str) -> None:
    shown = [(one.stratum.value, one.shown.en) for one in INDICATORS[name].benchmarks]
    assert shown == PUBLISHED.get(name, [])


def test_a_published_range_is_worded_in_both_languages() -> None:
    assert INDICATORS["QI-24"].benchmarks[0].shown == Text("35%～54%", "35%-54%")
    assert INDICATORS["QI-20"].benchmarks[0].shown.zh == "约 5 个月"


# --- Shares -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "name"),
    [(0, None), (1, "1"), (2, "2-3"), (3, "2-3"), (4, "4-5"), (5, "4-5"), (6, ">5"), (40, ">5")],
)
def test_lesions_fall_into_the_bins_of_the_white_paper(count: int, name: str | None) -> None:
    assert lesion_bin(count) == name


def test_several_regions_of_one_patient_add_up_to_more_than_everything() -> None:
    rates = shares({Stratum.SPINE: 3, Stratum.AXIAL: 2}, 4)
    assert [rate.percent for rate in rates.values()] == [Decimal(75), Decimal(50)]
