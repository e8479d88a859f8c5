"""Interventional treatment: ablation, cement, brachytherapy (INT-01 to INT-09)."""

from collections.abc import Iterable

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.lesions import Bone, BonePart, LesionType
from guidelines.local.lesion import LocalLesion
from guidelines.terms import Term, Text, holding


class Intervention(Term):
    """Interventional procedure (VOC-30)."""

    RFA = "RFA", "射频消融", "Radiofrequency ablation"
    CRYO = "CRYO", "冷冻消融", "Cryoablation"
    FUS = "FUS", "聚焦超声", "Focused ultrasound"
    CEMENTOPLASTY = "CEMENTOPLASTY", "经皮骨水泥成形术", "Cementoplasty"
    BRACHY_I125 = "BRACHY_I125", "近距离治疗（碘-125）", "Brachytherapy (I-125)"
    NERVE_BLOCK = "NERVE_BLOCK", "神经阻滞术", "Nerve block"


ABLATIONS = frozenset({Intervention.RFA, Intervention.CRYO, Intervention.FUS})


def _int(
    number: str, severity: Severity, zh: str, en: str, source: str, grade: Grade = Grade.UNGRADED
) -> Rule:
    return Rule(f"INT-{number}", severity, Text(zh, en), source, grade)


INT_01 = _int(
    "01",
    Severity.INFO,
    "溶骨性病灶：可使用消融联合骨水泥，以控制病灶、恢复稳定。",
    "Lytic lesion: ablation with bone cement may control it and restore stability.",
    "GL Rec 12",
    Grade.WEAK_MODERATE,
)
INT_02 = _int(
    "02",
    Severity.INFO,
    "症状性骨转移，{reasons}：可行局部介入治疗。",
    "Symptomatic metastasis, {reasons}: local interventional treatment is an option.",
    "GL §4.6",
)
INT_03 = _int(
    "03",
    Severity.INFO,
    "{reasons}：可行消融（射频、冷冻、聚焦超声），须无骨科急症；也可代替手术以保留承重骨功能。",
    "{reasons}: ablation (radiofrequency, cryo, focused ultrasound) is an option without a bone emergency; "
    "it may replace surgery to keep a load-bearing bone.",
    "GL §4.6.1",
)
INT_04 = _int(
    "04",
    Severity.WARN,
    "消融推荐用于无骨科急症时的疼痛：现有骨折或神经压迫。",
    "Ablation is recommended for pain without a bone emergency: there is a fracture or compression.",
    "GL §4.6.1",
)
INT_04_UNKNOWN = _int(
    "04",
    Severity.WARN,
    "消融推荐用于无骨科急症时的疼痛：骨折和神经压迫尚未排除。",
    "Ablation is recommended for pain without a bone emergency: fracture and compression are not excluded.",
    "GL §4.6.1",
)
INT_05 = _int(
    "05",
    Severity.INFO,
    "溶骨性病灶位于{place}：可行经皮骨水泥成形术，常联合消融，缓解疼痛并预防骨相关事件。",
    "Lytic lesion in the {place}: cementoplasty is an option, often with ablation; it relieves pain and "
    "prevents skeletal events.",
    "GL §4.6.2",
)
INT_06 = _int(
    "06",
    Severity.INFO,
    "椎体{reasons}：可行椎体成形术。",
    "Vertebra with {reasons}: vertebroplasty is an option.",
    "QA Q12",
)
INT_07 = _int(
    "07",
    Severity.INFO,
    "疼痛与骨折风险并存：先做哪项治疗，来源文献未回答，由 MDT 决定。",
    "Pain and fracture risk together: which comes first the sources do not answer; the MDT decides.",
    "QA Q12; P AMB-42",
)
INT_08 = _int(
    "08",
    Severity.INFO,
    "常规治疗失败或抵抗后的骨痛：可行碘-125 近距离治疗，可联合骨水泥。属侵入性操作，须权衡获益与并发症。",
    "Pain after failure of usual care: I-125 brachytherapy is an option, also with cement. It is invasive: "
    "weigh benefit and complications.",
    "GL §4.6.3",
)
INT_09 = _int(
    "09",
    Severity.INFO,
    "{parts}：作用不同，可协同应用，不能相互替代。",
    "{parts}: they act differently and go together; none replaces another.",
    "QA Q13",
)


def _lytic(lesion: LocalLesion) -> bool:
    return lesion.lesion_type is LesionType.OSTEOLYTIC


def ablation_with_cement(lesion: LocalLesion) -> Finding | None:
    """Return ablation with cement for a lytic lesion (INT-01), else None."""
    return INT_01.finding(mdt_trigger="MDT-T13") if _lytic(lesion) else None


