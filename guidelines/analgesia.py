"""Treating bone pain: ladder, limits, adjuvants, local options (PAIN-03 to PAIN-07, PAIN-09 to PAIN-13)."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from guidelines.bone.agents import Agent, is_bisphosphonate
from guidelines.bone.renal import REN_05, RenalRisk
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.lesions import FEW, LIMITED, MANY, Extent
from guidelines.risk.pain import MODERATE_FROM, PainBand, pain_band
from guidelines.terms import Term, Text, lacking


class AnalgesicClass(Term):
    """Class of a pain drug (VOC-31)."""

    NSAID = "NSAID", "非甾体类抗炎药", "NSAID"
    PARACETAMOL = "PARACETAMOL", "对乙酰氨基酚", "Paracetamol"
    OPIOID = "OPIOID", "阿片类", "Opioid"
    ADJ_BMA = "ADJ_BMA", "骨改良药物", "Bone-modifying drug"
    ADJ_STEROID = "ADJ_STEROID", "糖皮质激素", "Steroid"
    ADJ_LOCAL_ANAESTHETIC = "ADJ_LOCAL_ANAESTHETIC", "局部麻醉药", "Local anaesthetic"
    ADJ_ANTIEPILEPTIC = "ADJ_ANTIEPILEPTIC", "抗癫痫类", "Antiepileptic"
    ADJ_ANTIDEPRESSANT = "ADJ_ANTIDEPRESSANT", "镇痛性抗抑郁药", "Antidepressant"
    ADJ_RADIONUCLIDE = "ADJ_RADIONUCLIDE", "靶向放射性核素", "Radionuclide"


# PAIN-09: the adjuvants with the drugs that the guideline names as examples.
ADJUVANTS: Mapping[AnalgesicClass, Text] = MappingProxyType(
    {
        AnalgesicClass.ADJ_BMA: Text("骨改良药物", "bone-modifying drug"),
        AnalgesicClass.ADJ_STEROID: Text(
            "糖皮质激素（强的松、地塞米松）", "steroid (prednisone, dexamethasone)"
        ),
        AnalgesicClass.ADJ_LOCAL_ANAESTHETIC: Text("局部麻醉药（利多卡因）", "local anaesthetic (lidocaine)"),
        AnalgesicClass.ADJ_ANTIEPILEPTIC: Text(
            "抗癫痫类（加巴喷丁、普瑞巴林）", "antiepileptic (gabapentin, pregabalin)"
        ),
        AnalgesicClass.ADJ_ANTIDEPRESSANT: Text(
            "镇痛性抗抑郁药（度洛西汀、米那普伦）", "antidepressant (duloxetine, milnacipran)"
        ),
        AnalgesicClass.ADJ_RADIONUCLIDE: Text("靶向放射性核素（镭-223）", "radionuclide (radium-223)"),
    }
)
BEST_FOR_BONE_PAIN = frozenset(
    {AnalgesicClass.ADJ_BMA, AnalgesicClass.ADJ_STEROID, AnalgesicClass.ADJ_RADIONUCLIDE}
)


def _pain(
    number: str, severity: Severity, zh: str, en: str, source: str, grade: Grade = Grade.UNGRADED
) -> Rule:
    return Rule(f"PAIN-{number}", severity, Text(zh, en), source, grade)


PAIN_03 = _pain(
    "03",
    Severity.INFO,
    "优先病因治疗（抗肿瘤），药物与非药物协同，及早、按阶梯、个体化给药，预防和控制不良反应；"
    "骨转移确诊前也应镇痛。",
    "Treat the cause first, drugs and non-drug measures together, early, by the ladder, individually; "
    "prevent side effects. Pain is treated before bone metastasis is confirmed as well.",
    "GL §4.3, Rec 9",
)
PAIN_04 = _pain(
    "04",
    Severity.INFO,
    "轻度疼痛（NRS {nrs}）：优选非甾体类抗炎药或对乙酰氨基酚（如阿司匹林、布洛芬、塞来昔布）。",
    "Mild pain (NRS {nrs}): NSAID or paracetamol first (aspirin, ibuprofen, celecoxib named).",
    "GL §4.3.2.1; S STD-05",
)
PAIN_05 = _pain(
    "05",
    Severity.STOP,
    "对乙酰氨基酚每日 {grams} g，不宜超过 {limit} g。",
    "Paracetamol {grams} g per day: it should not exceed {limit} g.",
    "GL §4.3.2.1",
)
PAIN_06 = _pain(
    "06",
    Severity.INFO,
    "局部关节疼痛可外用非甾体类抗炎药：1% 双氯芬酸钠凝胶每日 4 次，或 1.3% 双氯芬酸贴剂每日 1～2 片。",
    "Local joint pain, topical NSAID: 1% diclofenac gel 4 times a day, or 1.3% diclofenac patch, 1-2 per "
    "day.",
    "GL §4.3.2.1",
)
PAIN_07 = _pain(
    "07",
    Severity.INFO,
    "{band}疼痛（NRS {nrs}）：阿片类药物为一线用药。",
    "{band} pain (NRS {nrs}): an opioid is first line.",
    "GL §4.3.2.2; S STD-05",
)
PAIN_09 = _pain(
    "09",
    Severity.INFO,
    "阿片类药物效果欠佳（NRS {nrs}）：联合辅助镇痛药：{adjuvants}。对骨痛更有针对性：{best}。",
    "Poor response to the opioid (NRS {nrs}): add an adjuvant: {adjuvants}. Best for bone pain: {best}.",
    "GL §4.3.2.3",
)
PAIN_10 = _pain(
    "10",
    Severity.INFO,
    "强烈骨痛（NRS {nrs}）：推荐骨改良药物联合阿片类药物。",
    "Severe bone pain (NRS {nrs}): bone-modifying drug and opioid together.",
    "GL §4.3.2.3",
)
PAIN_11 = _pain(
    "11",
    Severity.INFO,
    "阿片类药物难治性骨痛，特别是晚期疾病或“疼痛危象”：糖皮质激素可能有用。",
    "Opioid-refractory bone pain, above all in late disease or a pain crisis: a steroid may help.",
    "GL §4.3.2.3",
)
PAIN_12 = _pain(
    "12",
    Severity.INFO,
    "局限性骨痛：可考虑局部放疗、神经阻滞术、椎体成形术或经皮消融术。",
    "Localised bone pain: consider local radiotherapy, nerve block, vertebroplasty or percutaneous ablation.",
    "GL §4.3",
)
PAIN_13 = _pain(
    "13",
    Severity.TASK,
    "多发骨转移：应优先全身治疗，并及早、持续、有效地阶梯镇痛。方案中缺少：{missing}。",
    "Multiple bone metastases: systemic treatment first, with early, sustained, effective step-wise "
    "analgesia. Missing from the plan: {missing}.",
    "GL Rec 9",
    Grade.STRONG_LOW,
)


def pain_order_note() -> Finding:
    """Return the order of pain treatment (PAIN-03); it holds before bone metastasis is confirmed as well."""
    return PAIN_03.finding()


def ladder_step(nrs: int | None) -> Finding | None:
    """Return the step of the ladder: PAIN-04 for NRS 1-3, PAIN-07 from 4 on; None without pain or score.

    Raises ScaleError outside 0-10.
    """
    if nrs is None or nrs == 0:
        return None
    band = pain_band(nrs)
    return PAIN_04.finding(nrs=nrs) if band is PainBand.MILD else PAIN_07.finding(nrs=nrs, band=band)


def nsaid_flag(analgesic: AnalgesicClass, agent: Agent | None) -> Finding | None:
    """Return the renal flag of an NSAID with a bisphosphonate (PAIN-04, REN-05), else None."""
    if analgesic is not AnalgesicClass.NSAID or agent is None or not is_bisphosphonate(agent):
        return None
    return REN_05.finding(risks=(RenalRisk.NSAID,))


PARACETAMOL_MAX_G = Decimal(4)


def paracetamol_check(grams_per_day: Decimal) -> Finding | None:
    """Return the stop for more than 4 g of paracetamol a day (PAIN-05), else None; 4.0 g is allowed."""
    if grams_per_day <= PARACETAMOL_MAX_G:
        return None
    return PAIN_05.finding(grams=grams_per_day, limit=PARACETAMOL_MAX_G)


def joint_pain_note(*, local_joint_pain: bool | None) -> Finding | None:
    """Return the topical NSAID for local joint pain (PAIN-06), else None."""
    return PAIN_06.finding() if local_joint_pain else None


class Topical(Term):
    """Topical diclofenac as the guideline prints it (PAIN-06)."""

    GEL = "GEL", "1% 双氯芬酸钠凝胶", "1% diclofenac gel"
    PATCH = "PATCH", "1.3% 双氯芬酸贴剂", "1.3% diclofenac patch"


TOPICAL_PER_DAY: Mapping[Topical, range] = MappingProxyType(
    {Topical.GEL: range(4, 5), Topical.PATCH: range(1, 3)}
)


def topical_check(topical: Topical, per_day: int) -> Finding | None:
    """Return the printed use of a topical NSAID when the order differs from it (PAIN-06), else None."""
    return None if per_day in TOPICAL_PER_DAY[topical] else PAIN_06.finding(topical=topical, per_day=per_day)


def poor_response(nrs: int | None, *, bone_drug_started: bool | None) -> Finding | None:
    """Return the adjuvants for pain that is not controlled on a titrated opioid (PAIN-09), else None.

    `inputs["start_drug"]` asks for BMA-01 unless a bone-modifying drug is known to run.
    """
    if nrs is None or nrs < MODERATE_FROM:
        return None
    return PAIN_09.finding(
        nrs=nrs,
        adjuvants=tuple(ADJUVANTS.values()),
        best=tuple(kind for kind in AnalgesicClass if kind in BEST_FOR_BONE_PAIN),
        start_drug=not bone_drug_started,
    )


def severe_pain_pair(nrs: int | None, *, confirmed: bool | None) -> Finding | None:
    """Return drug and opioid together for severe pain of a confirmed bone metastasis (PAIN-10), else None."""
    if nrs is None or not confirmed or pain_band(nrs) is not PainBand.SEVERE:
        return None
    return PAIN_10.finding(nrs=nrs)


def steroid_note(*, opioid_refractory: bool | None, pain_crisis: bool | None) -> Finding | None:
    """Return that a steroid may help in refractory pain or a pain crisis (PAIN-11), else None."""
    return PAIN_11.finding() if opioid_refractory or pain_crisis else None


def local_options(nrs: int | None, extent: Extent | None) -> Finding | None:
    """Return the local measures for pain at one or few sites (PAIN-12), else None."""
    painful = nrs is not None and nrs > 0
    return PAIN_12.finding() if painful and extent in FEW | LIMITED else None


def multiple_plan_check(
    extent: Extent | None,
    *,
    systemic_planned: bool | None,
    analgesia_planned: bool | None,
    painful: bool | None,
) -> Finding | None:
    """Return the task to add systemic treatment or step analgesia for many lesions (PAIN-13), else None.

    Analgesia is not asked for where there is known to be no pain.
    """
    if extent not in MANY:
        return None
    missing = lacking(
        (Text("全身治疗", "systemic treatment"), systemic_planned),
        (Text("阶梯镇痛", "step-wise analgesia"), analgesia_planned or painful is False),
    )
    return PAIN_13.finding(missing=missing) if missing else None


def pain_notes(nrs: int | None, *, confirmed: bool | None, extent: Extent | None) -> tuple[Finding, ...]:
    """Return what is shown for a patient in pain, empty without; raises ScaleError outside 0-10."""
    step = ladder_step(nrs)
    if step is None:
        return ()
    pair, local = severe_pain_pair(nrs, confirmed=confirmed), local_options(nrs, extent)
    return tuple(note for note in (pain_order_note(), step, pair, local) if note is not None)
