"""Bone turnover markers and calcium: what a result means (LAB-01 to LAB-11, LAB-13; LAB-12 is in labs)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from guidelines.bone.agents import Agent
from guidelines.bone.calcium import CalciumReading
from guidelines.bone.rebound import WatchPhase, rebound_suspected
from guidelines.facts import LabFact
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.labs import Analyte, Band, band
from guidelines.settings import DEFAULT_LIMITS, Limits
from guidelines.terms import Text
from guidelines.values import add_months


def _lab(number: str, severity: Severity, zh: str, en: str, source: str = "WP §16") -> Rule:
    grade = Grade.PROJECT if source == "P" else Grade.UNGRADED
    return Rule(f"LAB-{number}", severity, Text(zh, en), source, grade)


LAB_01 = _lab(
    "01",
    Severity.FLAG,
    "{analyte} {value} 高于上限 {high}：骨转移可能已经发生，建议进一步检查。",
    "{analyte} {value} is above {high}: bone metastasis may have occurred, further examination is advised.",
)
LAB_02 = _lab(
    "02",
    Severity.FLAG,
    "{analytes}升高而无骨症状：请行影像检查，优先磁共振。",
    "{analytes} raised without bone symptoms: image, MRI preferred.",
    "QA Q2",
)
LAB_03 = _lab(
    "03",
    Severity.INFO,
    "仅 ALP 升高：ALP 并非骨特异，请排查肝胆原因；BALP 特异性更高。影像检查任务仍保留。",
    "Only ALP is raised: it is not bone-specific, so look for a liver or bile cause; BALP is more specific. "
    "The imaging task stays open.",
)
LAB_04 = _lab(
    "04",
    Severity.TASK,
    "骨改良药物于 {started_on} 开始：请检测{what} NTX（{due_on}）。用药 1 个月后较基线应明显下降。",
    "The bone-modifying drug started on {started_on}: measure the {what} NTX ({due_on}). A clear fall from "
    "baseline is expected after 1 month.",
)
LAB_05 = _lab(
    "05",
    Severity.CALC,
    "NTX 较基线 {baseline} 下降 {fall_pct}%（现为 {value}）。降幅越大，骨相关事件风险越小，文献未给界值。",
    "NTX fell by {fall_pct}% from {baseline} (now {value}). The larger the fall the lower the risk of "
    "skeletal events; the sources give no cut-off.",
)
LAB_05_RISING = _lab(
    "05",
    Severity.FLAG,
    "NTX 未下降：{value}，高于基线 {baseline}（{fall_pct}%）。请核查用药依从性和疾病进展。",
    "NTX is not falling: {value} is above the baseline {baseline} ({fall_pct}%). Check adherence and "
    "progression.",
    "WP §16; P",
)
LAB_06 = _lab(
    "06",
    Severity.INFO,
    "骨代谢标志物仅供辅助，不能确诊也不能排除骨转移；尚无中国人群界值。",
    "Bone markers only support: they neither confirm nor exclude bone metastasis. There are no Chinese "
    "thresholds yet.",
    "WP §16, §17",
)
LAB_07 = _lab(
    "07",
    Severity.INFO,
    "地舒单抗每 4 周一次对 uNTx/Cr 的抑制优于每 12 周一次。",
    "Denosumab every 4 weeks suppresses uNTx/Cr better than every 12 weeks.",
    "WP §26",
)
LAB_08 = _lab(
    "08",
    Severity.FLAG,
    "反弹观察期内的 CTX {ctx}：{verdict}。",
    "CTX {ctx} during the rebound watch: {verdict}.",
    "QA Q9",
)
LAB_09 = _lab(
    "09",
    Severity.CALC,
    "{analyte} {value}（参考范围 {low}～{high}）：{band}。",
    "{analyte} {value} (range {low} to {high}): {band}.",
    "P",
)
LAB_10 = _lab(
    "10",
    Severity.FLAG,
    "{kind} {value} mmol/L 高于上限 {high}：高钙血症，属高危因素和骨相关事件。",
    "{kind} {value} mmol/L is above {high}: hypercalcaemia, a risk factor and a skeletal event.",
    "GL intro, §3.1.1",
)
LAB_11 = _lab(
    "11",
    Severity.FLAG,
    "{kind} {value} mmol/L 低于下限 {low}：低钙血症，用药前先纠正。",
    "{kind} {value} mmol/L is below {low}: hypocalcaemia, correct it before the next dose.",
    "GL §4.1.4.3",
)
LAB_13 = _lab(
    "13",
    Severity.INFO,
    "随访中从未检测 NTX：条件允许时建议动态监测，以评估治疗反应和骨相关事件风险。",
    "NTX was never measured in follow-up: where available, follow it to judge response and the risk of "
    "skeletal events.",
)

TURNOVER_MARKERS = frozenset({Analyte.BALP, Analyte.PINP, Analyte.CTX, Analyte.NTX})
SILENT_SIGNS = frozenset({Analyte.ALP, Analyte.CTX})


def raised(lab: LabFact) -> bool | None:
    """Return whether a result is above its laboratory's upper limit (LAB-09); None without that limit."""
    return None if lab.high is None else lab.value > lab.high


def judged(lab: LabFact) -> Finding:
    """Return where a result lies against its own laboratory's limits (LAB-09); on a limit it is normal."""
    place = band(lab.value, lab.low, lab.high)
    return LAB_09.finding(
        key=lab.analyte.value, analyte=lab.analyte, value=lab.value, low=lab.low, high=lab.high, band=place
    )


