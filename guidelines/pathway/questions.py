"""What each step of the pathway asks for: the facts in words, and what two tellers say of them (2.4)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType

from guidelines.pathway.states import PathwayFacts
from guidelines.terms import Text

FACTS: Mapping[str, Text] = MappingProxyType(
    {
        "lung_cancer_confirmed": Text("肺癌已确诊", "Lung cancer is confirmed"),
        "survey": Text("全身骨检查结果", "Result of the survey of the skeleton"),
        "petct_bone_focus": Text("PET/CT 显示骨病灶", "The PET/CT shows a bone focus"),
        "local_symptoms": Text("有局部骨症状", "A local bone symptom is present"),
        "marker_task_open": Text("有未完成的标志物影像任务", "An imaging task for markers is open"),
        "extent": Text("病灶范围", "Extent of the lesions"),
        "destructive_lesions": Text("全身骨破坏病灶数", "Bone-destructive lesions in the whole skeleton"),
        "definite_lesions": Text("明确转移的病灶数", "Lesions that are definite metastases"),
        "definite_imaging": Text("影像确定（DX-20）", "Imaging is definite (DX-20)"),
        "imaging_clear": Text("确诊影像明确阴性或良性", "Confirming imaging is clearly negative or benign"),
        "inconclusive": Text("不能确定的确诊检查次数", "Confirming examinations without a conclusion"),
        "pathology": Text("骨活检病理", "Pathology of the bone biopsy"),
        "suspicion_high": Text("影像高度怀疑", "Suspicion on imaging is high"),
        "biopsy_declined": Text("活检被拒或不可行", "Biopsy is refused or not feasible"),
        "mdt_decision": Text("已记录 MDT 决定", "The decision of the MDT is recorded"),
        "mdt_imaging_diagnosis": Text(
            "MDT 已记录影像诊断和原因", "The MDT documented the diagnosis by imaging with its reason"
        ),
        "scan_due": Text("定期骨显像到期", "The scheduled bone scan is due"),
        "new_symptom": Text("新发固定部位骨症状", "A new bone symptom at a fixed site"),
        "recurrence": Text("肺癌复发", "Lung cancer has recurred"),
        "suspicious_lesion": Text(
            "CT、磁共振或 PET/CT 显示可疑骨病灶", "CT, MRI or PET/CT shows a suspicious bone lesion"
        ),
        "last_bone_scan_on": Text("上次骨显像日期", "Day of the last bone scan"),
        "confirmed_on": Text("骨转移确诊日期", "Day bone metastasis was confirmed"),
        "checklist_complete": Text("治疗前评估已完成（DX-26）", "The checklist is complete (DX-26)"),
        "mdt_trigger": Text("出现 MDT 触发条件", "A trigger of the MDT is present"),
    }
)

_SEVERAL = ("lung_cancer_confirmed", "definite_imaging", "definite_lesions")

# By rule, what the guard of the step reads. A step that follows by itself asks for nothing.
ASKED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "DX-T01": ("lung_cancer_confirmed",),
        "DX-T02": ("petct_bone_focus", "extent"),
        "DX-T03": ("survey",),
        "DX-T04": ("survey",),
        "DX-T05": ("local_symptoms", "marker_task_open"),
        "DX-T06": ("local_symptoms",),
        "DX-T07": ("marker_task_open",),
        "DX-T08": ("extent",),
        "DX-T09": ("extent",),
        "DX-T10": ("destructive_lesions",),
        "DX-T11": _SEVERAL,
        "DX-T12": _SEVERAL,
        "DX-T13": ("imaging_clear",),
        "DX-T14": ("inconclusive",),
        "DX-T15": ("mdt_decision",),
        "DX-T16": ("lung_cancer_confirmed", "pathology"),
        "DX-T17": ("pathology", "suspicion_high"),
        "DX-T18": ("pathology", "suspicion_high"),
        "DX-T19": ("lung_cancer_confirmed", "biopsy_declined", "mdt_imaging_diagnosis"),
        "DX-T20": (),
        "DX-T21": ("scan_due", "new_symptom", "marker_task_open", "recurrence"),
        "DX-T22": (),
        "DX-T23": ("checklist_complete", "confirmed_on"),
        "DX-T24": ("mdt_decision",),
        "DX-T25": ("mdt_trigger",),
        "DX-T26": ("new_symptom", "marker_task_open", "last_bone_scan_on"),
        "DX-T27": ("suspicious_lesion", "extent"),
    }
)
# DX-T15 leads to CONFIRMED as well, and then asks for proof too (DX-20).
ASKED_TO_CONFIRM = ("mdt_decision", "lung_cancer_confirmed", "definite_imaging")

# The record only proposes these: the clinician decides, and another answer contradicts nothing (AMB-51).
PROPOSED = frozenset({"extent"})


def asked(rule_id: str, *, confirms: bool) -> tuple[str, ...]:
    """Return the names of the facts a step asks for; `confirms` = it leads to CONFIRMED."""
    return ASKED_TO_CONFIRM if confirms and rule_id == "DX-T15" else ASKED[rule_id]


@dataclass(frozen=True, slots=True)
class Told:
    """One fact, as the record has it and as a person stated it; None = not told."""

    name: str
    recorded: object
    stated: object

    @property
    def differs(self) -> bool:
        """Return whether both are told and contradict each other."""
        if self.name in PROPOSED:
            return False
        return self.recorded is not None and self.stated is not None and self.recorded != self.stated


def told(names: tuple[str, ...], recorded: PathwayFacts, stated: PathwayFacts) -> tuple[Told, ...]:
    """Return what both say of these facts."""
    return tuple(Told(name, getattr(recorded, name), getattr(stated, name)) for name in names)


def merged(recorded: PathwayFacts, stated: PathwayFacts) -> PathwayFacts:
    """Return the record, with what a person stated in its place; what was not stated stays."""
    given = {one.name: getattr(stated, one.name) for one in fields(stated)}
    return replace(recorded, **{name: value for name, value in given.items() if value is not None})
