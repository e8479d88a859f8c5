"""Stopping a bone-modifying drug: which reasons hold, which do not (VOC-18, BMA-20 to BMA-27)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from guidelines.bone.agents import Agent, is_bisphosphonate
from guidelines.bone.jaw import fear_check
from guidelines.bone.rebound import plan_needed
from guidelines.bone.start import REVIEW_MONTHS, short_course_note
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.risk.ecog import severe_decline
from guidelines.settings import DEFAULT_LIMITS, Limits
from guidelines.terms import Term, Text
from guidelines.values import add_months


class StopReason(Term):
    """Why somebody wants to stop the drug (VOC-18)."""

    SEVERE_ADR = "SEVERE_ADR", "严重不良反应", "Severe adverse reaction"
    NO_BENEFIT = "NO_BENEFIT", "医生判断不再获益", "No further benefit, physician's judgement"
    PS_DECLINE = "PS_DECLINE", "体能状态严重下降", "Performance status severely declined"
    INTOLERANCE = "INTOLERANCE", "患者不能耐受", "Not tolerated"
    ONJ = "ONJ", "颌骨坏死", "Jaw necrosis"
    PROGRESSION = "PROGRESSION", "疾病进展", "Progression"
    TWO_YEAR_OLIGO_CONTROLLED = (
        "TWO_YEAR_OLIGO_CONTROLLED",
        "用药超过 2 年，寡转移且控制良好",
        "Over 2 years, oligometastatic and controlled",
    )
    SRE_OCCURRED = "SRE_OCCURRED", "发生骨相关事件", "A skeletal event happened"
    PAIN_WORSE = "PAIN_WORSE", "骨痛加重", "Bone pain got worse"
    PAIN_RELIEVED = "PAIN_RELIEVED", "骨痛缓解", "Bone pain relieved"
    DISEASE_STABLE = "DISEASE_STABLE", "病情稳定或缓解", "Disease stable or in remission"
    NO_SYMPTOMS = "NO_SYMPTOMS", "无骨症状", "No bone symptoms"
    FEAR_OF_ONJ = "FEAR_OF_ONJ", "担心颌骨坏死", "Worry about jaw necrosis"
    SAFETY_WORRY = "SAFETY_WORRY", "其他安全顾虑", "Other safety worry"
    FORGOTTEN = "FORGOTTEN", "漏用或延迟", "Missed or late"
    DURATION_ONLY = "DURATION_ONLY", "仅因用药时间已长", "Duration only"
    SWITCHED = "SWITCHED", "换药", "Switched"
    PATIENT_REFUSED = "PATIENT_REFUSED", "患者拒绝", "Patient refused"
    TRANSFERRED = "TRANSFERRED", "转院", "Transferred"
    DIED = "DIED", "死亡", "Died"
    OTHER = "OTHER", "其他", "Other"


class StopClass(Term):
    """How the catalogue judges a stop reason."""

    VALID = "VALID", "有效", "Valid"
    CONDITIONAL = "CONDITIONAL", "有条件", "Conditional"
    INVALID = "INVALID", "无效", "Not valid"
    RECORD_ONLY = "RECORD_ONLY", "仅作记录", "Recorded only"


_R = StopReason
STOP_CLASSES: Mapping[StopReason, StopClass] = MappingProxyType({
    reason: stop_class
    for stop_class, reasons in (
        (StopClass.VALID, (_R.SEVERE_ADR, _R.NO_BENEFIT, _R.PS_DECLINE, _R.INTOLERANCE)),
        (StopClass.CONDITIONAL, (_R.ONJ, _R.PROGRESSION, _R.TWO_YEAR_OLIGO_CONTROLLED)),
        (StopClass.INVALID, (
            _R.SRE_OCCURRED, _R.PAIN_WORSE, _R.PAIN_RELIEVED, _R.DISEASE_STABLE, _R.NO_SYMPTOMS,
            _R.FEAR_OF_ONJ, _R.SAFETY_WORRY, _R.FORGOTTEN, _R.DURATION_ONLY,
        )),
        (StopClass.RECORD_ONLY, (_R.SWITCHED, _R.PATIENT_REFUSED, _R.TRANSFERRED, _R.DIED, _R.OTHER)),
    )
    for reason in reasons
})  # fmt: skip


def _bma(
    number: str, severity: Severity, zh: str, en: str, source: str, grade: Grade = Grade.UNGRADED
) -> Rule:
    return Rule(f"BMA-{number}", severity, Text(zh, en), source, grade)


BMA_20_PS = _bma(
    "20",
    Severity.STOP,
    "ECOG {ecog}：体能状态未达严重下降（ECOG ≥ 3），不能以此停药。",
    "ECOG {ecog}: performance status is not severely declined (ECOG 3 or more), so this is no reason to "
    "stop.",
    "GL §4.1.3; WP §25; P AMB-64",
)
BMA_20_ADR = _bma(
    "20",
    Severity.STOP,
    "没有严重不良反应的记录，请先登记不良反应。",
    "No severe adverse reaction is on record: record it first.",
    "GL §4.1.3",
)
BMA_21 = _bma(
    "21",
    Severity.STOP,
    "“{reason}”不是停药理由：病情稳定或疼痛缓解不是停药理由；"
    "发生骨相关事件或疼痛加重时继续用药可降低再次骨相关事件的风险。",
    "“{reason}” is no reason to stop: disease stability or pain relief is none, and after a skeletal "
    "event or with "
    "worse pain going on lowers the risk of the next one.",
    "WP §25, §33; GL §4.1.3",
)
# Recommendation 7 (1B) speaks of skeletal events alone; its grade is not lent to the other reasons.
BMA_21_SRE = Rule(
    "BMA-21", Severity.STOP, BMA_21.message, "GL Rec 7, §4.1.3; WP §25, §33", Grade.STRONG_MODERATE
)
BMA_22 = _bma(
    "22",
    Severity.WARN,
    "双膦酸盐用药超过 2 年、寡转移且控制良好：可考虑中断（依据为骨髓瘤指南，最佳时间未知），须经 MDT。",
    "Bisphosphonate over 2 years, oligometastatic and controlled: an interruption is accepted by a myeloma "
    "guideline, the best time is unknown. It needs the MDT.",
    "GL §4.1.3",
)
BMA_22_NOT = _bma(
    "22",
    Severity.STOP,
    "此理由仅适用于用药超过 24 个月的双膦酸盐（{missing}）。",
    "This reason holds only for a bisphosphonate beyond 24 months ({missing}).",
    "GL §4.1.3",
)
BMA_23 = _bma(
    "23",
    Severity.STOP,
    "疾病进展本身不足以停药，须有医生“不再获益”的书面判断。",
    "Progression alone is not enough: the physician must state that there is no benefit.",
    "QA Q9; GL §4.1.3; WP §25",
)
ONJ_07 = Rule(
    "ONJ-07",
    Severity.WARN,
    Text(
        "颌骨坏死后是否停药由医生判断：严重不良反应或不再获益时停药，否则暂停或继续并写明理由。",
        "After jaw necrosis the physician decides: stop for a serious reaction or no benefit, else hold "
        "or go on "
        "with a reason.",
    ),
    "GL §4.1.4.1, §4.1.3; QA Q7",
    Grade.UNGRADED,
)
BMA_25 = _bma(
    "25",
    Severity.INFO,
    "治疗应持续至体能状态严重下降；可耐受者经协商可长期使用。",
    "Treatment should go on until the performance status is severely reduced; if tolerated, long-term "
    "by agreement.",
    "WP §25; GL §4.1.3",
)
BMA_26_BP = _bma(
    "26",
    Severity.INFO,
    "双膦酸盐沉积于骨内，半衰期可达 10 年。",
    "Bisphosphonates stay deposited in bone, half-life up to 10 years.",
    "WP §28; QA Q8, Q9, C3",
)
BMA_26_DENOSUMAB = _bma(
    "26",
    Severity.INFO,
    "地舒单抗半衰期约 25 天，骨转移患者明显更长；作用在 {gone_from} 至 {gone_until} 之间完全消失，"
    "个体差异大。",
    "Denosumab's half-life is about 25 days, clearly longer with bone metastasis; its effect is gone between "
    "{gone_from} and {gone_until}, varying between patients.",
    "WP §28; QA Q8, Q9, C3",
)
BMA_27 = _bma(
    "27",
    Severity.INFO,
    "请向患者说明：预防的意义、全程用药的必要、无痛≠无风险，以及口腔卫生。",
    "Explain to the patient: the value of prevention, the need for the full course, no pain is not no "
    "risk, and oral "
    "hygiene.",
    "WP §24, §29",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRequest:
    """A wish to stop; what is not known is None or False, which never makes a reason stronger."""

    agent: Agent
    reason: StopReason
    started_on: date
    on: date
    last_dose_on: date | None = None
    ecog: int | None = None
    severe_adr_on_record: bool = False
    onj_confirmed: bool = False
    oligo_controlled: bool = False
    no_benefit_stated: bool = False
    rebound_plan_open: bool = False


@dataclass(frozen=True, slots=True)
class StopVerdict:
    """How the reason stands for this patient, and everything to show; `allowed` without an override."""

    stop_class: StopClass
    findings: tuple[Finding, ...]

    @property
    def allowed(self) -> bool:
        """Return whether the stop can be saved without an oncologist's override."""
        return all(finding.severity is not Severity.STOP for finding in self.findings)


