"""Osteonecrosis of the jaw: suspicion, time course, care, meaning for the drug (ONJ-03 to ONJ-10)."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from guidelines.bone.adverse import AdverseEvent
from guidelines.bone.agents import AgentClass
from guidelines.facts import AdverseEventFact, DentalFact
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.terms import Term, Text


class OnjSeverity(Term):
    """Severity of jaw necrosis as the white paper grades it (VOC-23)."""

    MILD = "MILD", "轻微", "Mild"
    MODERATE = "MODERATE", "中度", "Moderate"
    SEVERE = "SEVERE", "严重", "Severe"


class OnjSymptom(Term):
    """What a patient or a dentist notices (VOC-24)."""

    JAW_PAIN = "JAW_PAIN", "长时间的颌部疼痛", "Long-lasting jaw pain"
    LOOSE_TEETH = "LOOSE_TEETH", "牙齿松动", "Loose teeth"
    BONE_ENLARGEMENT = "BONE_ENLARGEMENT", "骨膨大", "Bone enlargement"
    GUM_SWELLING = "GUM_SWELLING", "牙龈肿胀、发红和溃疡", "Gum swelling, redness or ulcer"
    EXPOSED_BONE = "EXPOSED_BONE", "骨暴露", "Exposed bone"
    FISTULA = "FISTULA", "口内或口外瘘", "Intra-oral or extra-oral fistula"
    DIFFICULT_OPENING = "DIFFICULT_OPENING", "张嘴困难", "Difficulty opening the mouth"


ESTABLISHING_SYMPTOMS = frozenset({OnjSymptom.EXPOSED_BONE, OnjSymptom.FISTULA})


def _onj(number: str, severity: Severity, zh: str, en: str, source: str) -> Rule:
    return Rule(f"ONJ-{number}", severity, Text(zh, en), source, Grade.UNGRADED)


ONJ_03 = _onj(
    "03",
    Severity.INFO,
    "颌骨坏死发生率：{figure}。前 2 年两类药物风险相当，第 3 年起双膦酸盐明显更高，约为 2 "
    "倍（骨质疏松人群的队列研究）。",
    "Jaw necrosis: {figure}. Same risk in the first 2 years, from year 3 clearly higher with "
    "bisphosphonates, about "
    "twice (cohort of osteoporosis patients).",
    "GL §4.1.4.1; WP §28",
)
ONJ_04 = _onj(
    "04",
    Severity.FLAG,
    "出现{symptoms}：怀疑颌骨坏死，请转口腔科，行口腔全景 X 光或颌骨 CT 三维重建。",
    "{symptoms}: suspect jaw necrosis; refer to the dentist, panoramic X-ray or jaw CT with 3D "
    "reconstruction.",
    "WP §27; GL §4.1.4.1",
)
ONJ_05 = _onj(
    "05",
    Severity.CALC,
    "骨暴露或瘘已 {days} 天（自 {since}），{verdict}，由口腔科医生确认。",
    "Exposed bone or fistula for {days} days (since {since}), {verdict}; the dentist confirms.",
    "WP §27; GL §4.1.4.1",
)
ONJ_06 = _onj(
    "06",
    Severity.TASK,
    "颌骨坏死（{severity}）：{care}。指南：多数患者先保守治疗（抗菌漱口水、必要时抗生素、口腔卫生、"
    "有限清创），不作激进切除。",
    "Jaw necrosis ({severity}): {care}. Guideline: conservative first for most (antiseptic mouthwash, "
    "antibiotics if "
    "indicated, oral hygiene, limited debridement), no aggressive resection.",
    "GL §4.1.4.1; WP §27; QA Q7",
)
ONJ_06_OPEN = Rule(
    "ONJ-06",
    Severity.WARN,
    Text(
        "有未结束的颌骨坏死：请医生决定继续、暂停或停药，并提交 MDT。",
        "Jaw necrosis is on record: the oncologist decides to continue, hold or stop, with the MDT.",
    ),
    "GL §4.1.4.1, §4.1.3",
    Grade.UNGRADED,
)
ONJ_08 = _onj(
    "08",
    Severity.WARN,
    "没有颌骨坏死记录。切勿因噎废食：颌骨坏死可防、可早发现、可治疗，担心颌骨坏死不是停药理由。",
    "No jaw necrosis is on record. Do not give up eating for fear of choking: it can be prevented, "
    "found early and "
    "treated; worry is no reason to stop.",
    "WP §27, §29",
)
ONJ_09 = _onj(
    "09",
    Severity.INFO,
    "口腔问题是颌骨坏死的主要诱因，请保持牙齿清洁；地舒单抗不在骨内蓄积。",
    "Oral problems are the main trigger, so keep teeth clean; denosumab does not accumulate in bone.",
    "WP §28, §29",
)
ONJ_10 = _onj(
    "10",
    Severity.INFO,
    "双膦酸盐间隔更短时颌骨坏死风险升高（＜5 周与≥5 周相比）；当前间隔 {days} 天，属于{group}组。",
    "A shorter bisphosphonate interval raises the risk of jaw necrosis (under 5 weeks against 5 or "
    "more); {days} days "
    "falls in the group {group}.",
    "GL §4.1.4.1",
)

_BP_FIGURE = Text("双膦酸盐 1%～10%，随时间升高", "bisphosphonates 1%-10%, rising with time")
# Denosumab by year of treatment; the last figure holds for every later year.
_DENOSUMAB_FIGURES = (
    Text("地舒单抗第 1 年 1.1%", "denosumab, year 1: 1.1%"),
    Text("地舒单抗第 2 年 3.7%", "denosumab, year 2: 3.7%"),
    Text("地舒单抗此后每年 4.6%", "denosumab, later: 4.6% per year"),
)


def onj_rate(agent_class: AgentClass, months_on_drug: int) -> Finding:
    """Return the printed rate of jaw necrosis for the time on the drug, numbers not adjectives (ONJ-03)."""
    if agent_class is AgentClass.BP:
        return ONJ_03.finding(figure=_BP_FIGURE)
    return ONJ_03.finding(figure=_DENOSUMAB_FIGURES[min(max(months_on_drug, 0) // 12, 2)])


def suspicion(symptoms: Iterable[OnjSymptom]) -> Finding | None:
    """Return the referral when any jaw symptom is present on the drug (ONJ-04), else None."""
    present = set(symptoms)
    named = tuple(symptom for symptom in OnjSymptom if symptom in present)
    return ONJ_04.finding(symptoms=named) if named else None


ESTABLISHED_DAYS = 56
_MET = Text("已满 8 周病程标准", "the 8-week criterion is met")
_SUSPECTED = Text("未满 8 周，按疑似处理", "under 8 weeks, suspected")


def duration(first_exposed_on: date, today: date) -> Finding:
    """Return how long bone was exposed, and whether the 8 weeks are reached (ONJ-05): `inputs["met"]`."""
    days = (today - first_exposed_on).days
    met = days >= ESTABLISHED_DAYS
    return ONJ_05.finding(days=days, since=first_exposed_on, verdict=_MET if met else _SUSPECTED, met=met)


# ONJ-06: care by severity as the white paper lists it.
CARE: Mapping[OnjSeverity, Text] = MappingProxyType(
    {
        OnjSeverity.MILD: Text("抗炎、抗感染", "anti-inflammatory and anti-infective"),
        OnjSeverity.MODERATE: Text("抗炎、抗感染并清创", "anti-inflammatory, anti-infective and debridement"),
        OnjSeverity.SEVERE: Text(
            "可考虑手术切除（范围广泛或保守治疗无效时）",
            "resection can be proposed (extensive, or conservative care failed)",
        ),
    }
)


def care_plan(severity: OnjSeverity) -> Finding:
    """Return the care of a confirmed jaw necrosis by severity (ONJ-06)."""
    return ONJ_06.finding(severity=severity, care=CARE[severity])


def onj_confirmed(events: Iterable[AdverseEventFact], visits: Iterable[DentalFact], on: date) -> bool:
    """Return whether jaw necrosis is open on a day: as adverse event, or by what a dentist said of it last.

    A visit that says nothing of the jaw changes nothing; of two on one day the worse one stands.
    """
    if any(fact.event is AdverseEvent.ONJ for fact in events):
        return True
    said = [
        (visit.done_on, visit.jaw_necrosis)
        for visit in visits
        if visit.done_on is not None and visit.done_on <= on and visit.jaw_necrosis is not None
    ]
    return max(said)[1] if said else False


def onj_on_record() -> Finding:
    """Return the warning that jaw necrosis is open while a dose is due; nothing is preselected (ONJ-07)."""
    return ONJ_06_OPEN.finding()


class OnjDecision(Term):
    """What the oncologist decides after jaw necrosis; none is preselected (ONJ-07)."""

    CONTINUE = "CONTINUE", "继续用药", "Continue"
    HOLD = "HOLD", "暂停", "Hold"
    STOP = "STOP", "停药", "Stop"


def fear_check(*, onj_confirmed: bool) -> Finding | None:
    """Return the answer to a stop for fear of jaw necrosis; None when it is real, reason ONJ (ONJ-08)."""
    return None if onj_confirmed else ONJ_08.finding()


FIVE_WEEKS_DAYS = 35
_SHORT, _LONG = Text("＜5 周", "under 5 weeks"), Text("≥5 周", "5 weeks or more")


def interval_note(agent_class: AgentClass, interval_days: int) -> Finding | None:
    """Return the note on bisphosphonate interval and jaw risk (ONJ-10, AMB-21); None for other classes."""
    if agent_class is not AgentClass.BP:
        return None
    return ONJ_10.finding(days=interval_days, group=_LONG if interval_days >= FIVE_WEEKS_DAYS else _SHORT)


def education() -> Finding:
    """Return the text shown before the first dose (ONJ-09)."""
    return ONJ_09.finding()
