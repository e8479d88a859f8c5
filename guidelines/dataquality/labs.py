"""Results without a value, units that do not fit, the stage of kidney disease (DQ-21, DQ-22, DQ-36)."""

from collections.abc import Iterator
from decimal import Decimal

from guidelines.dataquality.flags import Flags, dq_rule, field_of
from guidelines.facts import Problem
from guidelines.findings import Finding
from guidelines.labs import Analyte, Band, accepted_units
from guidelines.reading.calcium import BANDS
from guidelines.reading.labs import CALCIUM, canonical, lab_facts, latest
from guidelines.reading.limits import SafetyLimits
from guidelines.record.complaints import ProblemEntry
from guidelines.record.record import Record
from guidelines.record.results import LabResult
from guidelines.terms import Text

DQ_21 = dq_rule(
    "21", "“{what}”没有数值，请补录血钙。", "“{what}” has no number: please add the calcium value."
)
DQ_22 = dq_rule(
    "22",
    "{name} {value} {unit} 的单位或数值不可能，应为 {accepted}。",
    "{name} {value} {unit} cannot be: the unit should be {accepted}.",
)
DQ_36 = dq_rule(
    "36",
    "慢性肾脏病分期记录为 {stage}，eGFR {egfr} 对应 {expected} 期。",
    "Chronic kidney disease is recorded as stage {stage}; eGFR {egfr} is stage {expected}.",
    "S; P",
)
_PERCENT = Text("%（比例）或 10⁹/L（绝对值）", "% for a proportion, 10⁹/L for a count")

# KDIGO stages by eGFR in mL/min/1.73 m²: from this value upwards. Standard, not from the guideline.
_CKD_STAGES = ((90, "1"), (60, "2"), (45, "3a"), (30, "3b"), (15, "4"), (0, "5"))


def lab_flags(record: Record, limits: SafetyLimits) -> Flags:
    """Return what does not fit in results and problems, in the order of the record."""
    found = [flag for result in record.labs if (flag := unit_flag(result)) is not None]
    return (*valueless_flags(record), *found, *ckd_flags(record, limits))


def valueless_flags(record: Record) -> Flags:
    """Return low or high calcium that is on record in words only (DQ-21)."""
    return (*_flagged_results(record), *_named_problems(record))


def _flagged_results(record: Record) -> Iterator[Finding]:
    for result in record.labs:
        out_of_range = result.flag in (Band.LOW, Band.HIGH)
        if result.analyte in CALCIUM and out_of_range and result.value is None:
            yield DQ_21.finding(key=field_of(result, "value"), what=result.text or result.flag)


def _named_problems(record: Record) -> Iterator[Finding]:
    for entry in record.problems:
        if entry.problem in BANDS and not _measured(record, entry):
            yield DQ_21.finding(key=field_of(entry, "code"), what=entry.text or entry.problem)


def _measured(record: Record, entry: ProblemEntry) -> bool:
    """Return whether calcium was measured on the day the problem was noted."""
    return any(
        result.analyte in CALCIUM and result.on == entry.on and canonical(result) is not None
        for result in record.labs
        if entry.on is not None
    )


def unit_flag(result: LabResult) -> Finding | None:
    """Return the flag of a unit that does not fit the analyte, or of a number nobody can have (DQ-22)."""
    if result.value is None:
        return None
    if result.analyte is not None:
        return None if canonical(result) is not None else _unit_flag(result, accepted_units(result.analyte))
    return _unit_flag(result, _PERCENT) if _is_mixed_neutrophils(result) else None


def _unit_flag(result: LabResult, accepted: Text | tuple[str, ...]) -> Finding:
    return DQ_22.finding(
        key=field_of(result, "unit"),
        name=result.name or result.analyte,
        value=result.value,
        unit=result.unit or None,
        accepted=accepted if isinstance(accepted, Text) else accepted[0],
    )


NEUTROPHILS, PROPORTIONS = ("neutrophil", "中性粒"), ("proportion", "percent", "%", "比例", "百分")


def _is_mixed_neutrophils(result: LabResult) -> bool:
    """Return whether neutrophils are called a proportion and carry the unit of a count, or the reverse."""
    words = f"{result.name} {result.text}".casefold()
    if not any(name in words for name in NEUTROPHILS):
        return False
    return any(word in words for word in PROPORTIONS) != ("%" in result.unit) and bool(result.unit)


def ckd_stage(egfr: Decimal) -> str:
    """Return the stage of chronic kidney disease for an eGFR, so 41 is 3b (KDIGO)."""
    return next((stage for lowest, stage in _CKD_STAGES if egfr >= lowest), "5")


def ckd_flags(record: Record, limits: SafetyLimits) -> Flags:
    """Return stages of kidney disease that the newest eGFR contradicts or makes more exact (DQ-36)."""
    egfr = latest(lab_facts(record.labs, limits), Analyte.EGFR)
    if egfr is None:
        return ()
    expected = ckd_stage(egfr.value)
    return tuple(
        DQ_36.finding(key=field_of(entry, "text_zh"), stage=entry.stage, egfr=egfr.value, expected=expected)
        for entry in record.problems
        if entry.problem is Problem.CKD and entry.stage and entry.stage.casefold() != expected
    )