def local_intervention(lesion: LocalLesion) -> Finding | None:
    """Return intervention for uncontrolled pain where usual care failed or surgery is out (INT-02)."""
    reasons = holding(
        (
            Text("放疗、外科、药物镇痛不足", "radiotherapy, surgery and drugs not sufficient"),
            lesion.usual_care_failed,
        ),
        (
            Text("期望寿命有限，不宜手术", "short life expectancy, not suited for surgery"),
            lesion.unfit_for_surgery,
        ),
    )
    return INT_02.finding(reasons=reasons) if lesion.pain_uncontrolled and reasons else None


def ablation_option(lesion: LocalLesion) -> Finding | None:
    """Return ablation for progress, refused radiotherapy or pain after it (INT-03); None in an emergency."""
    reasons = holding(
        (Text("病灶已进展", "the disease progressed"), lesion.progressed),
        (Text("拒绝放疗", "radiotherapy refused"), lesion.radiotherapy_refused),
        (Text("放疗后仍有疼痛", "pain after radiotherapy"), lesion.irradiated and lesion.painful),
    )
    return INT_03.finding(reasons=reasons) if reasons and not lesion.emergency else None


def ablation_check(lesion: LocalLesion) -> Finding | None:
    """Return the warning for ablation ordered in, or without excluding, a bone emergency (INT-04)."""
    if lesion.emergency is None:
        return INT_04_UNKNOWN.finding()
    return INT_04.finding() if lesion.emergency else None


def _cement_place(lesion: LocalLesion) -> Text | None:
    if lesion.bone is Bone.SPINE:
        return Text("椎体", "vertebra")
    if lesion.bone is Bone.PELVIS and lesion.part is BonePart.ACETABULUM:
        return Text("髋臼周围骨盆", "pelvis around the acetabulum")
    if lesion.bone is Bone.FEMUR and lesion.proximal:
        return Text("股骨近端", "proximal femur")
    return None


def cementoplasty_option(lesion: LocalLesion) -> Finding | None:
    """Return cement for a lytic lesion of vertebra, acetabulum or proximal femur (INT-05), else None."""
    place = _cement_place(lesion)
    return INT_05.finding(place=place) if place and _lytic(lesion) else None


def vertebroplasty_option(lesion: LocalLesion) -> Finding | None:
    """Return vertebroplasty for fracture risk, or a compression fracture that may press the cord (INT-06)."""
    reasons = holding(
        (Text("有骨折风险", "risk of fracture"), lesion.fracture_risk),
        (
            Text("压缩性骨折可能压迫脊髓", "a compression fracture that may press the cord"),
            lesion.fracture and lesion.cord_threat,
        ),
    )
    return INT_06.finding(reasons=reasons) if lesion.bone is Bone.SPINE and reasons else None


def order_of_treatment(lesion: LocalLesion) -> Finding | None:
    """Return that the board orders the treatments of pain and fracture risk together (INT-07), else None."""
    if not (lesion.painful and lesion.fracture_risk):
        return None
    return INT_07.finding(mdt_triggers=("MDT-T05", "MDT-T06"))


def brachytherapy_option(lesion: LocalLesion) -> Finding | None:
    """Return brachytherapy for pain after usual care failed (INT-08), else None."""
    return INT_08.finding() if lesion.painful and lesion.usual_care_failed else None


def intervention_options(lesion: LocalLesion) -> tuple[Finding, ...]:
    """Return what speaks for an intervention at this lesion, the graded statement first."""
    answers = (
        ablation_with_cement(lesion),
        local_intervention(lesion),
        ablation_option(lesion),
        cementoplasty_option(lesion),
        vertebroplasty_option(lesion),
        order_of_treatment(lesion),
        brachytherapy_option(lesion),
    )
    return tuple(answer for answer in answers if answer is not None)


class PlanPart(Term):
    """A part of a plan that goes together with cement (INT-09)."""

    CEMENT = "CEMENT", "骨水泥", "Cement"
    RADIOTHERAPY = "RADIOTHERAPY", "放疗", "Radiotherapy"
    BONE_DRUG = "BONE_DRUG", "骨改良药物", "Bone-modifying drug"
    SYSTEMIC = "SYSTEMIC", "全身治疗", "Systemic treatment"


def compatible(parts: Iterable[PlanPart]) -> Finding | None:
    """Return that cement and the other parts of the plan go together (INT-09); None without cement."""
    planned = set(parts)
    if PlanPart.CEMENT not in planned or len(planned) == 1:
        return None
    return INT_09.finding(parts=tuple(part for part in PlanPart if part in planned))
