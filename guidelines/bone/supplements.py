"""Calcium and vitamin D with a bone-modifying drug: how much, and when not (CAL-01, CAL-02)."""

from decimal import Decimal

from guidelines.bone.calcium import CalciumReading, cal_rule
from guidelines.findings import Finding, Severity
from guidelines.labs import Band
from guidelines.settings import DEFAULT_LIMITS, Limits

CAL_01 = cal_rule(
    "01",
    Severity.TASK,
    "使用骨改良药物期间请每日补充钙 {calcium_mg} mg 和维生素 D {minimum}～{maximum} IU。",
    "Prescribe calcium {calcium_mg} mg and vitamin D {minimum}-{maximum} IU per day with the drug.",
    "GL §4.1.4.3; QA Q7",
)


CAL_01_CALCIUM = cal_rule(
    "01",
    Severity.WARN,
    "每日钙 {given} mg，低于 {calcium_mg} mg。",
    "Calcium {given} mg per day is below {calcium_mg} mg.",
)


CAL_01_VITAMIN_D = cal_rule(
    "01",
    Severity.WARN,
    "每日维生素 D {given} IU，不在 {minimum}～{maximum} IU 之内。",
    "Vitamin D {given} IU per day is outside {minimum}-{maximum} IU.",
)


CAL_01_UNVERIFIED = cal_rule(
    "01",
    Severity.WARN,
    "补充剂未写明每日含量，无法核对，请补录。",
    "The strength of the supplement is not recorded, so it cannot be verified: please add it.",
)


CAL_02 = cal_rule(
    "02",
    Severity.STOP,
    "{kind} {value} mmol/L 高于上限 {high}：高钙血症时禁用钙剂和维生素 D，血钙正常后再评估。",
    "{kind} {value} mmol/L is above {high}: withhold calcium and vitamin D, re-evaluate when normal.",
)


CAL_02_PROBLEM = cal_rule(
    "02",
    Severity.STOP,
    "问题列表有高钙血症而无数值：按高钙处理，停用钙剂和维生素 D，请复查血钙。",
    "Hypercalcaemia is on the problem list without a number: withhold calcium and vitamin D, measure "
    "calcium.",
    "GL §4.1.4.3; P SAF-07",
)


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
