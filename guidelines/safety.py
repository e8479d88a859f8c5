"""The safety rules that the fifteen cases showed to be missing (SAF-01 to SAF-10).

All are project rules, to be signed off by the clinical lead. Where two facts contradict each other the safer
action stands and both are shown (SAF-07).
"""

from collections.abc import Iterable
from decimal import Decimal

from guidelines.bone.calcium import CalciumKind
from guidelines.findings import Grade, Rule, Severity
from guidelines.labs import Band
from guidelines.lesions import LONG_BONES, Bone
from guidelines.reading.calcium import CalciumEpisode
from guidelines.reading.drugs import DrugClass
from guidelines.reading.limits import SafetyLimits
from guidelines.record.board import Conference
from guidelines.record.complaints import Symptom, SymptomEntry
from guidelines.record.lesions import BoneLesion
from guidelines.terms import Text


def _saf(number: str, severity: Severity, zh: str, en: str, source: str = "P") -> Rule:
    return Rule(f"SAF-{number}", severity, Text(zh, en), source, Grade.PROJECT)


SAF_01 = _saf(
    "01",
    Severity.FLAG,
    "高钙血症急症（{value} mmol/L；症状：{symptoms}）：停用钙剂和维生素 D，每日复查血钙至正常；"
    "骨改良药物有指征，"
    "不因此推迟。",
    "Hypercalcaemia emergency ({value} mmol/L; symptoms: {symptoms}): withhold calcium and vitamin D, repeat "
    "calcium daily until normal. The bone-modifying drug is indicated, not blocked.",
)
SAF_02 = _saf(
    "02",
    Severity.FLAG,
    "脊髓压迫急症（{sites}；{signs}）：当日决定激素、全脊柱磁共振，并请脊柱外科和放疗科会诊。"
    "不等待 MDT、口腔检查或血钙。仍缺：{missing}。",
    "Spinal cord emergency ({sites}; {signs}): same day decide on steroids, whole-spine MRI, call spine "
    "surgery "
    "and radiotherapy. Waits for no meeting, dentist or calcium. Still missing: {missing}.",
    "GL Rec 10, §4.5.3; P",
)
SAF_03 = _saf(
    "03",
    Severity.FLAG,
    "脊柱急诊评估（{sites}；{signs}）：当日神经系统检查，24 "
    "小时内完成脊柱稳定性评分（SINS）和脊柱外科或放疗科会诊。"
    "仍缺：{missing}。",
    "Urgent spine ({sites}; {signs}): neurological examination the same day, spine stability (SINS) and a "
    "spine "
    "or radiotherapy opinion within 24 h. Still missing: {missing}.",
)
SAF_04 = _saf(
    "04",
    Severity.TASK,
    "{site}转移尚无有效 Mirels 评分，请评估骨折风险。",
    "Metastasis of {site} without a valid Mirels score: assess the risk of fracture.",
)
SAF_05 = _saf(
    "05",
    Severity.FLAG,
    "MDT 记录不完整，缺少：{missing}。骨转移患者未用骨改良药物时，结论须写明启动（何药）、"
    "禁忌（原因）或拒绝（原因）。",
    "The conference is not complete, missing: {missing}. With bone metastasis and no bone-modifying drug "
    "it must "
    "say: start (which), contraindicated (why) or declined (why).",
)
SAF_06 = _saf(
    "06",
    Severity.WARN,
    "{drugs}：同时存在{risk}，请复核用药安全。",
    "{drugs} together with {risk}: review for safety.",
)
SAF_07_LOW = _saf(
    "07",
    Severity.STOP,
    "记录有低钙血症而无数值：按低钙处理，暂缓用药，请检测血钙。",
    "Low calcium is on record without a number: hold the dose as if it were measured, and measure it.",
    "GL §4.1.4.3; P",
)
SAF_07_HIGH = _saf(
    "07",
    Severity.FLAG,
    "记录有高钙血症而无数值：按高钙处理，停用钙剂和维生素 D，请检测血钙。",
    "High calcium is on record without a number: withhold calcium and vitamin D, and measure it.",
    "GL §4.1.4.3; P",
)
SAF_08 = _saf(
    "08",
    Severity.TASK,
    "急症情况下首剂可在口腔检查前给予并写明理由；口腔检查须在第 2 剂前（{due_on}）完成。",
    "In an emergency dose 1 may go ahead of the oral examination with a reason; the examination is due "
    "before "
    "dose 2 ({due_on}).",
    "GL Rec 8; P",
)
SAF_09 = _saf(
    "09",
    Severity.TASK,
    "骨质受累系邻近肺肿瘤直接侵犯（{sites}）：请医生确认是否按骨转移使用骨改良药物。",
    "Bone is invaded directly by the adjacent lung tumour ({sites}): the doctor confirms whether this "
    "counts as "
    "metastasis and the drug is started.",
)
SAF_10 = _saf(
    "10",
    Severity.TASK,
    "重度肾功能不全（肌酐清除率 {crcl_ml_min} mL/min）使用地舒单抗：首剂后第 {early_days} 天和第 "
    "{late_days} 天查血钙。",
    "Severe renal impairment (clearance {crcl_ml_min} mL/min) on denosumab: calcium also on day "
    "{early_days} and "
    "{late_days} after dose 1.",
)

