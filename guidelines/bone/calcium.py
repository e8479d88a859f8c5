"""Calcium before a dose: which value is judged, and what it forbids (CAL-03, CAL-08)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from guidelines.bone.agents import Agent, is_bisphosphonate
from guidelines.facts import LabFact
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.labs import Analyte, Band, band, corrected_calcium
from guidelines.settings import DEFAULT_LIMITS, Limits
from guidelines.terms import Term, Text


class CalciumKind(Term):
    """Which calcium was judged, best first (STD-02, CAL-08)."""

    IONISED = "IONISED", "离子钙", "Ionised calcium"
    CORRECTED = "CORRECTED", "校正血钙", "Corrected calcium"
    UNCORRECTED = "UNCORRECTED", "总血钙（未校正）", "Total calcium (uncorrected)"


_RANK = {CalciumKind.IONISED: 2, CalciumKind.CORRECTED: 1, CalciumKind.UNCORRECTED: 0}


@dataclass(frozen=True, slots=True)
class CalciumReading:
    """The calcium a rule judges, in mmol/L, with the limits of its laboratory."""

    kind: CalciumKind
    value_mmol_l: Decimal
    sampled_on: date
    low: Decimal | None
    high: Decimal | None

    @property
    def band(self) -> Band:
        """Return LOW, NORMAL or HIGH; UNKNOWN unless both limits are on record (LAB-12)."""
        if self.low is None or self.high is None:
            return Band.UNKNOWN
        return band(self.value_mmol_l, self.low, self.high)


_DIRECT = {
    Analyte.IONISED_CALCIUM: CalciumKind.IONISED,
    Analyte.CORRECTED_CALCIUM: CalciumKind.CORRECTED,
}


def _reading(lab: LabFact, albumin_by_day: Mapping[date, Decimal]) -> CalciumReading:
    if lab.analyte in _DIRECT:
        return CalciumReading(_DIRECT[lab.analyte], lab.value, lab.sampled_on, lab.low, lab.high)
    # Only albumin of the same day corrects: an older one could lift a low calcium over the limit.
    result = corrected_calcium(calcium_mmol_l=lab.value, albumin_g_l=albumin_by_day.get(lab.sampled_on))
    kind = CalciumKind.CORRECTED if result.corrected else CalciumKind.UNCORRECTED
    return CalciumReading(kind, result.value_mmol_l, lab.sampled_on, lab.low, lab.high)


def is_fresh(sampled_on: date, on: date, limits: Limits = DEFAULT_LIMITS) -> bool:
    """Return whether a result still counts on the day `on`: 14 days old yes, 15 no (CAL-03, REN-02)."""
    return (on - sampled_on).days <= limits.lab_valid_days


def calcium_reading(
    labs: Iterable[LabFact], on: date, limits: Limits = DEFAULT_LIMITS
) -> CalciumReading | None:
    """Return the calcium to judge on a day: ionised, else corrected, else uncorrected total (CAL-08).

    The newest ionised or corrected value counts. A newer uncorrected total takes its place only when it is
    out of range or the better value is too old: it adds caution, never removes it. None = never measured.
    """
    known = [lab for lab in labs if lab.sampled_on <= on]
    albumin = {lab.sampled_on: lab.value for lab in known if lab.analyte is Analyte.ALBUMIN}
    readings = sorted(
        (_reading(lab, albumin) for lab in known if lab.analyte is Analyte.CALCIUM or lab.analyte in _DIRECT),
        key=lambda reading: (reading.sampled_on, _RANK[reading.kind]),
    )
    sure = [reading for reading in readings if reading.kind is not CalciumKind.UNCORRECTED]
    if not sure:
        return readings[-1] if readings else None
    latest, best = readings[-1], sure[-1]
    cautious = latest.band is not Band.NORMAL or not is_fresh(best.sampled_on, on, limits)
    return latest if cautious else best


def answering(reading: CalciumReading | None, noted_on: date | None) -> CalciumReading | None:
    """Return the number that answers a low calcium of the problem list, open and noted last on `noted_on`.

    None when it was noted on the day of the sample or later: the two contradict each other, and the safer one
    stands (SAF-07); a low number stands anyway. `noted_on` None = nothing is noted.
    """
    if reading is None or noted_on is None or reading.band is Band.LOW:
        return reading
    return reading if reading.sampled_on > noted_on else None


def cal_rule(number: str, severity: Severity, zh: str, en: str, source: str = "GL §4.1.4.3") -> Rule:
    """Return a row of section 4.6, whose statements carry no grade."""
    return Rule(f"CAL-{number}", severity, Text(zh, en), source, Grade.UNGRADED)


CAL_03_MISSING = cal_rule(
    "03",
    Severity.STOP,
    "用药前须有 {valid_days} 天内的血钙（最近一次：{sampled_on}），请先检测。",
    "Calcium of the last {valid_days} days is needed before the dose (last one: {sampled_on}): measure "
    "first.",
)


CAL_03_LOW = cal_rule(
    "03",
    Severity.STOP,
    "{kind} {value} mmol/L 低于下限 {low}：先纠正低钙再用药。轻度低钙常无症状。",
    "{kind} {value} mmol/L is below {low}: correct calcium before the dose. Mild hypocalcaemia is often "
    "silent.",
)


CAL_03_PROBLEM = cal_rule(
    "03",
    Severity.STOP,
    "问题列表有低钙血症而无有效数值：按低钙处理，先检测并纠正再用药。",
    "Hypocalcaemia is on the problem list without a valid number: treat as low, measure and correct first.",
    "GL §4.1.4.3; P SAF-07",
)


CAL_03_NO_RANGE = cal_rule(
    "03",
    Severity.STOP,
    "{kind} {value} mmol/L 缺少本实验室参考范围，无法判断，请补填。",
    "{kind} {value} mmol/L has no laboratory range and cannot be judged: please add it.",
    "GL §4.1.4.3; P AMB-64",
)


def _for_agent(finding: Finding, agent: Agent) -> Finding:
    """Return the stop as it is for RANKL inhibitors, softened to a warning for a bisphosphonate (AMB-17)."""
    if not is_bisphosphonate(agent):
        return finding
    return replace(finding, severity=Severity.WARN, source="P AMB-17", grade=Grade.PROJECT)


def calcium_gate(
    agent: Agent,
    reading: CalciumReading | None,
    on: date,
    *,
    hypocalcaemia_noted: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Finding | None:
    """Return why the dose must wait for calcium on the day `on`; None when a fresh value is in range or high.

    CAL-03: a STOP before denosumab, a WARN before a bisphosphonate (AMB-17). `hypocalcaemia_noted` is an open
    problem without a number; a fresh number outweighs it.
    """
    finding = _calcium_obstacle(reading, on, hypocalcaemia_noted, limits)
    return None if finding is None else _for_agent(finding, agent)


def _calcium_obstacle(
    reading: CalciumReading | None, on: date, hypocalcaemia_noted: bool, limits: Limits
) -> Finding | None:
    if reading is None or not is_fresh(reading.sampled_on, on, limits):
        if hypocalcaemia_noted:
            return CAL_03_PROBLEM.finding()
        sampled_on = None if reading is None else reading.sampled_on
        return CAL_03_MISSING.finding(valid_days=limits.lab_valid_days, sampled_on=sampled_on)
    if reading.band is Band.UNKNOWN:
        return CAL_03_NO_RANGE.finding(kind=reading.kind, value=reading.value_mmol_l)
    if reading.band is Band.LOW:
        return CAL_03_LOW.finding(kind=reading.kind, value=reading.value_mmol_l, low=reading.low)
    return None
