"""Starting a bone-modifying drug: when, for whom, and what stands against it (BMA-01 to 06, BMA-09 to 13)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guidelines.bone.agents import Agent, Route
from guidelines.bone.calcium import CalciumReading, calcium_gate
from guidelines.bone.dental import DEN_03, DentalItem
from guidelines.bone.intervals import add_days
from guidelines.bone.jaw import onj_on_record
from guidelines.bone.renal import table_refusal
from guidelines.bone.states import OPEN_COURSES, CourseStatus
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.settings import DEFAULT_LIMITS, Limits
from guidelines.terms import Term, Text
from guidelines.values import add_months


def _bma(
    number: str, severity: Severity, zh: str, en: str, source: str, grade: Grade = Grade.UNGRADED
) -> Rule:
    return Rule(f"BMA-{number}", severity, Text(zh, en), source, grade)


BMA_01 = _bma(
    "01",
    Severity.TASK,
    "骨转移已于 {confirmed_on} 确诊，应立即开始骨改良药物治疗，最晚 {due_on}。",
    "Bone metastasis confirmed on {confirmed_on}: start a bone-modifying drug now, by {due_on} at the "
    "latest.",
    "GL Rec 5, §4.1; WP §18, §33",
    Grade.STRONG_HIGH,
)
BMA_01_LATE = _bma(
    "01",
    Severity.FLAG,
    "骨转移确诊已 {days} 天仍未开始骨改良药物（目标 {due_on} 前）。",
    "Bone metastasis was confirmed {days} days ago and no bone-modifying drug was started (target {due_on}).",
    "GL Rec 5, §4.1; WP §18, §33",
    Grade.STRONG_HIGH,
)


def start_finding(
    *,
    confirmed_on: date | None,
    today: date,
    started: bool,
    contraindicated: bool,
    limits: Limits = DEFAULT_LIMITS,
) -> Finding | None:
    """Return the task to start the drug, a flag once its target day has passed (BMA-01).

    None when bone metastasis is not confirmed, a drug was started, or a contraindication is on record.
    """
    if confirmed_on is None or started or contraindicated:
        return None
    due_on = add_days(confirmed_on, limits.bma_start_target_days)
    if today > due_on:
        return BMA_01_LATE.finding(due_on=due_on, days=(today - confirmed_on).days)
    return BMA_01.finding(due_on=due_on, confirmed_on=confirmed_on)


class NotStartedReason(Term):
    """Reason given for not starting that the guideline does not accept (BMA-02)."""

    NO_SYMPTOMS = "NO_SYMPTOMS", "无骨症状", "No bone symptoms"
    FEW_LESIONS = "FEW_LESIONS", "病灶少（小于 3 个）", "Few lesions (fewer than 3)"
    LIMB_LOCATION = "LIMB_LOCATION", "仅四肢病灶", "Limb lesions only"


BMA_02 = _bma(
    "02",
    Severity.WARN,
    "“{reason}”不决定是否开始：有无症状、病灶数目和部位与骨相关事件风险关系不大（未治疗者 24 "
    "个月内有痛和无痛组均有"
    "近 50% 发生至少一次骨并发症）。",
    "“{reason}” does not decide the start: symptoms, number and place of lesions hardly change the risk "
    "(untreated, "
    "nearly 50% with and without pain had a bone complication within 24 months).",
    "WP §20, §21, §33; GL Rec 5",
)
BMA_03 = _bma(
    "03",
    Severity.STOP,
    "骨转移尚未确诊：不推荐预防性使用骨改良药物。",
    "Bone metastasis is not confirmed: prophylactic use is not recommended.",
    "GL Rec 5; QA Q9",
    Grade.WEAK_MODERATE,
)
BMA_05 = _bma(
    "05",
    Severity.INFO,
    "用药目的是预防或延缓骨相关事件并缓解疼痛；它不是抗肿瘤药，多数研究未显示生存获益。",
    "The aim is to prevent or delay skeletal events and relieve pain; it is not an anti-tumour drug, "
    "and most "
    "studies show no survival benefit.",
    "GL §4; WP §24; QA Q6",
)
BMA_06 = _bma(
    "06",
    Severity.STOP,
    "地舒单抗标准用法为 {standard_mg} mg 皮下注射，当前为 {ordered_mg} mg {route}；肾功能不全不减量。",
    "Denosumab is {standard_mg} mg subcutaneous; ordered {ordered_mg} mg {route}. It is never reduced "
    "for the kidney.",
    "GL §4.1.2.1, §4.1.4.2",
)
BMA_09 = _bma(
    "09",
    Severity.HARD,
    "{open_agent}疗程未结束（{status}），严禁同时使用{agent}：毒性叠加。请先停用{open_agent}。",
    "The course of {open_agent} is open ({status}); {agent} must not be used with it: toxicity adds up. "
    "Stop {open_agent} first.",
    "QA C3",
)
BMA_11 = _bma(
    "11",
    Severity.INFO,
    "骨改良药物可与放疗、化疗、靶向和免疫治疗联合，放疗患者同样需要。",
    "Combine with radiotherapy, chemotherapy, targeted drugs and immunotherapy; radiotherapy patients "
    "need it too.",
    "QA Q11; GL §4.1.1",
)
BMA_12 = _bma(
    "12",
    Severity.INFO,
    "疗程 {days} 天，不足 6 个月：降低骨相关事件需要用药超过 6 个月，不宜短期使用。",
    "The course is {days} days old, under 6 months: the benefit needs more than 6 months; not for short use.",
    "GL §4.1.3",
)
BMA_13 = _bma(
    "13",
    Severity.TASK,
    "累计用药满 24 个月（{due_on}）：请在 MDT 评估获益与风险。2 年后骨相关事件风险下降而颌骨坏死累积；"
    "能耐受且目标一致"
    "可继续，不自动停药。",
    "24 months on the drug ({due_on}): weigh benefit and risk at the MDT. Skeletal risk falls after 2 "
    "years while jaw "
    "necrosis accumulates; continue if tolerated and agreed. No automatic stop.",
    "GL §4.1.3",
)
CONTRA_SEVERE = _bma(
    "10",
    Severity.STOP,
    "既往对{agent}有严重反应。",
    "A severe reaction to {agent} is on record.",
    "P",
    Grade.PROJECT,
)
CONTRA_NARLUMOSBART = _bma(
    "10",
    Severity.WARN,
    "纳鲁索拜单抗在来源文献中没有肺癌适应证和剂量：请手工填写剂量，并注明说明书或试验依据。",
    "Narlumosbart has no lung indication or dose in the sources: enter the dose with its label or trial "
    "reference.",
    "GL §4.1.2.2",
)


def not_started_answer(reason: NotStartedReason) -> Finding:
    """Return the answer to a reason that does not justify waiting (BMA-02)."""
    return BMA_02.finding(key=reason.value, reason=reason)


def prophylaxis_check(*, confirmed: bool) -> Finding | None:
    """Return the refusal of a drug without confirmed bone metastasis (BMA-03), else None."""
    return None if confirmed else BMA_03.finding()


def aim_note() -> Finding:
    """Return what the drug is for, shown on the order form (BMA-05)."""
    return BMA_05.finding()


def combination_note() -> Finding:
    """Return that other treatments go together with the drug (BMA-11)."""
    return BMA_11.finding()


def denosumab_order_check(
    agent: Agent, dose_mg: Decimal, route: Route, limits: Limits = DEFAULT_LIMITS
) -> Finding | None:
    """Return the stop for denosumab in another dose or by another route (BMA-06), else None."""
    standard = dose_mg == limits.denosumab_dose_mg and route is Route.SC
    if agent is not Agent.DENOSUMAB or standard:
        return None
    return BMA_06.finding(standard_mg=limits.denosumab_dose_mg, ordered_mg=dose_mg, route=route)


@dataclass(frozen=True, slots=True)
class CourseFact:
    """A course of a drug as BMA-09 sees it."""

    agent: Agent
    status: CourseStatus


def open_course_check(agent: Agent, courses: Iterable[CourseFact]) -> Finding | None:
    """Return the refusal of a second drug while one is active or on hold, also of the same class (BMA-09)."""
    for course in courses:
        if course.status in OPEN_COURSES:
            return BMA_09.finding(open_agent=course.agent, status=course.status, agent=agent)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """What table 4.3 reads before a drug is ordered; None = not recorded."""

    agent: Agent
    confirmed: bool
    courses: tuple[CourseFact, ...] = ()
    crcl_ml_min: Decimal | None = None
    calcium: CalciumReading | None = None
    hypocalcaemia_noted: bool = False
    onj_confirmed: bool = False
    invasive_dental: DentalItem | None = None
    severe_reaction_to: frozenset[Agent] = frozenset()


def contraindications(order: OrderFacts, on: date, limits: Limits = DEFAULT_LIMITS) -> tuple[Finding, ...]:
    """Return what stands against the order by table 4.3, in its order (BMA-03, 09, 10); empty when nothing.

    A calcium never measured is not a contraindication of the order: the check before each dose asks for it.
    """
    answers = (
        prophylaxis_check(confirmed=order.confirmed),
        open_course_check(order.agent, order.courses),
        table_refusal(order.agent, order.crcl_ml_min),
        _low_calcium(order, on, limits),
        onj_on_record() if order.onj_confirmed else None,
        DEN_03.finding(item=order.invasive_dental) if order.invasive_dental else None,
        CONTRA_SEVERE.finding(agent=order.agent) if order.agent in order.severe_reaction_to else None,
        CONTRA_NARLUMOSBART.finding() if order.agent is Agent.NARLUMOSBART else None,
    )
    return tuple(answer for answer in answers if answer is not None)


def _low_calcium(order: OrderFacts, on: date, limits: Limits) -> Finding | None:
    if order.calcium is None and not order.hypocalcaemia_noted:
        return None
    noted = order.hypocalcaemia_noted
    return calcium_gate(order.agent, order.calcium, on, hypocalcaemia_noted=noted, limits=limits)


SHORT_COURSE_MONTHS = 6
REVIEW_MONTHS = 24


def short_course_note(started_on: date, today: date) -> Finding | None:
    """Return that the benefit needs more than six months while a course is younger (BMA-12), else None."""
    if today > add_months(started_on, SHORT_COURSE_MONTHS):
        return None
    return BMA_12.finding(days=(today - started_on).days)


def review_on(started_on: date) -> date:
    """Return the day of the 24-month review of an uninterrupted drug (BMA-13)."""
    return add_months(started_on, REVIEW_MONTHS)


def review_finding(started_on: date, today: date) -> Finding | None:
    """Return the 24-month review once its day has come; it never stops the drug (BMA-13)."""
    due_on = review_on(started_on)
    return BMA_13.finding(due_on=due_on) if today >= due_on else None
