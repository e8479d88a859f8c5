"""Indicators of imaging and of the way to the diagnosis (QI-01 to QI-08)."""

from dataclasses import dataclass
from datetime import date

from guidelines.bone.intervals import add_days
from guidelines.bone.sre import SreType
from guidelines.findings import Grade
from guidelines.quality.benchmarks import Relation, Stratum, printed, worded
from guidelines.quality.indicators import Indicator, Population, by_id
from guidelines.rates import Standing, both, negated, standing
from guidelines.terms import Text
from guidelines.values import add_months

IMAGING = by_id(
    Indicator(
        id="QI-01",
        name=Text("CT 骨窗阅片率", "CT bone-window review"),
        numerator=Text("已阅骨窗的 CT", "CTs with the bone window read"),
        denominator=Text("期间内肺癌患者的全部 CT", "all CTs of lung cancer patients in the period"),
        source="WP §11",
        population=Population.SURVEY,
        benchmarks=(
            printed(Stratum.OVERALL, "59", "WP §11"),
            printed(Stratum.TIER_1_2, "65", "WP §11"),
            printed(Stratum.TIER_3_4, "51", "WP §11"),
            printed(Stratum.GENERAL, "58", "WP §11"),
            printed(Stratum.ONCOLOGY, "50", "WP §11"),
            printed(Stratum.CHIEF, "63", "WP §11"),
            printed(Stratum.ASSOC_CHIEF, "56", "WP §11"),
            printed(Stratum.ATTENDING, "53", "WP §11"),
        ),
        note=Text(
            "总体值高于两类医院各自的数值，标题又写约 5 成：按原文列出。",
            "The overall value is above both hospital types and the title says about half: shown as printed.",
        ),
    ),
    Indicator(
        id="QI-02",
        name=Text("随访中骨显像使用率", "Bone scan use in follow-up"),
        numerator=Text("最近 6 个月内做过骨显像者", "those with a bone scan in the last 6 months"),
        denominator=Text("随访满 6 个月的晚期患者", "advanced patients followed for at least 6 months"),
        source="WP §13",
        population=Population.SURVEY,
        benchmarks=(printed(Stratum.OVERALL, "50", "WP §13", Relation.BELOW),),
    ),
    Indicator(
        id="QI-03",
        name=Text("基线骨检查率", "Baseline bone survey"),
        numerator=Text(
            "28 天内做过骨显像或全身 PET/CT 者", "those with a bone scan or whole-body PET/CT within 28 days"
        ),
        denominator=Text("新确诊肺癌患者", "new lung cancer patients"),
        source="WP §10, §17",
        population=Population.PANEL,
        benchmarks=(worded(Stratum.OVERALL, "专家建议 100%", "expert proposal 100%", "WP §10, §17"),),
        grade=Grade.PROJECT,
    ),
    Indicator(
        id="QI-04",
        name=Text("CT 随访按期率", "Schedule adherence, CT"),
        numerator=Text("按期完成且已阅骨窗的 CT", "CT slots fulfilled with the bone window read"),
        denominator=Text("应完成且未豁免的 CT", "CT slots due and not waived"),
        source="WP §17",
    ),
    Indicator(
        id="QI-05",
        name=Text("骨显像随访按期率", "Schedule adherence, bone scan"),
        numerator=Text("按期完成的骨显像", "bone scan slots fulfilled"),
        denominator=Text("应完成且未豁免的骨显像", "bone scan slots due and not waived"),
        source="WP §17",
    ),
    Indicator(
        id="QI-06",
        name=Text("逾期检查比例", "Overdue scans"),
        numerator=Text("当日逾期的检查", "slots overdue on the day"),
        denominator=Text("未完成的检查", "open slots"),
        source="P",
        grade=Grade.PROJECT,
    ),
    Indicator(
        id="QI-07",
        name=Text("症状驱动的首次发现", "Symptom-driven first finding"),
        numerator=Text("确诊时有骨症状者", "those with a bone symptom at diagnosis"),
        denominator=Text("骨转移患者", "patients with bone metastasis"),
        source="WP §6",
        population=Population.LITERATURE,
        benchmarks=(
            printed(Stratum.WITH_SYMPTOMS, "50", "WP §6", Relation.ABOUT),
            printed(Stratum.WITHOUT_SYMPTOMS, "50", "WP §6", Relation.ABOUT),
        ),
    ),
    Indicator(
        id="QI-08",
        name=Text("无先兆的突发骨折", "Sudden fracture without prior symptom"),
        numerator=Text(
            "首次骨相关事件为骨折且此前无骨症状者",
            "those whose first skeletal event is a fracture without a bone symptom before",
        ),
        denominator=Text(
            "发生骨折的骨转移患者（骨科）", "patients with bone metastasis and a fracture (orthopaedic)"
        ),
        source="WP §5",
        population=Population.SURVEY,
        benchmarks=(printed(Stratum.OVERALL, "52", "WP §5", Relation.ABOUT),),
        note=Text(
            "骨科问卷；分母按有骨折者理解，待临床负责人确认。",
            "Orthopaedic survey; the denominator is read as those with a fracture, to be confirmed.",
        ),
    ),
)


