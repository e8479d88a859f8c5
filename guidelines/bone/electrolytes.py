"""Calcium out of range and its grades, other electrolytes (CAL-05, CAL-06, CAL-07, CAL-09, STD-02)."""

from collections.abc import Iterable
from decimal import Decimal

from guidelines.bone.calcium import CalciumKind, CalciumReading, cal_rule
from guidelines.facts import LabFact
from guidelines.findings import Finding, Severity
from guidelines.labs import Analyte, Band, band
from guidelines.terms import Term

CAL_05 = cal_rule(
    "05",
    Severity.FLAG,
    "低钙急症（{kind} {value} mmol/L）：可危及生命，暂停骨改良药物并立即处理。",
    "Calcium emergency ({kind} {value} mmol/L): may be life-threatening; hold the drug and treat at once.",
)


CAL_06 = cal_rule(
    "06",
    Severity.INFO,
    "轻度或慢性低钙血症几乎没有症状，不能靠症状监测，请按期查血钙。",
    "Mild or chronic low calcium has almost no symptoms: monitoring cannot rely on them, so measure it.",
)


CAL_07 = cal_rule(
    "07",
    Severity.INFO,
    "{analyte}异常：两类骨改良药物均可引起其他电解质紊乱，可登记为不良反应。",
    "{analyte} is out of range: both classes may disturb other electrolytes; it can be recorded as "
    "adverse event.",
    "GL §4.1.4",
)


CAL_09 = cal_rule(
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
