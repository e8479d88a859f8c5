"""The assessment before treatment: what has to be on record once bone metastasis is confirmed (DX-26)."""

from collections.abc import Set
from datetime import date

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.terms import Term, Text


class PretreatmentItem(Term):
    """An item of the checklist."""

    LESIONS = "LESIONS", "病灶部位、类型、范围", "Site, type and extent of lesions"
    SRE = "SRE", "有无骨相关事件", "Skeletal-related event present or not"
    CORD_SIGNS = "CORD_SIGNS", "脊髓压迫体征", "Signs of cord compression"
    NRS = "NRS", "疼痛评分 NRS", "Pain score NRS"
    ECOG = "ECOG", "体能状态 ECOG", "ECOG performance status"
    CALCIUM = "CALCIUM", "校正血钙", "Corrected calcium"
    CLEARANCE = "CLEARANCE", "肌酐清除率（拟用双膦酸盐）", "Creatinine clearance (bisphosphonate considered)"
    MARKERS = "MARKERS", "基线 NTX/CTX（如可检测）", "Baseline NTX or CTX, if available"
    ORAL_EXAM = "ORAL_EXAM", "口腔检查", "Oral examination"
    PSYCHE = "PSYCHE", "心理筛查", "Psychological screen"
    STABILITY = "STABILITY", "长骨或脊柱稳定性评分", "Stability score of long bone or spine"


# Asked where it can be done, but never waited for.
OPTIONAL = frozenset({PretreatmentItem.MARKERS})

DX_26 = Rule(
    "DX-26",
    Severity.TASK,
    Text(
        "治疗前评估（{confirmed_on} 起）尚缺：{missing}。",
        "Assessment before treatment (since {confirmed_on}), still missing: {missing}.",
    ),
    "GL fig 1, §3, §4.1.4, §4.3.1, §4.4.1, §4.7; S",
    Grade.UNGRADED,
)


def checklist(
    *, bisphosphonate_considered: bool | None, long_bone_or_spine: bool | None
) -> tuple[PretreatmentItem, ...]:
    """Return the items that apply; a condition that is not known keeps its item on the list."""
    left_out = set()
    if bisphosphonate_considered is False:
        left_out.add(PretreatmentItem.CLEARANCE)
    if long_bone_or_spine is False:
        left_out.add(PretreatmentItem.STABILITY)
    return tuple(item for item in PretreatmentItem if item not in left_out)


def is_complete(items: tuple[PretreatmentItem, ...], recorded: Set[PretreatmentItem]) -> bool:
    """Return whether everything but the optional items is on record."""
    return set(items) - OPTIONAL <= recorded


def checklist_task(
    confirmed_on: date, items: tuple[PretreatmentItem, ...], recorded: Set[PretreatmentItem]
) -> Finding | None:
    """Return the open checklist with what is missing (DX-26); None when all of it is recorded."""
    missing = tuple(item for item in items if item not in recorded)
    return DX_26.finding(due_on=confirmed_on, confirmed_on=confirmed_on, missing=missing) if missing else None
