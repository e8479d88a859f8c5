"""Indicators of skeletal events and of harm by treatment (QI-19 to QI-21, QI-29, QI-30, QI-35)."""

from datetime import date
from decimal import Decimal

from guidelines.bone.sre import SreTiming, days_from_confirmation, sre_timing
from guidelines.findings import Grade
from guidelines.labs import Band
from guidelines.quality.benchmarks import Relation, Stratum, Unit, printed, worded
from guidelines.quality.indicators import Indicator, Population, by_id
from guidelines.rates import Standing, per_100_years, standing
from guidelines.terms import Text

OUTCOMES = by_id(
    Indicator(
        id="QI-19",
        name=Text("确诊后 3 个月内的骨相关事件", "Skeletal event within 3 months"),
        numerator=Text("90 天内发生骨相关事件者", "those with a skeletal event within 90 days"),
        denominator=Text("随访满 90 天的骨转移患者", "patients with bone metastasis followed for 90 days"),
        source="WP §8",
        population=Population.LITERATURE,
        benchmarks=(printed(Stratum.OVERALL, "41", "WP §8", Relation.ABOUT),),
        grade=Grade.PROJECT,
    ),
    Indicator(
        id="QI-20",
        name=Text("至首次骨相关事件时间", "Time to the first skeletal event"),
        numerator=Text("从确诊到首次事件天数的中位数", "median days from diagnosis to the first event"),
        denominator=Text("发生事件的骨转移患者", "patients with bone metastasis and an event"),
        source="WP §8",
        population=Population.LITERATURE,
        benchmarks=(printed(Stratum.OVERALL, "5", "WP §8", Relation.ABOUT, unit=Unit.MONTHS),),
    ),
    Indicator(
        id="QI-21",
        name=Text("骨相关事件发生率", "Skeletal event at any time"),
        numerator=Text("至少一次骨相关事件者", "those with at least one skeletal event"),
        denominator=Text("骨转移患者", "patients with bone metastasis"),
        source="GL intro",
        population=Population.LITERATURE,
        benchmarks=(
            printed(Stratum.OVERALL, "53.4", "GL intro"),
            printed(Stratum.AT_DIAGNOSIS, "20-30", "GL intro"),
        ),
    ),
    Indicator(
        id="QI-29",
        name=Text("颌骨坏死发生率", "Jaw necrosis by drug and year"),
        numerator=Text("新发颌骨坏死", "new jaw necrosis"),
        denominator=Text("用药人年", "patient-years"),
        source="GL §4.1.4.1",
        population=Population.LITERATURE,
        benchmarks=(
            printed(Stratum.BISPHOSPHONATE, "1-10", "GL §4.1.4.1"),
            printed(Stratum.DENOSUMAB_YEAR_1, "1.1", "GL §4.1.4.1"),
            printed(Stratum.DENOSUMAB_YEAR_2, "3.7", "GL §4.1.4.1"),
            printed(Stratum.DENOSUMAB_LATER, "4.6", "GL §4.1.4.1", unit=Unit.PERCENT_PER_YEAR),
        ),
    ),
    Indicator(
        id="QI-30",
        name=Text("低钙血症发生率", "Hypocalcaemia"),
        numerator=Text("校正血钙低于下限者", "patients with low corrected calcium"),
        denominator=Text("用药患者", "patients on the drug"),
        source="GL §4.1.4.3",
        population=Population.LITERATURE,
        benchmarks=(
            printed(Stratum.DENOSUMAB, "18", "GL §4.1.4.3"),
            printed(Stratum.ZOLEDRONATE, "5-10", "GL §4.1.4.3"),
            printed(Stratum.IBANDRONATE, "1-10", "GL §4.1.4.3"),
        ),
    ),
    Indicator(
        id="QI-35",
        name=Text("放疗止痛有效率", "Pain relief by radiotherapy"),
        numerator=Text("疼痛缓解者", "those with relief"),
        denominator=Text("接受放疗者", "those treated"),
        source="GL §4.4.1, §4.3",
        population=Population.LITERATURE,
        benchmarks=(
            printed(Stratum.OVERALL, "50-80", "GL §4.4.1"),
            printed(Stratum.OVERALL, "60-85", "GL §4.3"),
            worded(Stratum.COMPLETE_RELIEF, "至多三分之一", "up to one third", "GL §4.4.1"),
        ),
    ),
)

EARLY_DAYS = 90


def early_event_standing(
    *, confirmed_on: date, first_event_on: date | None, followed_until: date | None
) -> Standing:
    """Return where a patient stands in QI-19, day 1 to 90 after confirmation; `first_event_on` None = none.

    An event at the diagnosis is not one within the months after it (SRE-01).
    """
    inside = None if followed_until is None else (followed_until - confirmed_on).days >= EARLY_DAYS
    early = first_event_on is not None and (
        sre_timing(first_event_on, confirmed_on) is SreTiming.FIRST_90_DAYS
    )
    return standing(early, inside=inside)


def days_to_first_event(confirmed_on: date, events: tuple[date, ...]) -> int | None:
    """Return the days from confirmation to the first event, for the median of QI-20; None without an event.

    An event before confirmation counts as day 0.
    """
    return max(days_from_confirmation(min(events), confirmed_on), 0) if events else None


def any_event_standing(had_event: bool | None, *, confirmed: bool | None = True) -> Standing:
    """Return where a patient stands in QI-21: at least one skeletal event at any time."""
    return standing(had_event, inside=confirmed)


def jaw_necrosis_rate(new_cases: int, patient_days: int) -> Decimal | None:
    """Return new jaw necrosis per 100 patient-years on one drug (QI-29); None without time on it."""
    return per_100_years(new_cases, patient_days)


def hypocalcaemia_standing(bands: tuple[Band, ...]) -> Standing:
    """Return where a patient on the drug stands in QI-30, by the bands of all corrected calcium results.

    One low result counts; without any judged result the patient is unknown.
    """
    judged = [band for band in bands if band is not Band.UNKNOWN]
    return standing(Band.LOW in judged if judged else None)


def relief_standing(*, treated: bool | None, relieved: bool | None) -> Standing:
    """Return where a patient stands in QI-35: less pain after radiotherapy."""
    return standing(relieved, inside=treated)
