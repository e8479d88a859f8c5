"""Why a dose was not given, whether that is a medical reason to wait, and what to do (VOC-17, REM-06)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from guidelines.terms import Term, Text


class InterruptionReason(Term):
    """Reason for an interruption (VOC-17)."""

    HYPOCALCAEMIA = "HYPOCALCAEMIA", "低钙血症未纠正", "Uncorrected low calcium"
    RENAL_IMPAIRMENT = "RENAL_IMPAIRMENT", "肌酐清除率低于该药限值", "Clearance below the limit for this drug"
    ONJ = "ONJ", "已确诊颌骨坏死", "Confirmed jaw necrosis"
    ONJ_SUSPECTED = "ONJ_SUSPECTED", "颌骨症状评估中", "Jaw symptoms under assessment"
    DENTAL_INVASIVE = "DENTAL_INVASIVE", "侵入性牙科操作", "Invasive dental procedure"
    SEVERE_ADR = "SEVERE_ADR", "其他严重不良反应", "Other severe adverse reaction"
    INTOLERANCE = "INTOLERANCE", "患者不能耐受", "Reaction the patient cannot tolerate"
    PS_DECLINE = "PS_DECLINE", "体能状态严重下降", "Performance status severely declined"
    FEAR_OF_ONJ = "FEAR_OF_ONJ", "担心颌骨坏死（并未发生）", "Worry about jaw necrosis, none present"
    SAFETY_WORRY = "SAFETY_WORRY", "其他安全顾虑（无事件）", "Other safety worry without event"
    DISEASE_STABLE = "DISEASE_STABLE", "病情稳定或缓解", "Disease stable or in remission"
    PAIN_RELIEVED = "PAIN_RELIEVED", "骨痛缓解", "Bone pain relieved"
    SRE_OCCURRED = "SRE_OCCURRED", "发生骨相关事件", "A skeletal event happened"
    PAIN_WORSE = "PAIN_WORSE", "骨痛加重", "Bone pain got worse"
    NO_SYMPTOMS = (
        "NO_SYMPTOMS",
        "无骨症状、病灶少或仅四肢病灶",
        "No bone symptoms, few lesions or limb lesions",
    )
    FORGOTTEN = "FORGOTTEN", "漏用或延迟", "Missed or late appointment"
    LOW_CONFIDENCE = "LOW_CONFIDENCE", "治疗信心或配合度不足", "Lack of confidence or cooperation"
    COST = "COST", "费用", "Cost"
    ELECTIVE_EXTENSION = "ELECTIVE_EXTENSION", "经批准的延长间隔", "Approved longer interval"
    PATIENT_REFUSED = "PATIENT_REFUSED", "患者拒绝", "Patient refused"
    TRANSFERRED = "TRANSFERRED", "转院", "Transferred"
    SUPPLY = "SUPPLY", "药品短缺", "Drug not available"
    DIED = "DIED", "死亡", "Died"
    OTHER = "OTHER", "其他", "Other"


class HoldClass(Term):
    """Whether a reason is a medical reason to hold the drug."""

    VALID = "VALID", "医学上可暂停", "Valid medical hold"
    NOT_VALID = "NOT_VALID", "不是暂停用药的理由", "Not a reason to hold"
    BY_RULE = "BY_RULE", "按延长间隔规则处理", "By the extension rules"
    RECORD_ONLY = "RECORD_ONLY", "仅作记录", "Recorded only"


@dataclass(frozen=True, slots=True)
class InterruptionFacts:
    """What a reason means: its class, until when it holds, the targeted action, the rules and the source."""

    reason: InterruptionReason
    hold_class: HoldClass
    action: Text
    rules: tuple[str, ...]
    source: str
    bisphosphonate_only: bool = False

    @property
    def valid_hold(self) -> bool:
        """Return whether this is a medical reason to hold the drug."""
        return self.hold_class is HoldClass.VALID


_V, _N, _B, _R = HoldClass.VALID, HoldClass.NOT_VALID, HoldClass.BY_RULE, HoldClass.RECORD_ONLY
_I = InterruptionReason
_GO_ON = Text(
    "解释病情稳定或疼痛缓解都不是停药理由，重新约定用药日期。",
    "Explain that stable disease or less pain is no reason to stop; agree a new date.",
)
_AFTER_EVENT = Text(
    "继续用药可降低再次骨相关事件的风险：重新约定用药日期，并提交 MDT 评估。",
    "Going on lowers the risk of the next skeletal event: agree a new date and ask the MDT.",
)
_RECORD = Text("记录原因，由医生确认后续安排。", "Record it; the oncologist confirms what follows.")

_ROWS: tuple[tuple[InterruptionReason, HoldClass, Text, tuple[str, ...], str], ...] = (
    (
        _I.HYPOCALCAEMIA,
        _V,
        Text(
            "先纠正低钙，复查血钙正常后再用药。", "Correct calcium first; give when a new result is normal."
        ),
        ("CAL-03",),
        "GL §4.1.4.3",
    ),
    (
        _I.RENAL_IMPAIRMENT,
        _V,
        Text(
            "复查肌酐清除率，按表减量或考虑改用地舒单抗。",
            "Repeat the clearance; reduce by the table or consider denosumab.",
        ),
        ("REN-01", "REN-02"),
        "GL table 2",
    ),
    (
        _I.ONJ,
        _V,
        Text(
            "口腔科会诊，由医生决定继续、暂停或停药。",
            "Dentist's opinion; the oncologist decides: continue, hold or stop.",
        ),
        ("ONJ-06", "ONJ-07"),
        "GL §4.1.4.1; QA Q7",
    ),
    (
        _I.ONJ_SUSPECTED,
        _V,
        Text("尽快口腔科检查及影像，短期暂停。", "Dentist and jaw imaging soon; a short hold."),
        ("ONJ-04",),
        "WP §27",
    ),
    (
        _I.DENTAL_INVASIVE,
        _V,
        Text(
            "口腔科与肿瘤科共同确定停药和恢复日期。",
            "Dentist and oncologist set the hold and the day of resuming together.",
        ),
        ("DEN-04", "DEN-05", "DEN-08"),
        "GL §4.1.4.1; QA Q8",
    ),
    (
        _I.SEVERE_ADR,
        _V,
        Text("登记不良反应，医生评估是否换药。", "Record the event; assess a switch."),
        ("ADR-02",),
        "GL §4.1.3",
    ),
    (
        _I.INTOLERANCE,
        _V,
        Text("登记不良反应，可考虑换另一类药物。", "Record the event; the other class can be considered."),
        ("BMA-16c",),
        "QA Q6, Q9",
    ),
    (
        _I.PS_DECLINE,
        _V,
        Text("记录 ECOG 评分，由医生评估获益。", "Record ECOG; the oncologist weighs the benefit."),
        ("BMA-20",),
        "WP §25",
    ),
    (
        _I.FEAR_OF_ONJ,
        _N,
        Text(
            "切勿因噎废食：颌骨坏死可防、可早发现、可治疗。安排口腔检查和宣教后继续用药。",
            "Do not give up eating for fear of choking: jaw necrosis can be prevented, found early and "
            "treated. "
            "Arrange an oral examination and education, then go on.",
        ),
        ("ONJ-08",),
        "WP §29",
    ),
    (
        _I.SAFETY_WORRY,
        _N,
        Text(
            "说明获益与风险，由医生解答后重新约定日期。",
            "Explain benefit and risk, let the oncologist answer, agree a new date.",
        ),
        ("BMA-21",),
        "WP §24, §25",
    ),
    (_I.DISEASE_STABLE, _N, _GO_ON, ("BMA-21",), "WP §25, §33"),
    (_I.PAIN_RELIEVED, _N, _GO_ON, ("BMA-21",), "WP §25, §33"),
    (_I.SRE_OCCURRED, _N, _AFTER_EVENT, ("BMA-21", "SRE-03"), "GL §4.1.3, Rec 7; WP §24"),
    (_I.PAIN_WORSE, _N, _AFTER_EVENT, ("BMA-21",), "GL §4.1.3"),
    (
        _I.NO_SYMPTOMS,
        _N,
        Text(
            "无痛不等于无风险：宣教后重新约定日期。", "No pain is not no risk: educate and agree a new date."
        ),
        ("BMA-02", "BMA-27"),
        "WP §19, §21, §33",
    ),
    (
        _I.FORGOTTEN,
        _N,
        Text("重新约定日期，核对联系电话并宣教。", "Agree a new date, check the phone number, educate."),
        ("REM-06",),
        "WP §29",
    ),
    (
        _I.LOW_CONFIDENCE,
        _N,
        Text(
            "解释治疗目的和全程用药的意义，必要时请家属参与。",
            "Explain the aim and the full course; bring in the family.",
        ),
        ("BMA-27",),
        "WP §24",
    ),
    (
        _I.COST,
        _N,
        Text("转介医保或社会救助。", "Refer to insurance or social help."),
        ("REM-06",),
        "RV §3; WP §33",
    ),
    (
        _I.ELECTIVE_EXTENSION,
        _B,
        Text(
            "须有肿瘤科医生批准和 MDT 复核日期。", "It needs an oncologist's approval and an MDT review date."
        ),
        ("BMA-17", "BMA-18"),
        "QA Q9, C3",
    ),
    (
        _I.PATIENT_REFUSED,
        _R,
        Text("记录拒绝，由医生再次沟通。", "Record the refusal; the oncologist talks again."),
        ("REM-06",),
        "P",
    ),
    (
        _I.TRANSFERRED,
        _R,
        Text("记录接收医院，确认后续用药由谁负责。", "Record the hospital and who gives the drug now."),
        ("REM-06",),
        "P",
    ),
    (
        _I.SUPPLY,
        _R,
        Text("联系药学部，到货后立即约定日期。", "Call the pharmacy; agree a date once it is there."),
        ("REM-06",),
        "P",
    ),
    (
        _I.DIED,
        _R,
        Text("记录死亡日期，结束疗程。", "Record the date of death and close the course."),
        ("BMA-23",),
        "P",
    ),
    (_I.OTHER, _R, _RECORD, ("REM-06",), "P"),
)

INTERRUPTIONS: Mapping[InterruptionReason, InterruptionFacts] = MappingProxyType(
    {
        reason: InterruptionFacts(
            reason, hold_class, action, rules, source, bisphosphonate_only=reason is _I.RENAL_IMPAIRMENT
        )
        for reason, hold_class, action, rules, source in _ROWS
    }
)
