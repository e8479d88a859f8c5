"""What the printed summary of a case must show, and how evidence is worded there (MDT-06, MDT-10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from guidelines.findings import Finding, Grade, Rule
from guidelines.sources import citation
from guidelines.terms import Term, Text


class RecordPart(Term):
    """A block of the summary."""

    PATIENT = "PATIENT", "患者与肿瘤", "Patient and tumour"
    BONE = "BONE", "骨转移", "Bone metastasis"
    STATE = "STATE", "现状与检查", "State and tests"
    DRUG = "DRUG", "骨改良药物", "Bone-modifying drug"
    MEETING = "MEETING", "讨论与决定", "Meeting and decisions"


class RecordItem(Term):
    """One line of the summary; MDT-06 names them all."""

    PATIENT_ID = "PATIENT_ID", "患者编号", "Patient id"
    AGE = "AGE", "年龄", "Age"
    SEX = "SEX", "性别", "Sex"
    HISTOLOGY = "HISTOLOGY", "组织学类型", "Histology"
    STAGE = "STAGE", "分期", "Stage"
    DRIVER_GENES = "DRIVER_GENES", "驱动基因", "Driver genes"
    BM_BASIS = "BM_BASIS", "确诊依据（活检/影像）", "Basis of the diagnosis (biopsy or imaging)"
    SITES = "SITES", "部位", "Sites"
    LESION_TYPE = "LESION_TYPE", "病灶类型", "Lesion type"
    EXTENT = "EXTENT", "病灶范围", "Extent"
    SKELETAL_EVENTS = "SKELETAL_EVENTS", "骨相关事件", "Skeletal events"
    ECOG = "ECOG", "ECOG 评分", "ECOG"
    NRS = "NRS", "疼痛评分（NRS）", "Pain score (NRS)"
    IMAGING = "IMAGING", "影像检查及骨窗阅片情况", "Imaging with bone-window status"
    RESPONSE = "RESPONSE", "疗效评价", "Response"
    CALCIUM = "CALCIUM", "血钙", "Calcium"
    CREATININE_CLEARANCE = "CREATININE_CLEARANCE", "肌酐清除率", "Creatinine clearance"
    MARKERS = "MARKERS", "骨代谢标志物", "Bone markers"
    BMA_COURSE = "BMA_COURSE", "药物、剂量、上次与下次用药", "Drug, dose, last and next"
    OFF_STANDARD = "OFF_STANDARD", "非标准间隔", "Off-standard interval"
    DENTAL = "DENTAL", "口腔情况", "Dental status"
    SUPPLEMENTS = "SUPPLEMENTS", "钙剂和维生素 D", "Calcium and vitamin D"
    TRIGGERS = "TRIGGERS", "提交原因", "Reasons for the meeting"
    ATTENDANCE = "ATTENDANCE", "参会学科", "Attendance by discipline"
    DECISIONS = "DECISIONS", "决定、负责人与完成日期", "Decisions with owner and date"
    RECOMMENDATIONS = "RECOMMENDATIONS", "引用的指南建议及分级", "Recommendations cited, with grade"
    DISAGREEMENT = "DISAGREEMENT", "不同意见", "Disagreement"
    OVERRIDES = "OVERRIDES", "越过的停止与提醒", "Stops and warnings overridden"
    VERSION = "VERSION", "文件版本与日期", "Document version and date"


_I = RecordItem
PARTS: Mapping[RecordPart, tuple[RecordItem, ...]] = MappingProxyType(
    {
        RecordPart.PATIENT: (_I.PATIENT_ID, _I.AGE, _I.SEX, _I.HISTOLOGY, _I.STAGE, _I.DRIVER_GENES),
        RecordPart.BONE: (_I.BM_BASIS, _I.SITES, _I.LESION_TYPE, _I.EXTENT, _I.SKELETAL_EVENTS),
        RecordPart.STATE: (
            _I.ECOG,
            _I.NRS,
            _I.IMAGING,
            _I.RESPONSE,
            _I.CALCIUM,
            _I.CREATININE_CLEARANCE,
            _I.MARKERS,
        ),
        RecordPart.DRUG: (_I.BMA_COURSE, _I.OFF_STANDARD, _I.DENTAL, _I.SUPPLEMENTS),
        RecordPart.MEETING: (
            _I.TRIGGERS,
            _I.ATTENDANCE,
            _I.DECISIONS,
            _I.RECOMMENDATIONS,
            _I.DISAGREEMENT,
            _I.OVERRIDES,
            _I.VERSION,
        ),
    }
)
NOT_RECORDED = Text("未记录", "not recorded")


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One printed line: its name and its words, which are never blank."""

    item: RecordItem
    words: Text
    recorded: bool


def summary_lines(known: Mapping[RecordItem, Text | None]) -> tuple[RecordLine, ...]:
    """Return every line of the summary in printing order; what is missing says "not recorded" (MDT-06)."""
    return tuple(_line(item, known.get(item)) for items in PARTS.values() for item in items)


def _line(item: RecordItem, words: Text | None) -> RecordLine:
    recorded = words is not None and bool(words.zh.strip() and words.en.strip())
    return RecordLine(item, words if words is not None and recorded else NOT_RECORDED, recorded)


_EXPERT = Text("专家意见", "expert opinion")
_STANDARD = Text("通用标准", "standard")
_PROJECT = Text("本系统约定", "project rule")
_NO_GRADE = Text("未分级", "ungraded")
_OPINION = frozenset({"QA", "RV"})


def evidence(rule: Rule | Finding) -> Text:
    """Return the words printed after a rule in the summary (MDT-10): a grade only for Rec 1-12 of GL.

    "GL Rec 4" 1A gives "MDT-01, recommendation 4, 1A". Where one of several sources is an expert's word or
    the review, it is expert opinion: nothing is upgraded by the company it keeps.
    """
    weight = _weight(rule)
    return Text(f"{rule.rule_id}，{weight.zh}", f"{rule.rule_id}, {weight.en}")


def _weight(rule: Rule | Finding) -> Text:
    fixed = {Grade.STANDARD: _STANDARD, Grade.PROJECT: _PROJECT}
    if rule.grade in fixed:
        return fixed[rule.grade]
    documents = {part.strip().partition(" ")[0] for part in rule.source.split(";")}
    if rule.grade is Grade.UNGRADED:
        return _EXPERT if documents & _OPINION else _NO_GRADE
    cited = citation(rule.source)
    return Text(f"{cited.zh}，{rule.grade}", f"{cited.en}, {rule.grade}")