def marker_flags(labs: Iterable[LabFact], *, confirmed: bool) -> tuple[Finding, ...]:
    """Return one flag per turnover marker above its limit while metastasis is not confirmed (LAB-01)."""
    if confirmed:
        return ()
    return tuple(
        LAB_01.finding(key=lab.analyte.value, analyte=lab.analyte, value=lab.value, high=lab.high)
        for lab in labs
        if lab.analyte in TURNOVER_MARKERS and raised(lab)
    )


def silent_rise(labs: Iterable[LabFact], *, symptoms: bool | None) -> Finding | None:
    """Return the flag to image when ALP or CTX is raised without bone symptoms (LAB-02), else None.

    Symptoms nobody asked about (None) do not hold the imaging back.
    """
    high = {lab.analyte for lab in labs if lab.analyte in SILENT_SIGNS and raised(lab)}
    if symptoms or not high:
        return None
    return LAB_02.finding(analytes=tuple(analyte for analyte in Analyte if analyte in high))


def alp_alone(labs: Iterable[LabFact]) -> Finding | None:
    """Return that ALP is not bone-specific when it is the only raised marker (LAB-03), else None."""
    high = {lab.analyte for lab in labs if raised(lab)}
    return LAB_03.finding() if Analyte.ALP in high and not high & TURNOVER_MARKERS else None


_BASELINE, _RECHECK = Text("基线", "baseline"), Text("复查", "repeat")


def ntx_tasks(
    started_on: date,
    *,
    baseline_on: date | None,
    rechecked_on: date | None,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[Finding, ...]:
    """Return the NTX still to be measured around the start of a drug (LAB-04): baseline, and a month on."""
    recheck_on = add_months(started_on, limits.ntx_recheck_months)
    open_tasks = (
        ("baseline", _BASELINE, started_on, baseline_on),
        ("recheck", _RECHECK, recheck_on, rechecked_on),
    )
    return tuple(
        LAB_04.finding(key=key, due_on=due_on, started_on=started_on, what=what)
        for key, what, due_on, done_on in open_tasks
        if done_on is None
    )


def ntx_fall_pct(baseline: Decimal, value: Decimal) -> Decimal | None:
    """Return the fall of NTX in percent of its baseline, negative when it rose (LAB-05).

    None for a baseline that is not positive: then the fall is unknown.
    """
    return 100 * (baseline - value) / baseline if baseline > 0 else None


def ntx_answer(baseline: Decimal, value: Decimal) -> Finding | None:
    """Return the fall of NTX, or the flag that it rose above its baseline (LAB-05); None when unknown."""
    fall = ntx_fall_pct(baseline, value)
    if fall is None:
        return None
    rule = LAB_05_RISING if fall < 0 else LAB_05
    return rule.finding(baseline=baseline, value=value, fall_pct=fall)


def support_note(labs: Iterable[LabFact], *, imaging_negative: bool | None) -> Finding | None:
    """Return that markers only support once one is raised (LAB-06), else None.

    With negative imaging the case is an occult metastasis for the board: `inputs["mdt_trigger"]`.
    """
    if not any(lab.analyte in TURNOVER_MARKERS and raised(lab) for lab in labs):
        return None
    return LAB_06.finding(mdt_trigger="MDT-T03" if imaging_negative else None)


def interval_note(agent: Agent) -> Finding | None:
    """Return what an extension of denosumab costs in NTX suppression (LAB-07); None for other drugs."""
    return LAB_07.finding() if agent is Agent.DENOSUMAB else None


_SUSPECTED = Text(
    "高于治疗期末次值和实验室上限，怀疑反弹", "above on-treatment value and limit, rebound suspected"
)
_NO_LIMIT = Text("缺少实验室上限，无法判断反弹", "without the laboratory's limit rebound cannot be judged")
OPEN_WATCH = frozenset({WatchPhase.HIGH_ALERT, WatchPhase.FRACTURE_WATCH})


def watched_ctx(
    ctx: Decimal, *, phase: WatchPhase, on_treatment: Decimal | None, upper: Decimal | None
) -> Finding | None:
    """Return the flag of a CTX entered while the rebound watch is open, judged by REB-03 (LAB-08).

    None outside the watch, and for a CTX known not to have rebounded; without a limit it stays a flag.
    """
    suspected = rebound_suspected(ctx, on_treatment=on_treatment, upper=upper)
    if phase not in OPEN_WATCH or suspected is False:
        return None
    return LAB_08.finding(ctx=ctx, verdict=_SUSPECTED if suspected else _NO_LIMIT, suspected=suspected)


def calcium_flag(reading: CalciumReading) -> Finding | None:
    """Return the flag of a calcium above (LAB-10) or below (LAB-11) its limits, else None."""
    if reading.band is Band.HIGH:
        return LAB_10.finding(kind=reading.kind, value=reading.value_mmol_l, high=reading.high)
    if reading.band is Band.LOW:
        return LAB_11.finding(kind=reading.kind, value=reading.value_mmol_l, low=reading.low)
    return None


def ntx_suggestion(labs: Iterable[LabFact]) -> Finding | None:
    """Return the suggestion to follow NTX when a follow-up patient never had one (LAB-13), else None."""
    return None if any(lab.analyte is Analyte.NTX for lab in labs) else LAB_13.finding()