def bone_window_standing(reviewed: bool | None) -> Standing:
    """Return where one CT stands in QI-01; None = whether the bone window was read is not recorded."""
    return standing(reviewed)


LOOK_BACK_MONTHS = 6


def follow_up_scan_standing(
    *, advanced: bool | None, followed_from: date | None, scans: tuple[date, ...] | None, on: date
) -> Standing:
    """Return where a patient stands in QI-02 on the day `on`; `scans` None = no one knows what was done."""
    long_enough = None if followed_from is None else add_months(followed_from, LOOK_BACK_MONTHS) <= on
    since = add_months(on, -LOOK_BACK_MONTHS)
    scanned = None if scans is None else any(since <= scan <= on for scan in scans)
    return standing(scanned, inside=both(advanced, long_enough))


BASELINE_DAYS = 28


def baseline_standing(*, diagnosed_on: date, surveys: tuple[date, ...] | None, on: date) -> Standing:
    """Return where a new patient stands in QI-03: a survey at most 28 days from the diagnosis, either side.

    While the 28 days run and nothing was done, the patient does not count yet.
    """
    window = (add_days(diagnosed_on, -BASELINE_DAYS), min(add_days(diagnosed_on, BASELINE_DAYS), on))
    done = None if surveys is None else any(window[0] <= day <= window[1] for day in surveys)
    return standing(done, inside=bool(done) or on > add_days(diagnosed_on, BASELINE_DAYS))


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotFact:
    """One slot of the follow-up calendar; None = not recorded. `bone_window` belongs to a CT only."""

    due_on: date
    fulfilled: bool | None
    waived: bool = False
    bone_window: bool | None = None


def ct_slot_standing(slot: SlotFact, on: date) -> Standing:
    """Return where a CT slot stands in QI-04: without a read bone window it is not fulfilled."""
    return standing(both(slot.fulfilled, slot.bone_window), inside=slot.due_on <= on and not slot.waived)


def bone_scan_slot_standing(slot: SlotFact, on: date) -> Standing:
    """Return where a bone scan slot stands in QI-05."""
    return standing(slot.fulfilled, inside=slot.due_on <= on and not slot.waived)


def overdue_slot_standing(slot: SlotFact, on: date, grace_days: int) -> Standing:
    """Return where an open slot stands in QI-06; overdue is later than its due date and the days of grace."""
    is_open = both(negated(slot.fulfilled), not slot.waived)
    return standing(on > add_days(slot.due_on, grace_days), inside=is_open)


def symptom_standing(*, confirmed: bool | None, symptom_at_diagnosis: bool | None) -> Standing:
    """Return where a patient stands in QI-07: bone metastasis found because of a bone symptom."""
    return standing(symptom_at_diagnosis, inside=confirmed)


def sudden_fracture_standing(
    *, fractured: bool | None, first_event: SreType | None, symptom_before: bool | None
) -> Standing:
    """Return where a patient stands in QI-08: a fracture came first and nothing had hurt before."""
    came_first = None if first_event is None else first_event is SreType.PATH_FRACTURE
    return standing(both(came_first, negated(symptom_before)), inside=fractured)
