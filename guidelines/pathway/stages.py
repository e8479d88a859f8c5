"""The states in the order a patient goes through them, as a picture of eight stages shows them (2.4)."""

from collections.abc import Mapping
from types import MappingProxyType

from guidelines.pathway.states import PathwayState
from guidelines.terms import Term

S = PathwayState


class Stage(Term):
    """A stretch of the pathway; its states exclude each other or follow in turn."""

    CANCER = "CANCER", "肺癌确诊", "Lung cancer"
    SCREENING = "SCREENING", "骨筛查", "Screening"
    SURVEY = "SURVEY", "骨显像结果", "Bone scan result"
    PROOF = "PROOF", "确诊检查", "Confirmation"
    OUTCOME = "OUTCOME", "结论", "Outcome"
    PRETREATMENT = "PRETREATMENT", "治疗前评估", "Assessment"
    MDT = "MDT", "MDT 讨论", "MDT"
    TREATMENT = "TREATMENT", "治疗", "Treatment"


STAGE_OF: Mapping[PathwayState, Stage] = MappingProxyType(
    {
        S.LC_CONFIRMED: Stage.CANCER,
        S.SCREEN_DUE: Stage.SCREENING,
        S.BS_NEGATIVE: Stage.SURVEY,
        S.BS_POSITIVE: Stage.SURVEY,
        S.CONFIRM_LOCALISED: Stage.PROOF,
        S.CONFIRM_WIDESPREAD: Stage.PROOF,
        S.BIOPSY: Stage.PROOF,
        S.INDETERMINATE: Stage.PROOF,
        S.NOT_CONFIRMED: Stage.OUTCOME,
        S.SURVEILLANCE: Stage.OUTCOME,
        S.CONFIRMED: Stage.OUTCOME,
        S.PRETREATMENT: Stage.PRETREATMENT,
        S.MDT_PENDING: Stage.MDT,
        S.ON_TREATMENT: Stage.TREATMENT,
    }
)

# From here on bone metastasis is established, and the diagnosis says so too.
ESTABLISHED = frozenset({S.CONFIRMED, S.PRETREATMENT, S.MDT_PENDING, S.ON_TREATMENT})