_NOT_BP = Text("本药不是双膦酸盐", "this drug is none")
_NOT_YET = Text("尚未超过 24 个月", "not beyond 24 months yet")
_NOT_OLIGO = Text("未记录寡转移且控制良好", "oligometastatic and controlled is not on record")


# A switch opens the watch by itself (BMA-16d).
NEEDS_NO_PLAN = frozenset({StopReason.DIED, StopReason.SWITCHED})


def stop_check(request: StopRequest, limits: Limits = DEFAULT_LIMITS) -> StopVerdict:
    """Return how the stop request stands by BMA-20 to BMA-24, with every note the form shows."""
    stop_class, reasons = _judge(request)
    plan = plan_needed(
        request.agent,
        last_on=request.last_dose_on,
        next_on=None,
        plan_open=request.rebound_plan_open or request.reason in NEEDS_NO_PLAN,
        limits=limits,
    )
    notes = [plan] if plan is not None else []
    if stop_class is StopClass.INVALID and (young := short_course_note(request.started_on, request.on)):
        notes.append(young)
    return StopVerdict(stop_class, (*reasons, *notes))


def _judge(request: StopRequest) -> tuple[StopClass, tuple[Finding, ...]]:
    special = _SPECIAL.get(request.reason)
    if special is not None:
        return special(request)
    stop_class = STOP_CLASSES[request.reason]
    if stop_class is not StopClass.INVALID:
        return stop_class, ()
    rule = BMA_21_SRE if request.reason is StopReason.SRE_OCCURRED else BMA_21
    return stop_class, (rule.finding(reason=request.reason),)


