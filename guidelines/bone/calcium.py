"""Calcium and vitamin D around a bone-modifying drug (CAL-01 to CAL-09, STD-02 grades)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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


def _cal(number: str, severity: Severity, zh: str, en: str, source: str = "GL §4.1.4.3") -> Rule:
    return Rule(f"CAL-{number}", severity, Text(zh, en), source, Grade.UNGRADED)


CAL_01 = _cal(
    "01",
    Severity.TASK,
    "使用骨改良药物期间请每日补充钙 {calcium_mg} mg 和维生素 D {minimum}～{maximum} IU。",
    "Prescribe calcium {calcium_mg} mg and vitamin D {minimum}-{maximum} IU per day with the drug.",
    "GL §4.1.4.3; QA Q7",
)
CAL_01_CALCIUM = _cal(
    "01",
    Severity.WARN,
    "每日钙 {given} mg，低于 {calcium_mg} mg。",
    "Calcium {given} mg per day is below {calcium_mg} mg.",
)
CAL_01_VITAMIN_D = _cal(
    "01",
    Severity.WARN,
    "每日维生素 D {given} IU，不在 {minimum}～{maximum} IU 之内。",
    "Vitamin D {given} IU per day is outside {minimum}-{maximum} IU.",
)
CAL_01_UNVERIFIED = _cal(
    "01",
    Severity.WARN,
    "补充剂未写明每日含量，无法核对，请补录。",
    "The strength of the supplement is not recorded, so it cannot be verified: please add it.",
)
CAL_02 = _cal(
    "02",
    Severity.STOP,
    "{kind} {value} mmol/L 高于上限 {high}：高钙血症时禁用钙剂和维生素 D，血钙正常后再评估。",
    "{kind} {value} mmol/L is above {high}: withhold calcium and vitamin D, re-evaluate when normal.",
)
CAL_02_PROBLEM = _cal(
    "02",
    Severity.STOP,
    "问题列表有高钙血症而无数值：按高钙处理，停用钙剂和维生素 D，请复查血钙。",
    "Hypercalcaemia is on the problem list without a number: withhold calcium and vitamin D, measure "
    "calcium.",
    "GL §4.1.4.3; P SAF-07",
)
CAL_03_MISSING = _cal(
    "03",
    Severity.STOP,
    "用药前须有 {valid_days} 天内的血钙（最近一次：{sampled_on}），请先检测。",
    "Calcium of the last {valid_days} days is needed before the dose (last one: {sampled_on}): measure "
    "first.",
)
CAL_03_LOW = _cal(
    "03",
    Severity.STOP,
    "{kind} {value} mmol/L 低于下限 {low}：先纠正低钙再用药。轻度低钙常无症状。",
    "{kind} {value} mmol/L is below {low}: correct calcium before the dose. Mild hypocalcaemia is often "
    "silent.",
)
CAL_03_PROBLEM = _cal(
    "03",
    Severity.STOP,
    "问题列表有低钙血症而无有效数值：按低钙处理，先检测并纠正再用药。",
    "Hypocalcaemia is on the problem list without a valid number: treat as low, measure and correct first.",
    "GL §4.1.4.3; P SAF-07",
)
CAL_03_NO_RANGE = _cal(
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
    return Finding(
        finding.rule_id,
        Severity.WARN,
        finding.message,
        "P AMB-17",
        Grade.PROJECT,
        finding.key,
        finding.due_on,
        finding.inputs,
    )


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


def supplement_stop(reading: CalciumReading | None, *, hypercalcaemia_noted: bool = False) -> Finding | None:
    """Return why calcium and vitamin D must be withheld (CAL-02), else None; a value on the limit is allowed.

    A high value counts until a normal one replaces it, however old; `hypercalcaemia_noted` is an open problem
    without a valid number (SAF-07).
    """
    if reading is not None and reading.band is Band.HIGH:
        return CAL_02.finding(kind=reading.kind, value=reading.value_mmol_l, high=reading.high)
    return CAL_02_PROBLEM.finding() if hypercalcaemia_noted else None


def supplement_task(limits: Limits = DEFAULT_LIMITS) -> Finding:
    """Return the task to prescribe calcium and vitamin D (CAL-01)."""
    return CAL_01.finding(
        calcium_mg=limits.calcium_mg, minimum=limits.vitd_min_iu, maximum=limits.vitd_max_iu
    )


def supplement_check(
    calcium_mg_per_day: Decimal | None, vitamin_d_iu_per_day: Decimal | None, limits: Limits = DEFAULT_LIMITS
) -> tuple[Finding, ...]:
    """Return the warnings about a strength per day (CAL-01); None = not stated, cannot be verified."""
    found = []
    if calcium_mg_per_day is not None and calcium_mg_per_day < limits.calcium_mg:
        found.append(CAL_01_CALCIUM.finding(given=calcium_mg_per_day, calcium_mg=limits.calcium_mg))
    if vitamin_d_iu_per_day is not None and not (
        limits.vitd_min_iu <= vitamin_d_iu_per_day <= limits.vitd_max_iu
    ):
        found.append(
            CAL_01_VITAMIN_D.finding(
                given=vitamin_d_iu_per_day, minimum=limits.vitd_min_iu, maximum=limits.vitd_max_iu
            )
        )
    if calcium_mg_per_day is None or vitamin_d_iu_per_day is None:
        found.append(CAL_01_UNVERIFIED.finding())
    return tuple(found)


CAL_05 = _cal(
    "05",
    Severity.FLAG,
    "低钙急症（{kind} {value} mmol/L）：可危及生命，暂停骨改良药物并立即处理。",
    "Calcium emergency ({kind} {value} mmol/L): may be life-threatening; hold the drug and treat at once.",
)
CAL_06 = _cal(
    "06",
    Severity.INFO,
    "轻度或慢性低钙血症几乎没有症状，不能靠症状监测，请按期查血钙。",
    "Mild or chronic low calcium has almost no symptoms: monitoring cannot rely on them, so measure it.",
)
CAL_07 = _cal(
    "07",
    Severity.INFO,
    "{analyte}异常：两类骨改良药物均可引起其他电解质紊乱，可登记为不良反应。",
    "{analyte} is out of range: both classes may disturb other electrolytes; it can be recorded as "
    "adverse event.",
    "GL §4.1.4",
)
CAL_09 = _cal(
    "09",
    Severity.TASK,
    "新发高钙血症（{kind} {value} mmol/L）：登记骨相关事件，有骨改良药物指征，停用钙剂和维生素 D。",
    "New hypercalcaemia ({kind} {value} mmol/L): register the skeletal event; the drug is indicated; stop "
    "supplements.",
    "GL intro, §4.1.1; QA Q6",
)


class CalciumSymptom(Term):
    """Signs that make a low calcium an emergency (CAL-05)."""

    CONVULSION = "CONVULSION", "抽搐", "Convulsion"
    BRONCHOSPASM = "BRONCHOSPASM", "支气管痉挛", "Bronchospasm"


# CTCAE v5 for corrected calcium in mmol/L (STD-02): a value below the first number has that grade.
HYPOCALCAEMIA_GRADES = ((Decimal("1.5"), 4), (Decimal("1.75"), 3), (Decimal("2.0"), 2))
HYPERCALCAEMIA_GRADES = ((Decimal("3.4"), 4), (Decimal("3.1"), 3), (Decimal("2.9"), 2))
EMERGENCY_GRADE = 3


def hypocalcaemia_grade(corrected_mmol_l: Decimal, low: Decimal) -> int:
    """Return the CTCAE grade of a low corrected calcium, 0 when it is not below its limit (STD-02)."""
    if corrected_mmol_l >= low:
        return 0
    return next((grade for end, grade in HYPOCALCAEMIA_GRADES if corrected_mmol_l < end), 1)


def hypercalcaemia_grade(corrected_mmol_l: Decimal, high: Decimal) -> int:
    """Return the CTCAE grade of a high corrected calcium, 0 when it is not above its limit (STD-02)."""
    if corrected_mmol_l <= high:
        return 0
    return next((grade for end, grade in HYPERCALCAEMIA_GRADES if corrected_mmol_l > end), 1)


def calcium_emergency(reading: CalciumReading, symptoms: Iterable[CalciumSymptom] = ()) -> Finding | None:
    """Return the emergency flag of a low calcium with convulsion or bronchospasm, or CTCAE grade 3 (CAL-05).

    Grades are defined for corrected calcium, so an ionised value is an emergency by symptoms only.
    """
    if reading.band is not Band.LOW or reading.low is None:
        return None
    graded = reading.kind is not CalciumKind.IONISED
    severe = graded and hypocalcaemia_grade(reading.value_mmol_l, reading.low) >= EMERGENCY_GRADE
    if not severe and not tuple(symptoms):
        return None
    return CAL_05.finding(kind=reading.kind, value=reading.value_mmol_l)


def silent_note(reading: CalciumReading) -> Finding | None:
    """Return that a low calcium is often silent (CAL-06); None when it is not low."""
    return CAL_06.finding() if reading.band is Band.LOW else None


def electrolyte_note(lab: LabFact) -> Finding | None:
    """Return the offer to record another electrolyte out of range as an adverse event (CAL-07), else None."""
    if lab.analyte not in (Analyte.PHOSPHATE, Analyte.MAGNESIUM):
        return None
    if band(lab.value, lab.low, lab.high) not in (Band.LOW, Band.HIGH):
        return None
    return CAL_07.finding(key=lab.analyte.value, analyte=lab.analyte)


def hypercalcaemia_finding(reading: CalciumReading) -> Finding | None:
    """Return the task of a calcium above its limit (CAL-09, LAB-10); None on the limit or below."""
    if reading.band is not Band.HIGH:
        return None
    return CAL_09.finding(due_on=reading.sampled_on, kind=reading.kind, value=reading.value_mmol_l)
