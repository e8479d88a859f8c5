"""The renal rules around the dose table (REN-02 to REN-09, and the optional STD-08)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from guidelines.bone.agents import Agent, is_bisphosphonate
from guidelines.bone.dosing import RENAL_TABLE, RenalVerdict, renal_dose
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.settings import DEFAULT_LIMITS, Limits
from guidelines.terms import Term, Text

REN_01_REFUSED = Rule(
    "REN-01",
    Severity.STOP,
    Text(
        "肌酐清除率 {crcl_ml_min} mL/min（{row}），不推荐使用{agent}。地舒单抗不经肾脏清除，可考虑改用。",
        "Creatinine clearance {crcl_ml_min} mL/min ({row}): {agent} is not recommended. Denosumab is "
        "not cleared by "
        "the kidney and can be considered.",
    ),
    "GL table 2",
    Grade.UNGRADED,
)
REN_01_UNKNOWN = Rule(
    "REN-01",
    Severity.WARN,
    Text(
        "指南表 2 未列{agent}的肾功能剂量，请由医生或药师确认剂量。",
        "Table 2 has no renal dose for {agent}: an oncologist or pharmacist must confirm the dose.",
    ),
    "GL table 2",
    Grade.UNGRADED,
)
REN_02 = Rule(
    "REN-02",
    Severity.STOP,
    Text(
        "使用{agent}前须有 {valid_days} 天内的肌酐清除率（最近一次：{measured_on}）。",
        "{agent} needs a creatinine clearance of the last {valid_days} days (last one: {measured_on}).",
    ),
    "GL §4.1.4.2",
    Grade.UNGRADED,
)
REN_03 = Rule(
    "REN-03",
    Severity.WARN,
    Text(
        "{agent} {ordered_mg} mg 高于肾功能剂量表的 {table_mg} mg（肌酐清除率 {crcl_ml_min} mL/min）。",
        "{agent} {ordered_mg} mg is above the renal table's {table_mg} mg (clearance {crcl_ml_min} mL/min).",
    ),
    "GL table 2",
    Grade.UNGRADED,
)
REN_04 = Rule(
    "REN-04",
    Severity.FLAG,
    Text(
        "肌酐清除率 {crcl_ml_min} mL/min，低于 60：使用双膦酸盐时急性肾衰竭风险明显升高。",
        "Creatinine clearance {crcl_ml_min} mL/min is below 60: clearly raised risk of acute renal failure.",
    ),
    "GL §4.1.4.2",
    Grade.UNGRADED,
)
REN_05 = Rule(
    "REN-05",
    Severity.FLAG,
    Text(
        "肾脏风险因素：{risks}。使用双膦酸盐期间请警惕肾功能不全和急性肾损伤。",
        "Renal risk: {risks}. Watch for renal insufficiency and acute kidney injury on the bisphosphonate.",
    ),
    "GL §4.1.4.2",
    Grade.UNGRADED,
)
REN_06 = Rule(
    "REN-06",
    Severity.TASK,
    Text(
        "每次双膦酸盐用药前复查肾功能。肾功能不全中位出现时间 4.7～5.4 个月，早期无症状，"
        "可仅有蛋白尿或管型尿。",
        "Check the kidney before each bisphosphonate dose. Renal insufficiency appears after a median "
        "of 4.7-5.4 "
        "months; early signs are silent: protein or casts in urine.",
    ),
    "GL §4.1.4.2",
    Grade.UNGRADED,
)
REN_07 = Rule(
    "REN-07",
    Severity.INFO,
    Text(
        "地舒单抗无需监测肾功能，也无需调整剂量；严重肾功能不全时低钙血症风险升高，请关注血钙（通用标准）。",
        "Denosumab needs no renal monitoring and no dose change; severe renal impairment raises the "
        "risk of low "
        "calcium (standard), so watch calcium.",
    ),
    "GL §4.1.4.2; S",
    Grade.UNGRADED,
)
REN_08 = Rule(
    "REN-08",
    Severity.INFO,
    Text(
        "肾损伤数据主要来自骨髓瘤，肺癌骨转移的数据很少。",
        "Renal injury data are mostly from myeloma; there are few in lung cancer bone metastasis.",
    ),
    "GL §4.1.4.2",
    Grade.UNGRADED,
)
REN_09 = Rule(
    "REN-09",
    Severity.WARN,
    Text(
        "帕米膦酸计划输注 {minutes} 分钟，少于 2 小时；推荐 2～4 小时或≥4 小时。",
        "Pamidronate planned over {minutes} min, less than 2 h; 2-4 h or at least 4 h is recommended.",
    ),
    "GL table 2 footnote",
    Grade.UNGRADED,
)

RAISED_RISK_BELOW_ML_MIN = Decimal(60)
AGE_AT_RISK_ABOVE = 65
PAMIDRONATE_MINUTES = 120


class RenalRisk(Term):
    """What makes a kidney vulnerable on a bisphosphonate (REN-05)."""

    AGE_OVER_65 = "AGE_OVER_65", "年龄大于 65 岁", "age over 65"
    DIABETES = "DIABETES", "糖尿病", "diabetes"
    NSAID = "NSAID", "使用非甾体抗炎药", "NSAID use"
    CISPLATIN = "CISPLATIN", "正在接受顺铂化疗", "cisplatin chemotherapy in progress"


def table_refusal(agent: Agent, crcl_ml_min: Decimal | None) -> Finding | None:
    """Return why the renal table forbids the drug, or cannot answer for it; None when it gives a dose.

    None also for a bisphosphonate of the table without clearance: that is REN-02's to say.
    """
    dose = renal_dose(agent, crcl_ml_min)
    if dose.verdict is RenalVerdict.NOT_RECOMMENDED:
        return REN_01_REFUSED.finding(
            agent=agent, crcl_ml_min=dose.inputs["crcl_ml_min"], row=dose.inputs["row"]
        )
    if dose.verdict is RenalVerdict.UNKNOWN and agent not in RENAL_TABLE:
        return REN_01_UNKNOWN.finding(agent=agent)
    return None


def clearance_gate(
    agent: Agent, *, measured_on: date | None, on: date, limits: Limits = DEFAULT_LIMITS
) -> Finding | None:
    """Return the REN-02 stop when a bisphosphonate has no recent clearance on the day `on`, else None."""
    if not is_bisphosphonate(agent):
        return None
    if measured_on is not None and (on - measured_on).days <= limits.lab_valid_days:
        return None
    return REN_02.finding(agent=agent, valid_days=limits.lab_valid_days, measured_on=measured_on)


def dose_above_table(agent: Agent, ordered_mg: Decimal, crcl_ml_min: Decimal | None) -> Finding | None:
    """Return the REN-03 warning when the ordered dose in mg is above table 2, else None."""
    dose = renal_dose(agent, crcl_ml_min)
    if agent not in RENAL_TABLE or dose.dose_mg is None or ordered_mg <= dose.dose_mg:
        return None
    crcl = dose.inputs["crcl_ml_min"]
    return REN_03.finding(agent=agent, ordered_mg=ordered_mg, table_mg=dose.dose_mg, crcl_ml_min=crcl)


def renal_flags(
    agent: Agent, *, crcl_ml_min: Decimal | None, age_years: int | None, risks: Iterable[RenalRisk] = ()
) -> tuple[Finding, ...]:
    """Return what to watch about the kidney on this drug (REN-04 to REN-08).

    A bisphosphonate always carries the review of REN-06 and the caveat of REN-08. Denosumab: REN-07 only.
    """
    if agent is Agent.DENOSUMAB:
        return (REN_07.finding(),)
    if not is_bisphosphonate(agent):
        return ()
    found = renal_risks(age_years, risks)
    flags = [REN_05.finding(risks=found)] if found else []
    if crcl_ml_min is not None and crcl_ml_min < RAISED_RISK_BELOW_ML_MIN:
        flags.insert(0, REN_04.finding(crcl_ml_min=crcl_ml_min))
    return (*flags, REN_06.finding(), REN_08.finding())


def renal_risks(age_years: int | None, risks: Iterable[RenalRisk] = ()) -> tuple[RenalRisk, ...]:
    """Return the renal risk factors in the order of the guideline; an age above 65 adds itself (REN-05)."""
    known = set(risks)
    if age_years is not None and age_years > AGE_AT_RISK_ABOVE:
        known.add(RenalRisk.AGE_OVER_65)
    return tuple(risk for risk in RenalRisk if risk in known)


def infusion_check(agent: Agent, minutes: int) -> Finding | None:
    """Return the REN-09 warning for pamidronate planned in less than two hours, else None."""
    if agent is not Agent.PAMIDRONATE or minutes >= PAMIDRONATE_MINUTES:
        return None
    return REN_09.finding(minutes=minutes)


STD_08 = Rule(
    "STD-08",
    Severity.STOP,
    Text(
        "肌酐较基线升高 {rise_umol_l} µmol/L（界值 {limit_umol_l}），请暂停唑来膦酸并评估肾功能。",
        "Creatinine is {rise_umol_l} µmol/L above baseline (limit {limit_umol_l}): hold zoledronic acid "
        "and assess.",
    ),
    "S STD-08",
    Grade.STANDARD,
)
RISE_FROM_NORMAL_UMOL_L = Decimal(44)
RISE_FROM_ABNORMAL_UMOL_L = Decimal(88)


def creatinine_rise(
    *, baseline_umol_l: Decimal, baseline_raised: bool, now_umol_l: Decimal, limits: Limits = DEFAULT_LIMITS
) -> Finding | None:
    """Return the hold for a rise of creatinine on zoledronic acid (STD-08), else None; off by default."""
    rise = now_umol_l - baseline_umol_l
    limit = RISE_FROM_ABNORMAL_UMOL_L if baseline_raised else RISE_FROM_NORMAL_UMOL_L
    if not limits.creatinine_rise_check or rise < limit:
        return None
    return STD_08.finding(rise_umol_l=rise, limit_umol_l=limit)
