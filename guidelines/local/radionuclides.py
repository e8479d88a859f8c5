"""Bone-seeking radionuclides (RNT-01 to RNT-04)."""

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.lesions import LesionType
from guidelines.terms import Term, Text


class Radionuclide(Term):
    """Radionuclide (VOC-28); the guideline prints radium-223 as "233Ra" (AMB-24)."""

    SR89 = "SR89", "锶-89", "Strontium-89"
    RA223 = "RA223", "镭-223", "Radium-223"


def _rnt(number: str, severity: Severity, zh: str, en: str) -> Rule:
    return Rule(f"RNT-{number}", severity, Text(zh, en), "GL §4.4.3", Grade.UNGRADED)


RNT_01 = _rnt(
    "01",
    Severity.INFO,
    "成骨性多灶骨痛（{sites} 处），经外照射或其他治疗后仍痛或复发：可用骨靶向放射性核素。",
    "Osteoblastic pain at {sites} sites, left or back after external beam or other treatment: a bone-seeking "
    "radionuclide is suitable.",
)
RNT_02 = _rnt(
    "02",
    Severity.WARN,
    "骨靶向放射性核素获批用于成骨性骨转移，且不作为初始治疗：{reasons}。",
    "Radionuclides are approved for osteoblastic metastases and not as initial treatment: {reasons}.",
)
RNT_03 = _rnt(
    "03",
    Severity.INFO,
    "锶-89 发射 β 粒子，疼痛缓解率 40%～95%；剂量和禁忌证未收录于来源文献。",
    "Strontium-89 emits beta particles, pain relief 40%-95%; dose and contraindications are not in the "
    "sources.",
)
RNT_04 = _rnt(
    "04",
    Severity.WARN,
    "镭-223 发射 α 粒子，获益见于前列腺癌骨转移；在肺癌骨转移中的疗效尚未证实。",
    "Radium-223 emits alpha particles; benefit was shown in prostate cancer. Its effect in lung cancer bone "
    "metastasis is unproven.",
)


def suitable(
    *, lesion_type: LesionType | None, painful_sites: int | None, treated_before: bool | None
) -> Finding | None:
    """Return that a radionuclide suits osteoblastic pain at several sites after other treatment (RNT-01).

    None when a part does not hold or is not recorded.
    """
    several = painful_sites is not None and painful_sites > 1
    if lesion_type is not LesionType.OSTEOBLASTIC or not several or not treated_before:
        return None
    return RNT_01.finding(sites=painful_sites)


_FIRST = Text("此前没有外照射或其他治疗的记录", "no earlier external beam or other treatment on record")
_LYTIC = Text("病灶为单纯溶骨性", "the lesions are purely lytic")
_TYPE_UNKNOWN = Text("病灶类型未明确", "the type of the lesions is not known")


def order_check(*, lesion_type: LesionType | None, treated_before: bool | None) -> Finding | None:
    """Return the warning for first-line use or lytic lesions (RNT-02), also where either is unknown."""
    reasons = [] if treated_before else [_FIRST]
    if lesion_type is LesionType.OSTEOLYTIC:
        reasons.append(_LYTIC)
    if lesion_type in (None, LesionType.UNKNOWN):
        reasons.append(_TYPE_UNKNOWN)
    return RNT_02.finding(reasons=tuple(reasons)) if reasons else None


def radionuclide_note(radionuclide: Radionuclide) -> Finding:
    """Return what is known of the chosen one: RNT-03 for strontium, the warning RNT-04 for radium."""
    return RNT_04.finding() if radionuclide is Radionuclide.RA223 else RNT_03.finding()
