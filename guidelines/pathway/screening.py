"""Screening for bone metastasis: who, with what, what must not end it (DX-01, 03 to 07, 10 to 12, 31, 32)."""

from dataclasses import dataclass
from datetime import date

from guidelines.certainty import Answer
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.imaging.category import FollowUpCategory
from guidelines.imaging.modalities import PETCT_KINDS, Modality
from guidelines.imaging.studies import Study
from guidelines.pathway.risk import RiskAssessment
from guidelines.terms import Term, Text


class Purpose(Term):
    """What an examination is ordered for before bone metastasis is known."""

    FIRST_SCREEN = "FIRST_SCREEN", "首次筛查", "First screening"
    SYMPTOM = "SYMPTOM", "疼痛部位初查", "First look at a painful site"
    CLARIFY = "CLARIFY", "进一步明确", "Clarification"


def _dx(number: str, severity: Severity, zh: str, en: str, source: str) -> Rule:
    return Rule(f"DX-{number}", severity, Text(zh, en), source, Grade.UNGRADED)


DX_01 = _dx(
    "01",
    Severity.TASK,
    "肺癌已确诊，尚无全身骨检查基线：请安排，首选骨显像（优先级：{priority}）。",
    "Lung cancer is confirmed and there is no baseline survey of the skeleton: order one, bone scan first "
    "(priority {priority}).",
    "WP §10, §17, §33; GL Rec 1; P AMB-01",
)
DX_03 = Rule(
    "DX-03",
    Severity.INFO,
    Text("骨显像：推荐的首选筛查方法（1A）。", "Bone scan: recommended first choice (1A)."),
    "GL Rec 1",
    Grade.STRONG_HIGH,
)
DX_32 = _dx(
    "32",
    Severity.INFO,
    "骨显像：首选（专家组建议）。白皮书对象为所有新确诊患者，指南 1A 仅限有高危因素者。",
    "Bone scan: first choice (expert panel). The white paper means all newly confirmed patients, 1A of the "
    "guideline only those with risk factors.",
    "WP §10, §14, §17, §33; P AMB-01",
)
DX_04 = _dx(
    "04",
    Severity.WARN,
    "PET/CT 不常规推荐用于首次骨筛查（价格、可及性），除非怀疑多处骨外转移：请填写原因。",
    "PET/CT is not routine as first bone screening (price, availability) unless several metastases outside "
    "bone "
    "are suspected: give a reason.",
    "GL §3.1.2; WP §3; P AMB-02",
)
DX_05 = _dx(
    "05",
    Severity.WARN,
    "PET/MRI 不适合常规使用：价格高，对硬化性病灶特异度低。",
    "PET/MRI is not suited to routine use: price, low specificity for sclerotic lesions.",
    "GL §3.1.2",
)
DX_06 = _dx(
    "06",
    Severity.WARN,
    "X 线不推荐用于早期筛查：骨密度下降 30%～75% 才可见，比骨显像晚 3～6 个月。",
    "X-ray is not recommended for early screening: visible only when density has fallen 30%-75%, 3-6 months "
    "later than the bone scan.",
    "GL §3.1.3",
)
DX_07 = _dx(
    "07",
    Severity.INFO,
    "骨痛部位可先行 X 线检查；阴性不结束全身骨检查。",
    "X-ray may be the first look at the painful site; a negative one does not close the survey.",
    "GL §3.1.3",
)
DX_10 = _dx(
    "10",
    Severity.FLAG,
    "肺癌于 {recurrence_on} 复发：请重新行全身骨检查，随访类别改为{category}。",
    "Lung cancer recurred on {recurrence_on}: survey the skeleton again, follow-up category {category}.",
    "WP §3, §17",
)
DX_11 = _dx(
    "11",
    Severity.INFO,
    "骨检查不应仅由症状触发：确诊骨转移时约 50% 无骨症状；骨科就诊的骨转移骨折患者中约 52% "
    "为无症状突发骨折。",
    "Bone examination must not wait for symptoms: about 50% have none when bone metastasis is diagnosed; "
    "about "
    "52% of those seen by orthopaedics broke a bone without warning.",
    "WP §4, §5, §6; P AMB-69",
)
DX_12 = _dx(
    "12",
    Severity.INFO,
    "多部位游走性疼痛不典型，骨转移疼痛多固定；但不因此结束检查。",
    "Migratory pain is not typical, pain of bone metastasis usually stays at one site; this does not close "
    "the "
    "work-up.",
    "QA C1",
)
DX_31 = _dx(
    "31",
    Severity.INFO,
    "未经影像检查，不因症状缓解或归因于关节炎、肌肉劳损而结束检查：早期骨痛常不出现、似关节炎或劳损，"
    "且可时有时无。",
    "Do not close the work-up without imaging because pain went away or looks like arthritis or a strain: "
    "early "
    "bone pain is often absent, resembles both, and may come and go.",
    "WP §7",
)


def surveys_skeleton(study: Study) -> bool:
    """Return whether a study shows the whole skeleton: a bone scan, or a PET/CT known to be whole-body."""
    return study.modality is Modality.BS or (study.modality in PETCT_KINDS and study.whole_body is True)


def baseline_task(*, confirmed_on: date | None, survey_done: bool, risk: RiskAssessment) -> Finding | None:
    """Return the task of the baseline survey (DX-01); None before lung cancer is confirmed, or when done."""
    if confirmed_on is None or survey_done:
        return None
    return DX_01.finding(due_on=confirmed_on, priority=risk.priority)


def bone_scan_label(risk: RiskAssessment) -> Finding:
    """Return the recommendation of a bone scan: 1A only with a factor of the guideline (DX-03, DX-32)."""
    return DX_03.finding() if risk.guideline_basis else DX_32.finding()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningOrder:
    """An examination about to be ordered; a typed `reason` answers the warnings that ask for one."""

    modality: Modality
    purpose: Purpose
    outside_bone_suspected: Answer = None
    reason: str = ""


def order_check(order: ScreeningOrder) -> Finding | None:
    """Return what stands against a screening order or explains it (DX-04 to DX-07), else None."""
    if order.modality is Modality.XRAY and order.purpose is Purpose.SYMPTOM:
        return DX_07.finding()
    if order.purpose is not Purpose.FIRST_SCREEN or order.reason.strip():
        return None
    if order.modality in PETCT_KINDS:
        return None if order.outside_bone_suspected else DX_04.finding()
    rule = {Modality.PETMRI: DX_05, Modality.XRAY: DX_06}.get(order.modality)
    return None if rule is None else rule.finding()


def recurrence_finding(recurrence_on: date | None, surveyed_on: date | None) -> Finding | None:
    """Return the flag to survey again after a recurrence (DX-10); None once surveyed on or after that day."""
    if recurrence_on is None or (surveyed_on is not None and surveyed_on >= recurrence_on):
        return None
    return DX_10.finding(recurrence_on=recurrence_on, category=FollowUpCategory.RECURRENT)


def pain_note(*, migratory: Answer) -> Finding | None:
    """Return the note on pain that wanders (DX-12), else None."""
    return DX_12.finding() if migratory else None


def work_up_note(*, resolved: Answer, attributed_elsewhere: Answer, imaged: Answer) -> Finding | None:
    """Return why the work-up stays open for a symptom that went away or was explained (DX-31).

    None once the site was imaged; "not known" is not imaged.
    """
    explained = resolved is True or attributed_elsewhere is True
    return DX_31.finding() if explained and imaged is not True else None