Judgement = tuple[StopClass, tuple[Finding, ...]]


def _ps_decline(request: StopRequest) -> Judgement:
    if request.ecog is not None and severe_decline(request.ecog):
        return StopClass.VALID, ()
    return StopClass.INVALID, (BMA_20_PS.finding(ecog=request.ecog),)


def _severe_adr(request: StopRequest) -> Judgement:
    if request.severe_adr_on_record:
        return StopClass.VALID, ()
    return StopClass.CONDITIONAL, (BMA_20_ADR.finding(),)


def _onj(request: StopRequest) -> Judgement:
    return StopClass.CONDITIONAL, (ONJ_07.finding(),)


def _progression(request: StopRequest) -> Judgement:
    if request.no_benefit_stated:
        return StopClass.VALID, ()
    return StopClass.CONDITIONAL, (BMA_23.finding(),)


def _fear_of_onj(request: StopRequest) -> Judgement:
    fear = fear_check(onj_confirmed=request.onj_confirmed)
    if fear is None:
        return _onj(request)
    return StopClass.INVALID, (BMA_21.finding(reason=request.reason), fear)


def _two_years(request: StopRequest) -> Judgement:
    beyond = request.on > add_months(request.started_on, REVIEW_MONTHS)
    wanting = (
        (is_bisphosphonate(request.agent), _NOT_BP),
        (beyond, _NOT_YET),
        (request.oligo_controlled, _NOT_OLIGO),
    )
    missing = tuple(text for holds, text in wanting if not holds)
    if missing:
        return StopClass.CONDITIONAL, (BMA_22_NOT.finding(missing=missing),)
    return StopClass.CONDITIONAL, (BMA_22.finding(),)


_SPECIAL = MappingProxyType(
    {
        StopReason.PS_DECLINE: _ps_decline,
        StopReason.SEVERE_ADR: _severe_adr,
        StopReason.ONJ: _onj,
        StopReason.PROGRESSION: _progression,
        StopReason.FEAR_OF_ONJ: _fear_of_onj,
        StopReason.TWO_YEAR_OLIGO_CONTROLLED: _two_years,
    }
)


def go_on_note() -> Finding:
    """Return until when treatment should go on, shown on an active course (BMA-25)."""
    return BMA_25.finding()


EFFECT_GONE_FROM_MONTHS = 4
EFFECT_GONE_UNTIL_MONTHS = 6


def half_life_note(agent: Agent, last_dose_on: date | None) -> Finding | None:
    """Return how long the drug stays, for the hold, stop and switch forms (BMA-26, DEN-09).

    None for denosumab never given and for narlumosbart, on which the sources say nothing.
    """
    if is_bisphosphonate(agent):
        return BMA_26_BP.finding()
    if agent is not Agent.DENOSUMAB or last_dose_on is None:
        return None
    gone_from = add_months(last_dose_on, EFFECT_GONE_FROM_MONTHS)
    gone_until = add_months(last_dose_on, EFFECT_GONE_UNTIL_MONTHS)
    return BMA_26_DENOSUMAB.finding(gone_from=gone_from, gone_until=gone_until)


def education_note() -> Finding:
    """Return the education checklist offered with the first dose (BMA-27)."""
    return BMA_27.finding()