HIGH_CALCIUM_SIGNS = frozenset({Symptom.DROWSINESS, Symptom.CONFUSION, Symptom.POLYURIA, Symptom.ARRHYTHMIA})
CORD_SIGNS = frozenset({Symptom.LEG_WEAKNESS, Symptom.SENSORY_LEVEL, Symptom.BLADDER_BOWEL})


def signs_during(episode: CalciumEpisode, symptoms: Iterable[SymptomEntry]) -> tuple[Symptom, ...]:
    """Return the signs of high calcium that were there while it was high (SAF-01), each once."""
    there = {entry.symptom for entry in symptoms if not _over_before(entry, episode)}
    return tuple(symptom for symptom in Symptom if symptom in HIGH_CALCIUM_SIGNS and symptom in there)


def _over_before(entry: SymptomEntry, episode: CalciumEpisode) -> bool:
    ended = entry.resolved_on
    return ended is not None and episode.begin is not None and ended <= episode.begin


def is_calcium_emergency(
    episode: CalciumEpisode, symptoms: Iterable[SymptomEntry], limits: SafetyLimits
) -> bool:
    """Return whether an episode of high calcium is an emergency (SAF-01).

    It is from 3.00 mmol/L, or with one of its signs, and stays one until calcium is normal. The number is
    meant for total or corrected calcium: an ionised value is an emergency by signs only.
    """
    if episode.band is not Band.HIGH:
        return False
    highest = highest_value(episode)
    reached = highest is not None and highest >= limits.calcium_emergency
    return reached or bool(signs_during(episode, symptoms))


def highest_value(episode: CalciumEpisode) -> Decimal | None:
    """Return the highest total or corrected calcium of an episode; None when it has no such number."""
    values = (r.value_mmol_l for r in episode.readings if r.kind is not CalciumKind.IONISED)
    return max(values, default=None)


def in_spine(lesion: BoneLesion) -> bool:
    """Return whether a lesion is a metastasis of the spine; one called benign is not."""
    return lesion.site.bone is Bone.SPINE and lesion.metastatic


def presses_on_cord(lesion: BoneLesion) -> bool:
    """Return whether a lesion is flagged as compressing the cord (SAF-02).

    A disc that bulges by wear is no lesion with that flag, so it never gets here.
    """
    return lesion.cord_compression is True and lesion.metastatic


def touches_cord_space(lesion: BoneLesion) -> bool:
    """Return whether tumour touches the epidural space or presses on the thecal sac (SAF-03)."""
    return in_spine(lesion) and (lesion.epidural_contact is True or lesion.thecal_sac_compression is True)


def needs_mirels(lesion: BoneLesion) -> bool:
    """Return whether a Mirels score belongs to this lesion (SAF-04): the six long bones, never another."""
    return lesion.site.bone in LONG_BONES and lesion.metastatic


def only_direct_invasion(lesions: Iterable[BoneLesion]) -> bool:
    """Return whether every known lesion is the lung tumour growing into the bone beside it (SAF-09)."""
    known = [lesion.direct_invasion for lesion in lesions if lesion.metastatic]
    return bool(known) and all(known)


_DATE, _DISCIPLINES = Text("日期", "date"), Text("学科", "disciplines")
_CONCLUSION, _STATEMENT = Text("结论", "conclusion"), Text("骨改良药物意见", "statement on the drug")


def conference_gaps(conference: Conference, *, drug_open: bool) -> tuple[Text, ...]:
    """Return what a conference leaves out (MDT-05, SAF-05).

    `drug_open`: bone metastasis is confirmed and no bone-modifying drug was given, so it must speak of one.
    """
    wanted = (
        (conference.on is not None, _DATE),
        (bool(conference.disciplines), _DISCIPLINES),
        (bool(conference.conclusion.strip()), _CONCLUSION),
        (conference.bone_drug is not None or not drug_open, _STATEMENT),
    )
    return tuple(name for there, name in wanted if not there)


_RENAL = Text("肾功能不全", "impaired kidney function")
_HIGH_CALCIUM = Text("高钙血症", "high calcium")


def drug_risks(
    taken: frozenset[DrugClass], *, renal_impaired: bool, calcium_high: bool
) -> tuple[tuple[DrugClass, Text], ...]:
    """Return each class that is unsafe here, with what makes it so (SAF-06, DQ-39)."""
    pairs = (
        (DrugClass.NSAID, renal_impaired, _RENAL),
        (DrugClass.NSAID, DrugClass.CISPLATIN in taken, DrugClass.CISPLATIN.label),
        (DrugClass.OPIOID, DrugClass.BENZODIAZEPINE in taken, DrugClass.BENZODIAZEPINE.label),
        (DrugClass.THIAZIDE, calcium_high, _HIGH_CALCIUM),
    )
    return tuple((drug, risk) for drug, there, risk in pairs if drug in taken and there)
