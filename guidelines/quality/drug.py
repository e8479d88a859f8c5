"""Indicators of the bone-modifying drug: start, interval, reasons (QI-09 to QI-18)."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from guidelines.bone.intervals import IntervalLabel, add_days, interval_label
from guidelines.findings import Grade
from guidelines.quality.benchmarks import Relation, Stratum, printed
from guidelines.quality.indicators import Indicator, Population, by_id
from guidelines.rates import Rate, Standing, both, negated, standing
from guidelines.settings import DEFAULT_LIMITS, Limits
from guidelines.terms import Text

DRUG = by_id(
    Indicator(
        id="QI-09",
        name=Text("确诊后及时启动骨改良药物", "Bone-modifying drug started at once"),
        numerator=Text("14 天内启动者", "those started within 14 days"),
        denominator=Text("确诊骨转移且无禁忌者", "confirmed bone metastasis without contraindication"),
        source="WP §19",
        population=Population.SURVEY,
        benchmarks=(printed(Stratum.OVERALL, "50", "WP §19", Relation.BELOW),),
        grade=Grade.PROJECT,
    ),
    Indicator(
        id="QI-10",
        name=Text("无症状者启动骨改良药物", "Drug started irrespective of symptoms"),
        numerator=Text("已启动的无症状者", "patients without symptoms who started"),
        denominator=Text("无症状的骨转移患者", "patients with bone metastasis without symptoms"),
        source="WP §19",
    ),
    Indicator(
        id="QI-11",
        name=Text("未启动的原因", "Reasons for not starting"),
        numerator=Text("每种原因的例数", "patients per reason"),
        denominator=Text("未启动者", "patients not started"),
        source="WP §21",
        note=Text(
            "原文提到：只重视抗肿瘤治疗、病灶少（＜3）或四肢病灶、未认识到价值；图中数值未印出。",
            "Named: only anti-tumour therapy, few lesions (< 3) or limb, value not recognised; no numbers.",
        ),
    ),
    Indicator(
        id="QI-12",
        name=Text("术前治疗方案", "Pre-operative regimen"),
        numerator=Text(
            "术前抗肿瘤治疗联合骨改良药物者", "those with anti-tumour treatment and the drug before surgery"
        ),
        denominator=Text("骨手术患者", "bone-surgery patients"),
        source="WP §21",
        population=Population.SURVEY,
        benchmarks=(
            printed(Stratum.OVERALL, "57", "WP §21"),
            printed(Stratum.ANTI_TUMOUR_ALONE, "43", "WP §21"),
        ),
    ),
    Indicator(
        id="QI-13",
        name=Text("骨手术患者病灶数", "Lesion count in bone-surgery patients"),
        numerator=Text("每档病灶数的例数", "patients per bin"),
        denominator=Text("骨手术患者", "bone-surgery patients"),
        source="WP §21",
        population=Population.SURVEY,
        benchmarks=(
            printed(Stratum.LESIONS_1, "29", "WP §21"),
            printed(Stratum.LESIONS_2_3, "22", "WP §21"),
            printed(Stratum.LESIONS_4_5, "26", "WP §21"),
            printed(Stratum.LESIONS_OVER_5, "23", "WP §21"),
        ),
    ),
    Indicator(
        id="QI-14",
        name=Text("骨手术患者病灶部位", "Lesion site in bone-surgery patients"),
        numerator=Text("每个部位的例数（可多选）", "patients per region, several possible"),
        denominator=Text("骨手术患者", "bone-surgery patients"),
        source="WP §21",
        population=Population.SURVEY,
        benchmarks=(
            printed(Stratum.SPINE, "41", "WP §21"),
            printed(Stratum.LOWER_LIMB, "25", "WP §21"),
            printed(Stratum.AXIAL, "21", "WP §21"),
            printed(Stratum.UPPER_LIMB, "18", "WP §21"),
        ),
    ),
    Indicator(
        id="QI-15",
        name=Text("延长间隔或提前停药倾向", "Longer interval or early stop"),
        numerator=Text("倾向于此的医生", "physicians who lean to it"),
        denominator=Text("受访医生", "physicians asked"),
        source="WP §25",
        population=Population.SURVEY,
        benchmarks=(printed(Stratum.OVERALL, "70", "WP §25"),),
        note=Text(
            "主要原因是安全性；图中数值未印出。", "Safety is the main reason; the chart prints no numbers."
        ),
        computed=False,
    ),
    Indicator(
        id="QI-16",
        name=Text("中断原因", "Interruption reasons"),
        numerator=Text("每种原因的中断次数", "interruptions per reason"),
        denominator=Text("全部中断", "interruptions"),
        source="WP §25, §29",
    ),
    Indicator(
        id="QI-17",
        name=Text("地舒单抗按时率", "On-time denosumab"),
        numerator=Text("间隔 27～30 天", "intervals of 27-30 days"),
        denominator=Text("全部给药间隔", "intervals"),
        source="WP §26",
        note=Text(
            "研究中标准间隔组为 27～30 天，骨相关事件少 50%。",
            "In the study the standard group had 27-30 days and 50% fewer skeletal events.",
        ),
    ),
    Indicator(
        id="QI-18",
        name=Text("非标准间隔比例", "Off-standard interval"),
        numerator=Text("经批准延长间隔的用药", "doses with an approved longer interval"),
        denominator=Text("全部用药", "doses"),
        source="WP §25; QA Q9",
    ),
)


def start_standing(
    *,
    confirmed_on: date | None,
    eligible: bool | None,
    started_on: date | None,
    on: date,
    limits: Limits = DEFAULT_LIMITS,
) -> Standing:
    """Return where a patient stands in QI-09 on the day `on`; `started_on` None = not started.

    Not confirmed or with a contraindication is outside, and so is who still has days left to start in time.
    """
    if confirmed_on is None or eligible is False:
        return Standing.OUTSIDE
    last_day = add_days(confirmed_on, limits.bma_start_target_days)
    started = started_on is not None and started_on <= min(last_day, on)
    return standing(started, inside=eligible if started or on > last_day else False)


def no_symptom_start_standing(*, symptoms: bool | None, started: bool | None) -> Standing:
    """Return where a patient with bone metastasis stands in QI-10; whoever has symptoms is outside."""
    return standing(started, inside=negated(symptoms))


def pre_operative_standing(
    *, bone_surgery: bool | None, anti_tumour_before: bool | None, bma_before: bool | None
) -> Standing:
    """Return where a patient stands in QI-12: both treatments before the operation."""
    return standing(both(anti_tumour_before, bma_before), inside=bone_surgery)


def lesion_bin(count: int) -> Stratum | None:
    """Return the bin of QI-13 for a number of bone lesions; None for no lesion."""
    starts = ((6, Stratum.LESIONS_OVER_5), (4, Stratum.LESIONS_4_5), (2, Stratum.LESIONS_2_3))
    if count < 1:
        return None
    return next((stratum for start, stratum in starts if count >= start), Stratum.LESIONS_1)


Kind = TypeVar("Kind")


def shares(counts: Mapping[Kind, int], total: int) -> dict[Kind, Rate]:
    """Return the rate of each kind among `total` (QI-11, QI-13, QI-14, QI-16).

    Where one patient can have several kinds (QI-14) the rates add up to more than 100%.
    """
    return {kind: Rate(count, total) for kind, count in counts.items()}


def interval_standing(days: int | None, limits: Limits = DEFAULT_LIMITS) -> Standing:
    """Return where the time between two doses of denosumab stands in QI-17: 27-30 days are on time."""
    return standing(None if days is None else interval_label(days, limits) is IntervalLabel.ON_TIME)


def off_standard_standing(extension_approved: bool | None) -> Standing:
    """Return where a dose stands in QI-18: it came by an approved longer interval."""
    return standing(extension_approved)
