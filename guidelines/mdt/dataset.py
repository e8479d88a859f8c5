"""What should be on record before a case is presented: must, should, nice (product study 6.1).

Only what is asked of a person before the meeting; the lines of the printed summary are `record` (MDT-06).
Nothing here keeps a case from the meeting: a name on this list is a question to its owner.
"""

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType

from guidelines.terms import Term


class Weight(IntEnum):
    """How much it matters, the most first."""

    MUST = 1
    SHOULD = 2
    NICE = 3


class CaseItem(Term):
    """One thing the board wants to know."""

    QUESTION = "QUESTION", "讨论问题", "Question for the board"
    HISTOLOGY = "HISTOLOGY", "组织学类型", "Histology"
    STAGE = "STAGE", "分期", "Stage"
    DRIVERS = "DRIVERS", "驱动基因", "Driver genes"
    ECOG = "ECOG", "ECOG 评分", "ECOG"
    IMAGING = "IMAGING", "影像检查（日期与方式）", "Imaging with date and modality"
    SYSTEMIC = "SYSTEMIC", "目前全身治疗", "Current systemic therapy"
    BONE_DRUG = "BONE_DRUG", "骨改良药物使用情况", "Status of the bone-modifying drug"
    PAIN = "PAIN", "疼痛评分", "Pain score"
    RED_FLAGS = "RED_FLAGS", "神经系统症状", "Neurological red flags"
    SINS = "SINS", "SINS 评分", "SINS"
    CALCIUM = "CALCIUM", "血钙", "Calcium"
    CLEARANCE = "CLEARANCE", "肌酐和体重", "Creatinine and weight"
    DENTAL = "DENTAL", "口腔情况", "Dental status"
    WISH = "WISH", "患者意愿", "Patient's wish"
    COMORBIDITY = "COMORBIDITY", "合并症", "Comorbidity"
    LAST_ADVICE = "LAST_ADVICE", "上次 MDT 意见", "Last advice of the board"
    BONE_SCAN = "BONE_SCAN", "骨显像范围", "Extent on the bone scan"
    ALP = "ALP", "碱性磷酸酶", "Alkaline phosphatase"
    FRACTURE_RISK = "FRACTURE_RISK", "长骨骨折风险（Mirels）", "Fracture risk of long bones (Mirels)"


_I = CaseItem
MUST = frozenset(
    {_I.QUESTION, _I.HISTOLOGY, _I.STAGE, _I.DRIVERS, _I.ECOG, _I.IMAGING, _I.SYSTEMIC, _I.BONE_DRUG}
)
NICE = frozenset({_I.BONE_SCAN, _I.ALP, _I.FRACTURE_RISK})
WEIGHTS: Mapping[CaseItem, Weight] = MappingProxyType(
    dict.fromkeys(CaseItem, Weight.SHOULD)
    | dict.fromkeys(MUST, Weight.MUST)
    | dict.fromkeys(NICE, Weight.NICE)
)


def missing_items(held: Mapping[CaseItem, bool]) -> tuple[CaseItem, ...]:
    """Return what is not on record, what matters most first; an item that is not named does not apply."""
    missing = [item for item in CaseItem if not held.get(item, True)]
    return tuple(sorted(missing, key=WEIGHTS.__getitem__))
