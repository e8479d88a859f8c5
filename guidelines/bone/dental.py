"""Teeth: examinations, procedures and their hold (ONJ-01, ONJ-02, DEN-01 to DEN-09)."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from guidelines.bone.agents import Agent
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.settings import DEFAULT_LIMITS, Limits
from guidelines.terms import Term, Text
from guidelines.values import add_months


class DentalItem(Term):
    """What is done at the dentist (VOC-22)."""

    ORAL_EXAM = "ORAL_EXAM", "口腔检查", "Oral examination"
    CLEANING = "CLEANING", "洁牙", "Tooth cleaning"
    ROOT_CANAL = "ROOT_CANAL", "根管治疗", "Root canal treatment"
    EXTRACTION = "EXTRACTION", "拔牙", "Tooth extraction"
    IMPLANT = "IMPLANT", "种植牙", "Dental implant"
    OTHER_BONE = "OTHER_BONE", "其他涉及骨组织的手术", "Other surgery involving bone"
    OTHER_NONBONE = "OTHER_NONBONE", "其他不涉及骨组织的治疗", "Other, not touching bone"


class BoneTouch(IntEnum):
    """How much a procedure touches bone."""

    NONE = 0
    MINIMAL = 1
    YES = 2


BONE_TOUCH = {
    DentalItem.ORAL_EXAM: BoneTouch.NONE,
    DentalItem.CLEANING: BoneTouch.NONE,
    DentalItem.ROOT_CANAL: BoneTouch.MINIMAL,
    DentalItem.EXTRACTION: BoneTouch.YES,
    DentalItem.IMPLANT: BoneTouch.YES,
    DentalItem.OTHER_BONE: BoneTouch.YES,
    DentalItem.OTHER_NONBONE: BoneTouch.NONE,
}


def needs_hold(item: DentalItem) -> bool:
    """Return whether the bone-modifying drug is held for this procedure (VOC-22)."""
    return BONE_TOUCH[item] is BoneTouch.YES


ONJ_01 = Rule(
    "ONJ-01",
    Severity.WARN,
    Text(
        "首次用药前须完成口腔检查（{valid_days} 天内有效，最近一次：{examined_on}）。请尽快安排，"
        "不因此推迟用药超过 {delay_days} 天。",
        "An oral examination is due before the first dose (valid {valid_days} days, last one: "
        "{examined_on}). "
        "Arrange it now; it does not delay the drug beyond {delay_days} days.",
    ),
    "GL Rec 8, §4.1.4.1",
    Grade.STRONG_MODERATE,
)
ONJ_02 = Rule(
    "ONJ-02",
    Severity.TASK,
    Text(
        "口腔复查应于 {recall_on} 完成（上次 {examined_on}），用药前后均需口腔检查。",
        "The oral examination is due by {recall_on} (last one {examined_on}); before, during and after "
        "the drug.",
    ),
    "GL Rec 8, §4.1.4.1",
    Grade.STRONG_MODERATE,
)


def recall_on(examined_on: date, limits: Limits = DEFAULT_LIMITS) -> date:
    """Return the day the next oral examination is due (ONJ-02)."""
    return add_months(examined_on, limits.dental_recall_months)


def examination_check(
    examined_on: date | None, on: date, *, first_dose: bool, limits: Limits = DEFAULT_LIMITS
) -> Finding | None:
    """Return the ONJ-01 warning before dose 1 or the ONJ-02 recall later, None while an examination is valid.

    `examined_on` None means that no examination is on record.
    """
    if first_dose:
        valid = examined_on is not None and (on - examined_on).days <= limits.dental_valid_days
        return None if valid else _examination_missing(examined_on, limits)
    due_on = on if examined_on is None else recall_on(examined_on, limits)
    if examined_on is not None and on < due_on:
        return None
    return ONJ_02.finding(due_on=due_on, recall_on=due_on, examined_on=examined_on)


def _examination_missing(examined_on: date | None, limits: Limits) -> Finding:
    return ONJ_01.finding(
        valid_days=limits.dental_valid_days,
        examined_on=examined_on,
        delay_days=limits.bma_start_target_days,
    )


def _den(number: str, severity: Severity, zh: str, en: str, source: str = "QA Q8") -> Rule:
    return Rule(f"DEN-{number}", severity, Text(zh, en), source, Grade.UNGRADED)


DEN_01 = _den(
    "01",
    Severity.INFO,
    "根管治疗无需停用骨改良药物。",
    "Root canal treatment: no hold for either class of drug.",
)
DEN_02 = _den("02", Severity.INFO, "{item}无需停药，建议进行。", "{item}: no hold; recommended.")
DEN_02_DENTIST = _den(
    "02", Severity.INFO, "{item}无需停药，请口腔科医生确认。", "{item}: no hold; the dentist confirms."
)
DEN_03 = _den(
    "03",
    Severity.WARN,
    "用药期间应避免侵入性牙科操作（{item}）；确需进行时可考虑暂停骨改良药物。",
    "Avoid invasive dental procedures ({item}) during treatment; if unavoidable, a hold may be considered.",
    "GL §4.1.4.1",
)
DEN_04 = _den(
    "04",
    Severity.WARN,
    "{item}计划于 {planned_on}，早于上次用药后 {months} 个月（最早 {earliest_on}），"
    "须由口腔科与肿瘤科共同确认。",
    "{item} on {planned_on} is sooner than {months} months after the last dose (earliest "
    "{earliest_on}): dentist and "
    "oncologist must confirm together.",
)
DEN_06 = _den(
    "06",
    Severity.FLAG,
    "地舒单抗因牙科操作暂停已满 {months} 个月（上次 {last_on}），反弹风险开始：请尽快安排操作、检测 CTX "
    "并确定恢复日期。",
    "Denosumab is held for a tooth and {months} months have passed since {last_on}: rebound risk starts. "
    "Schedule the "
    "procedure promptly, take CTX and set the day of resuming.",
    "QA Q8, Q9",
)
DEN_07 = _den(
    "07",
    Severity.WARN,
    "未停药即进行了{item}，有严重风险：请登记并观察颌骨症状。",
    "{item} was done without a hold, a serious risk: record it and watch for jaw symptoms.",
)
DEN_08 = _den(
    "08",
    Severity.TASK,
    "停药时长须由口腔科和肿瘤科医生共同判断，尚缺：{missing}。",
    "The hold is judged by dentist and oncologist together; missing: {missing}.",
)
DEN_09 = _den(
    "09",
    Severity.INFO,
    "地舒单抗半衰期约 25 天，作用在 4～6 个月后完全消失，个体差异大。",
    "Denosumab's half-life is about 25 days; its effect is gone after 4-6 months, varying between patients.",
)


def earliest_procedure_on(last_dose_on: date, limits: Limits = DEFAULT_LIMITS) -> date:
    """Return the first day for an invasive procedure, two calendar months after the last dose (DEN-04)."""
    return add_months(last_dose_on, limits.dental_hold_months)


def procedure_advice(
    item: DentalItem,
    *,
    planned_on: date,
    last_dose_on: date | None,
    urgent: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[Finding, ...]:
    """Return what to say when a dental procedure is planned for a patient on the drug (DEN-01 to DEN-04).

    An invasive procedure that is not urgent is first discouraged; one too soon after the last dose needs both
    doctors. `last_dose_on` None means that no dose was given, so there is nothing to wait for.
    """
    if not needs_hold(item):
        return (_gentle_advice(item),)
    found = [] if urgent else [DEN_03.finding(item=item)]
    if last_dose_on is not None and planned_on < (earliest := earliest_procedure_on(last_dose_on, limits)):
        too_soon = DEN_04.finding(
            item=item, planned_on=planned_on, months=limits.dental_hold_months, earliest_on=earliest
        )
        found.append(too_soon)
    return tuple(found)


def _gentle_advice(item: DentalItem) -> Finding:
    if item is DentalItem.ROOT_CANAL:
        return DEN_01.finding()
    rule = DEN_02_DENTIST if item is DentalItem.OTHER_NONBONE else DEN_02
    return rule.finding(item=item)


def procedure_done(
    item: DentalItem, *, done_on: date, last_dose_on: date | None, limits: Limits = DEFAULT_LIMITS
) -> Finding | None:
    """Return the DEN-07 warning for an invasive procedure done before the hold was long enough, else None."""
    if not needs_hold(item) or last_dose_on is None:
        return None
    held_long_enough = done_on >= earliest_procedure_on(last_dose_on, limits)
    return None if held_long_enough else DEN_07.finding(item=item)


def dates_to_hold(due_dates: tuple[date, ...], *, from_on: date, cleared_on: date | None) -> tuple[date, ...]:
    """Return the planned doses that a dental hold turns into HELD: all from its start to clearance (DEN-05).

    None clearance means that the dentist has not cleared the patient: every later dose waits.
    """
    return tuple(day for day in due_dates if day >= from_on and (cleared_on is None or day < cleared_on))


def resume_on(cleared_on: date) -> date:
    """Return the day of the one next dose after clearance: the day itself, nothing is caught up (DEN-05)."""
    return cleared_on


def hold_rebound(
    agent: Agent, *, last_dose_on: date, today: date, limits: Limits = DEFAULT_LIMITS
) -> Finding | None:
    """Return the DEN-06 flag when denosumab is held for a tooth so long that rebound begins, else None."""
    if agent is not Agent.DENOSUMAB or today < add_months(last_dose_on, limits.rebound_start_months):
        return None
    return DEN_06.finding(due_on=today, last_on=last_dose_on, months=limits.rebound_start_months)


class HoldSigner(Term):
    """Who must agree on a dental hold (DEN-08)."""

    DENTIST = "DENTIST", "口腔科医生", "dentist"
    ONCOLOGIST = "ONCOLOGIST", "肿瘤科医生", "oncologist"


def hold_plan_check(signed: frozenset[HoldSigner]) -> Finding | None:
    """Return the DEN-08 task naming who has not confirmed the hold yet; None when both have."""
    missing = tuple(signer for signer in HoldSigner if signer not in signed)
    return DEN_08.finding(missing=missing) if missing else None


@dataclass(frozen=True, slots=True)
class DentalWindow:
    """From when an invasive procedure may be done, and from when rebound of denosumab threatens."""

    earliest_on: date
    rebound_from: date | None


def procedure_window(agent: Agent, last_dose_on: date, limits: Limits = DEFAULT_LIMITS) -> DentalWindow:
    """Return the earliest day of a procedure and the day rebound risk starts, None without (AMB-28)."""
    rebound = add_months(last_dose_on, limits.rebound_start_months) if agent is Agent.DENOSUMAB else None
    return DentalWindow(earliest_procedure_on(last_dose_on, limits), rebound)
