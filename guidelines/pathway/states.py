"""The states of the diagnostic pathway, and the facts its steps ask for (section 2.4)."""

from dataclasses import dataclass
from datetime import date

from guidelines.certainty import Answer
from guidelines.lesions import Extent
from guidelines.pathway.evidence import Pathology
from guidelines.terms import Term


class PathwayState(Term):
    """Where a patient stands between the diagnosis of lung cancer and treatment of bone metastasis."""

    LC_CONFIRMED = "LC_CONFIRMED", "肺癌已确诊", "Lung cancer confirmed"
    SCREEN_DUE = "SCREEN_DUE", "待筛查", "Screening due"
    BS_NEGATIVE = "BS_NEGATIVE", "骨显像阴性", "Bone scan negative"
    BS_POSITIVE = "BS_POSITIVE", "骨显像阳性", "Bone scan positive"
    CONFIRM_LOCALISED = "CONFIRM_LOCALISED", "确诊检查（局限）", "To confirm, localised"
    CONFIRM_WIDESPREAD = "CONFIRM_WIDESPREAD", "确诊检查（广泛）", "To confirm, widespread"
    BIOPSY = "BIOPSY", "骨活检", "Bone biopsy"
    INDETERMINATE = "INDETERMINATE", "不能确定", "Indeterminate"
    NOT_CONFIRMED = "NOT_CONFIRMED", "未确诊", "Not confirmed"
    SURVEILLANCE = "SURVEILLANCE", "密切观察，定期复查", "Surveillance"
    CONFIRMED = "CONFIRMED", "骨转移确诊", "Bone metastasis confirmed"
    PRETREATMENT = "PRETREATMENT", "治疗前评估", "Assessment before treatment"
    MDT_PENDING = "MDT_PENDING", "待 MDT 讨论", "Waiting for the MDT"
    ON_TREATMENT = "ON_TREATMENT", "治疗中", "On treatment"


CONFIRMING = frozenset({PathwayState.CONFIRM_LOCALISED, PathwayState.CONFIRM_WIDESPREAD})


class SurveyResult(Term):
    """Result of the survey of the skeleton (VOC-12)."""

    NEGATIVE = "NEGATIVE", "阴性", "Negative"
    POSITIVE = "POSITIVE", "阳性", "Positive"


class ConfirmationBasis(Term):
    """What a confirmed diagnosis rests on (DX-T16, DX-T19)."""

    BIOPSY = "BIOPSY", "骨活检", "Bone biopsy"
    IMAGING = "IMAGING", "影像", "Imaging"
    CLINICAL = "CLINICAL", "临床（MDT 记录，未活检）", "Clinical, by the MDT, without biopsy"


@dataclass(frozen=True, slots=True, kw_only=True)
class PathwayFacts:
    """What the steps of the pathway ask for; None = not recorded, and then no step is taken on it.

    `survey` is the bone scan, or the PET/CT accepted in its place (DX-04). `definite_lesions` counts those of
    metastasis, `destructive_lesions` those that destroy bone, in the whole skeleton. `imaging_clear`: the
    confirming imaging is clearly negative or benign and may overrule what was suspected (DX-16).
    `inconclusive` counts confirming examinations without a conclusion. `mdt_imaging_diagnosis`: the MDT
    documented a diagnosis by imaging with its reason.
    """

    lung_cancer_confirmed: Answer = None
    survey: SurveyResult | None = None
    petct_bone_focus: Answer = None
    local_symptoms: Answer = None
    marker_task_open: Answer = None
    extent: Extent | None = None
    destructive_lesions: int | None = None
    definite_lesions: int | None = None
    definite_imaging: Answer = None
    imaging_clear: Answer = None
    inconclusive: int | None = None
    pathology: Pathology | None = None
    suspicion_high: Answer = None
    biopsy_declined: Answer = None
    mdt_decision: Answer = None
    mdt_imaging_diagnosis: Answer = None
    scan_due: Answer = None
    new_symptom: Answer = None
    recurrence: Answer = None
    suspicious_lesion: Answer = None
    last_bone_scan_on: date | None = None
    confirmed_on: date | None = None
    checklist_complete: Answer = None
    mdt_trigger: Answer = None
