"""When a case goes to the meeting, how soon and whom it needs (MDT-T01 to MDT-T14)."""

from dataclasses import dataclass
from datetime import date

from guidelines.bone.intervals import add_days
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.mdt.disciplines import IMAGING, Discipline, Seat, in_order, seat
from guidelines.mdt.limits import DEFAULT_MDT_LIMITS, MdtLimits
from guidelines.mdt.participation import next_working_day
from guidelines.mdt.reasons import CaseFacts, CaseReason, case_reasons
from guidelines.terms import Text


def _trigger(number: str, zh: str, en: str, source: str, grade: Grade = Grade.UNGRADED) -> Rule:
    words = Text(zh + "（{reasons}）：请于 {due_on} 前提交 MDT。", en + " ({reasons}): MDT by {due_on}.")
    return Rule(f"MDT-T{number}", Severity.TASK, words, source, grade)


MDT_T01 = _trigger("01", "骨转移确诊", "Bone metastasis confirmed", "GL Rec 4", Grade.STRONG_HIGH)
MDT_T02 = _trigger("02", "诊断困难", "Difficult diagnosis", "WP §30; GL Rec 2, Rec 3; QA Q5")
MDT_T03 = _trigger("03", "疑似隐匿性骨转移", "Suspected occult bone metastasis", "WP §10, §15")
MDT_T04 = _trigger("04", "用药期间骨相关事件", "Skeletal event on the drug", "GL Rec 7; P")
MDT_T05 = _trigger(
    "05",
    "紧急：骨科急症，处理不等待 MDT",  # SAF-02
    "Urgent: bone emergency, treatment does not wait for the meeting",
    "GL Rec 10, Rec 11, §4.5.3; P",
)
MDT_T06 = _trigger("06", "局部治疗选择", "Choice of local treatment", "GL Rec 11; QA Q14")
MDT_T07 = _trigger("07", "顽固性骨痛", "Refractory bone pain", "GL Rec 10, §4.6")
MDT_T08 = _trigger("08", "口腔与颌骨问题", "Teeth and jaw", "QA Q8; GL §4.1.4.1")
MDT_T09 = _trigger("09", "骨改良药物疗程", "Course of the bone-modifying drug", "GL §4.1.3; QA Q9; P")
MDT_T10 = _trigger("10", "疗效评价", "Response", "GL §3.1.6; P")
MDT_T11 = _trigger("11", "心理问题", "Psychological distress", "GL §4.7; P")
MDT_T12 = _trigger("12", "肾功能与用药", "Kidney and drug", "GL §4.1.4.2; P")
MDT_T13 = _trigger("13", "介入治疗选择", "Choice of intervention", "GL Rec 12")
MDT_T14 = _trigger("14", "上级医院会诊", "Higher-level hospital", "WP §32; P")


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row of table 7.2.

    `seats` are the places to fill besides medical oncology, `if_needed` those offered but not asked for.
    """

    rule: Rule
    reasons: frozenset[CaseReason]
    seats: tuple[Seat, ...] = ()
    urgent: bool = False
    if_needed: frozenset[Discipline] = frozenset()


_R, _D = CaseReason, Discipline
_RADIOTHERAPY, _ORTHOPAEDICS = seat(_D.RAD_ONC), seat(_D.ORTHO)
_BOTH_IMAGING = (seat(_D.RADIOLOGY), seat(_D.NUC_MED))
_BONE_LOCAL = (_RADIOTHERAPY, _ORTHOPAEDICS)

TRIGGERS: tuple[Trigger, ...] = (
    Trigger(MDT_T01, frozenset({_R.BM_CONFIRMED}), (IMAGING, *_BONE_LOCAL)),
    Trigger(
        MDT_T02,
        frozenset({_R.INDETERMINATE, _R.DISCORDANT, _R.SOLITARY}),
        _BOTH_IMAGING,
        if_needed=frozenset({_D.UPPER_HOSPITAL}),
    ),
    Trigger(MDT_T03, frozenset({_R.OCCULT}), _BOTH_IMAGING),
    Trigger(MDT_T04, frozenset({_R.SRE_ON_BMA, _R.SECOND_SRE}), _BONE_LOCAL),
    Trigger(
        MDT_T05, frozenset({_R.CORD_COMPRESSION, _R.PATH_FRACTURE}), (*_BONE_LOCAL, IMAGING), urgent=True
    ),
    Trigger(MDT_T06, frozenset({_R.SOLITARY, _R.OLIGOMETASTATIC}), _BONE_LOCAL),
    Trigger(MDT_T07, frozenset({_R.REFRACTORY_PAIN}), (_RADIOTHERAPY, seat(_D.INTERVENTION))),
    Trigger(MDT_T08, frozenset({_R.JAW, _R.DENTAL_ON_BMA}), (seat(_D.STOMATOLOGY),)),
    Trigger(MDT_T09, frozenset({_R.BMA_STOP, _R.BMA_EXTENSION, _R.BMA_REVIEW, _R.REBOUND})),
    Trigger(MDT_T10, frozenset({_R.PROGRESSION, _R.NOT_EVALUABLE, _R.MIXED_RESPONSE}), (IMAGING,)),
    Trigger(MDT_T11, frozenset({_R.DISTRESS}), (seat(_D.PSYCH),)),
    Trigger(MDT_T12, frozenset({_R.RENAL_CHANGE})),
    Trigger(MDT_T13, frozenset({_R.LYTIC_LOCAL}), (seat(_D.INTERVENTION), _ORTHOPAEDICS)),
    Trigger(MDT_T14, frozenset({_R.SECOND_OPINION}), (seat(_D.UPPER_HOSPITAL),)),
)


def trigger_findings(
    facts: CaseFacts, today: date, limits: MdtLimits = DEFAULT_MDT_LIMITS
) -> tuple[Finding, ...]:
    """Return one task for every trigger the facts pull, urgent ones first, with the day of the meeting.

    Urgent is the next working day after `today`; the first presentation counts from the day of confirmation,
    the others from `today`, the day on which the reason was seen.
    """
    reasons = case_reasons(facts)
    pulled = [trigger for trigger in TRIGGERS if trigger.reasons & set(reasons)]
    ordered = sorted(pulled, key=lambda trigger: not trigger.urgent)
    return tuple(_task(trigger, reasons, facts, today, limits) for trigger in ordered)


def _task(
    trigger: Trigger, reasons: tuple[CaseReason, ...], facts: CaseFacts, today: date, limits: MdtLimits
) -> Finding:
    return trigger.rule.finding(
        due_on=_due_on(trigger, facts, today, limits),
        reasons=tuple(reason for reason in reasons if reason in trigger.reasons),
        urgent=trigger.urgent,
        disciplines=case_disciplines((trigger,)),
    )


def _due_on(trigger: Trigger, facts: CaseFacts, today: date, limits: MdtLimits) -> date:
    if trigger.urgent:
        return next_working_day(today)
    seen_on = facts.confirmed_on if trigger.rule is MDT_T01 else None
    return add_days(seen_on or today, limits.mdt_target_days)


def case_seats(triggers: tuple[Trigger, ...]) -> tuple[Seat, ...]:
    """Return the places a case with these triggers needs filled, medical oncology first, each once."""
    places = (seat(Discipline.MED_ONC), *(place for trigger in triggers for place in trigger.seats))
    return tuple(dict.fromkeys(places))


def case_disciplines(triggers: tuple[Trigger, ...]) -> tuple[Discipline, ...]:
    """Return every discipline to invite for these triggers, in the order of the vocabulary."""
    return in_order(frozenset().union(*case_seats(triggers)))
