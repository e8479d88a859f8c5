"""Is the coming dose ready? Calcium, creatinine clearance, supplements, teeth."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guidelines.bone.agents import Agent, is_bisphosphonate
from guidelines.bone.calcium import (
    CalciumReading,
    answering,
    calcium_gate,
    calcium_reading,
    is_fresh,
)
from guidelines.bone.checks import Check, CheckKind, CheckState
from guidelines.bone.dental import DEN_03, DentalItem, examination_check, needs_hold
from guidelines.bone.dosing import RenalVerdict, renal_dose
from guidelines.bone.electrolytes import hypercalcaemia_finding
from guidelines.bone.jaw import onj_confirmed, onj_on_record
from guidelines.bone.renal import clearance_gate, dose_above_table, table_refusal
from guidelines.bone.supplements import supplement_check, supplement_stop, supplement_task
from guidelines.facts import DentalFact, DoseFacts, LabFact, Problem
from guidelines.findings import Finding, Severity
from guidelines.labs import Analyte, Band, canonical_unit, creatinine_clearance
from guidelines.roles import Role
from guidelines.settings import DEFAULT_LIMITS, Limits
from guidelines.terms import Text
from guidelines.values import age_years, floor_1

BLOCKING = frozenset({Severity.HARD, Severity.STOP})


def readiness(
    facts: DoseFacts, due_on: date, today: date, limits: Limits = DEFAULT_LIMITS
) -> tuple[Check, ...]:
    """Return the four checks of a dose in the order of the page: calcium, clearance, supplements, dental.

    Freshness is judged on the day the dose will be given, max(due_on, today). Seen a week ahead, a result
    that will be 14 days old on the due date is OK and one that will be 15 days old is STALE, so that blood is
    taken in time. Pass due_on=today for a dose given now. Results dated after that day are not seen.
    """
    on = max(due_on, today)
    reading = calcium_reading(facts.labs, on, limits)
    return (
        _calcium_check(facts, reading, on, limits),
        _clearance_check(facts, on, limits),
        _supplement_check(facts, reading, on, limits),
        _dental_check(facts, on, limits),
    )


def blocked(checks: tuple[Check, ...]) -> bool:
    """Return whether any check stands in the way of the dose."""
    return any(check.blocks for check in checks)


_TAKE_CALCIUM = Text("抽血查血钙和白蛋白", "Take calcium and albumin")
_CORRECT_LOW = Text("纠正低钙并复查", "Correct low calcium and repeat")
_TREAT_HIGH = Text("评估高钙血症，停用钙剂和维生素 D", "Assess high calcium, withhold supplements")
_ADD_RANGE = Text("补填血钙参考范围", "Add the laboratory range of calcium")


def _calcium_check(facts: DoseFacts, reading: CalciumReading | None, on: date, limits: Limits) -> Check:
    noted = Problem.HYPOCALCAEMIA in facts.problems
    judged = answering(reading, facts.low_calcium_noted_on)
    finding = calcium_gate(facts.agent, judged, on, hypocalcaemia_noted=noted, limits=limits)
    if finding is None and judged is not None:
        finding = hypercalcaemia_finding(judged)
    state, owner, action = _calcium_standing(judged, on, noted, limits)
    return Check(
        kind=CheckKind.CALCIUM,
        state=state,
        label=CheckKind.CALCIUM.label if reading is None else reading.kind.label,
        value=None if reading is None else reading.value_mmol_l,
        unit=canonical_unit(Analyte.CALCIUM),
        measured_on=None if reading is None else reading.sampled_on,
        low=None if reading is None else reading.low,
        high=None if reading is None else reading.high,
        finding=finding,
        owner=owner,
        action=action,
        blocks=_is_blocking(finding),
    )


def _is_blocking(finding: Finding | None) -> bool:
    return finding is not None and finding.severity in BLOCKING


Standing = tuple[CheckState, Role | None, Text | None]


def _calcium_standing(reading: CalciumReading | None, on: date, noted: bool, limits: Limits) -> Standing:
    fresh = reading is not None and is_fresh(reading.sampled_on, on, limits)
    if reading is None or not fresh:
        if noted:
            return CheckState.LOW, Role.ONCOLOGIST, _CORRECT_LOW
        return (CheckState.MISSING if reading is None else CheckState.STALE), Role.NURSE, _TAKE_CALCIUM
    return {
        Band.LOW: (CheckState.LOW, Role.ONCOLOGIST, _CORRECT_LOW),
        Band.HIGH: (CheckState.HIGH, Role.ONCOLOGIST, _TREAT_HIGH),
        Band.NORMAL: (CheckState.OK, None, None),
        Band.UNKNOWN: (CheckState.MISSING, Role.NURSE, _ADD_RANGE),
    }[reading.band]


@dataclass(frozen=True, slots=True)
class Clearance:
    """A creatinine clearance in mL/min floored to one decimal; None when weight, age or sex is missing."""

    value: Decimal | None
    measured_on: date
    measured: bool


def clearance_reading(facts: DoseFacts, on: date) -> Clearance | None:
    """Return the newest clearance known on the day `on`, measured or computed from creatinine (STD-01).

    None when neither was ever measured. On the same day a measured clearance wins over a computed one.
    """
    kidney = (Analyte.CREATININE, Analyte.CRCL)
    known = [lab for lab in facts.labs if lab.analyte in kidney and lab.sampled_on <= on]
    if not known:
        return None
    newest = max(known, key=lambda lab: (lab.sampled_on, kidney.index(lab.analyte)))
    return _clearance(facts, newest, on)


def _clearance(facts: DoseFacts, lab: LabFact, on: date) -> Clearance:
    if lab.analyte is Analyte.CRCL:
        return Clearance(floor_1(lab.value), lab.sampled_on, measured=True)
    value = creatinine_clearance(
        age_years=None if facts.birth_date is None else age_years(facts.birth_date, on),
        weight_kg=facts.weight_kg,
        creatinine_umol_l=lab.value,
        sex=facts.sex,
    )
    return Clearance(value, lab.sampled_on, measured=False)


_TAKE_CREATININE = Text("抽血查肌酐", "Take creatinine")
_ADD_PERSON = Text("补录体重、出生日期和性别以计算清除率", "Add weight, birth date and sex for the clearance")
_REDUCE = Text("按肾功能剂量表减量", "Reduce to the dose of the renal table")
_SWITCH = Text("评估换药或复查肌酐", "Consider another drug, or repeat creatinine")
_CONFIRM_DOSE = Text("由医生或药师确认剂量", "Oncologist or pharmacist confirms the dose")
_NO_ADJUSTMENT = Text("本药无需调整", "no adjustment for this drug")


def _clearance_check(facts: DoseFacts, on: date, limits: Limits) -> Check:
    reading = clearance_reading(facts, on)
    value = None if reading is None else reading.value
    finding, standing = _clearance_standing(facts, reading, on, limits)
    dose = renal_dose(facts.agent, value, limits)
    return Check(
        kind=CheckKind.CREATININE_CLEARANCE,
        state=standing[0],
        label=CheckKind.CREATININE_CLEARANCE.label,
        value=value,
        unit=canonical_unit(Analyte.CRCL),
        detail=_NO_ADJUSTMENT if dose.verdict is RenalVerdict.NO_ADJUSTMENT else None,
        measured_on=None if reading is None else reading.measured_on,
        finding=finding,
        owner=standing[1],
        action=standing[2],
        blocks=_is_blocking(finding),
        reduced_dose_mg=dose.dose_mg if dose.verdict is RenalVerdict.REDUCED else None,
    )


def _clearance_standing(
    facts: DoseFacts, reading: Clearance | None, on: date, limits: Limits
) -> tuple[Finding | None, Standing]:
    if not is_bisphosphonate(facts.agent):
        return _clearance_not_needed(facts.agent)
    usable = reading is not None and reading.value is not None
    measured_on = reading.measured_on if reading is not None and usable else None
    gate = clearance_gate(facts.agent, measured_on=measured_on, on=on, limits=limits)
    if reading is None or reading.value is None:
        action = _TAKE_CREATININE if reading is None else _ADD_PERSON
        return gate, (CheckState.MISSING, Role.NURSE, action)
    if gate is not None:
        return gate, (CheckState.STALE, Role.NURSE, _TAKE_CREATININE)
    return _table_standing(facts, reading.value)


def _clearance_not_needed(agent: Agent) -> tuple[Finding | None, Standing]:
    finding = table_refusal(agent, None)
    if finding is None:
        return None, (CheckState.NOT_NEEDED, None, None)
    return finding, (CheckState.WARN, Role.ONCOLOGIST, _CONFIRM_DOSE)


def _table_standing(facts: DoseFacts, crcl_ml_min: Decimal) -> tuple[Finding | None, Standing]:
    refusal = table_refusal(facts.agent, crcl_ml_min)
    if refusal is not None and refusal.severity in BLOCKING:
        return refusal, (CheckState.LOW, Role.ONCOLOGIST, _SWITCH)
    if refusal is not None:
        return refusal, (CheckState.WARN, Role.ONCOLOGIST, _CONFIRM_DOSE)
    too_much = None
    if facts.ordered_dose_mg is not None:
        too_much = dose_above_table(facts.agent, facts.ordered_dose_mg, crcl_ml_min)
    if too_much is not None:
        return too_much, (CheckState.WARN, Role.ONCOLOGIST, _REDUCE)
    return None, (CheckState.OK, None, None)


_PRESCRIBE = Text("开具钙剂和维生素 D", "Prescribe calcium and vitamin D")
_VERIFY = Text("核对补充剂每日含量", "Verify the strength per day")
_ADJUST = Text("调整补充剂剂量", "Adjust the supplement")
_WITHHOLD = Text("停用钙剂和维生素 D", "Withhold calcium and vitamin D")


def _supplement_check(facts: DoseFacts, reading: CalciumReading | None, on: date, limits: Limits) -> Check:
    fresh = reading is not None and is_fresh(reading.sampled_on, on, limits)
    noted = Problem.HYPERCALCAEMIA in facts.problems and not fresh
    stop = supplement_stop(reading, hypercalcaemia_noted=noted)
    calcium = _total([item.calcium_mg_per_day for item in facts.supplements])
    vitamin_d = _total([item.vitamin_d_iu_per_day for item in facts.supplements])
    finding, standing = _supplement_standing(facts, stop, calcium, vitamin_d, limits)
    confirmed = [item.confirmed_on for item in facts.supplements if item.confirmed_on is not None]
    return Check(
        kind=CheckKind.SUPPLEMENTS,
        state=standing[0],
        label=CheckKind.SUPPLEMENTS.label,
        value=calcium,
        unit="mg",
        detail=_strength(calcium, vitamin_d) if facts.supplements else None,
        measured_on=max(confirmed, default=None),
        finding=finding,
        owner=standing[1],
        action=standing[2],
    )


def _total(strengths: list[Decimal | None]) -> Decimal | None:
    """Return the sum per day; None when nothing is taken or one strength is not stated."""
    stated = [strength for strength in strengths if strength is not None]
    return sum(stated, Decimal(0)) if stated and len(stated) == len(strengths) else None


def _strength(calcium: Decimal | None, vitamin_d: Decimal | None) -> Text:
    calcium_zh, calcium_en = (
        ("含量未记录", "strength not recorded") if calcium is None else (f"{calcium} mg",) * 2
    )
    vitamin_zh, vitamin_en = (
        ("含量未记录", "strength not recorded") if vitamin_d is None else (f"{vitamin_d} IU",) * 2
    )
    return Text(f"钙 {calcium_zh} + 维生素 D {vitamin_zh}", f"calcium {calcium_en} + vitamin D {vitamin_en}")


def _supplement_standing(
    facts: DoseFacts, stop: Finding | None, calcium: Decimal | None, vitamin_d: Decimal | None, limits: Limits
) -> tuple[Finding | None, Standing]:
    if stop is not None:
        return stop, (CheckState.NOT_NEEDED, Role.ONCOLOGIST if facts.supplements else None, _WITHHOLD)
    if not facts.supplements:
        return supplement_task(limits), (CheckState.MISSING, Role.ONCOLOGIST, _PRESCRIBE)
    found = supplement_check(calcium, vitamin_d, limits)
    if not found:
        return None, (CheckState.OK, None, None)
    return found[0], _strength_standing(calcium, vitamin_d, limits)


def _strength_standing(calcium: Decimal | None, vitamin_d: Decimal | None, limits: Limits) -> Standing:
    low = (calcium is not None and calcium < limits.calcium_mg) or (
        vitamin_d is not None and vitamin_d < limits.vitd_min_iu
    )
    if low:
        return CheckState.LOW, Role.ONCOLOGIST, _ADJUST
    if vitamin_d is not None and vitamin_d > limits.vitd_max_iu:
        return CheckState.HIGH, Role.ONCOLOGIST, _ADJUST
    return CheckState.WARN, Role.NURSE, _VERIFY


_ARRANGE_EXAM = Text("安排口腔检查", "Arrange an oral examination")
_JOINT_DECISION = Text("与口腔科共同决定暂停或继续", "Decide with the dentist: hold or go on")


def _dental_check(facts: DoseFacts, on: date, limits: Limits) -> Check:
    examined_on = _last_examination(facts.dental, on)
    finding, standing = _dental_standing(facts, examined_on, on, limits)
    return Check(
        kind=CheckKind.DENTAL,
        state=standing[0],
        label=CheckKind.DENTAL.label,
        measured_on=examined_on,
        finding=finding,
        owner=standing[1],
        action=standing[2],
        blocks=_is_blocking(finding),
    )


def _last_examination(visits: tuple[DentalFact, ...], on: date) -> date | None:
    done = [
        visit.done_on for visit in visits if visit.item is DentalItem.ORAL_EXAM and visit.done_on is not None
    ]
    return max((day for day in done if day <= on), default=None)


def open_procedure(visits: tuple[DentalFact, ...]) -> DentalFact | None:
    """Return the first invasive procedure planned, or done and not cleared by the dentist; else None."""
    waiting = (visit for visit in visits if needs_hold(visit.item) and visit.cleared_on is None)
    return next(waiting, None)


def _dental_standing(
    facts: DoseFacts, examined_on: date | None, on: date, limits: Limits
) -> tuple[Finding | None, Standing]:
    if onj_confirmed(facts.open_events, facts.dental, on):
        return onj_on_record(), (CheckState.WARN, Role.ONCOLOGIST, _JOINT_DECISION)
    if (procedure := open_procedure(facts.dental)) is not None:
        return DEN_03.finding(item=procedure.item), (CheckState.WARN, Role.ONCOLOGIST, _JOINT_DECISION)
    finding = examination_check(examined_on, on, first_dose=facts.first_dose, limits=limits)
    if finding is None:
        return None, (CheckState.OK, None, None)
    if examined_on is None:
        return finding, (CheckState.MISSING, Role.NURSE, _ARRANGE_EXAM)
    state = CheckState.STALE if facts.first_dose else CheckState.WARN
    return finding, (state, Role.NURSE, _ARRANGE_EXAM)
