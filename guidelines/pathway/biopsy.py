"""Bone biopsy: when it is needed, when it is not, and how it is done (DX-22 to DX-24)."""

from guidelines.certainty import Answer
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.terms import Term, Text


class BiopsyTechnique(Term):
    """How bone is sampled."""

    CT_NEEDLE = "CT_NEEDLE", "CT 引导下穿刺", "CT-guided needle"
    OPEN = "OPEN", "切开活检", "Open biopsy"


DEFAULT_TECHNIQUE = BiopsyTechnique.CT_NEEDLE

DX_22 = Rule(
    "DX-22",
    Severity.TASK,
    Text(
        "孤立性骨破坏病灶：无论肺癌是否已确诊，均应积极活检。",
        "Solitary bone-destructive lesion: biopsy it, whether lung cancer is known or not.",
    ),
    "GL Rec 3, §3.1.7; P AMB-45",
    Grade.STRONG_HIGH,
)
DX_22_OFF = Rule(
    "DX-22",
    Severity.INFO,
    Text(
        "有 {lesions} 处骨破坏病灶，不属孤立性病灶，本条不适用。",
        "There are {lesions} destructive lesions, so the rule of the solitary lesion does not apply.",
    ),
    "GL Rec 3",
    Grade.UNGRADED,
)
DX_23 = Rule(
    "DX-23",
    Severity.INFO,
    Text(
        "肺癌已确诊且多发骨破坏：不必活检（1A）；如需（如分子检测），请填写原因。",
        "Lung cancer is confirmed and destruction is multiple: biopsy is not necessary (1A); give a "
        "reason, such as "
        "molecular testing.",
    ),
    "GL Rec 3",
    Grade.STRONG_HIGH,
)
DX_24 = Rule(
    "DX-24",
    Severity.INFO,
    Text(
        "活检是金标准，首选 CT 引导下穿刺，一般不引起骨折；切开活检仅少数情况采用，请填写原因。",
        "Biopsy is the gold standard, by CT-guided needle, which normally causes no fracture; open biopsy "
        "is rare "
        "and needs a reason.",
    ),
    "GL §3.1.7",
    Grade.UNGRADED,
)


def biopsy_task(lesions: int | None, *, biopsied: bool, declined: bool) -> Finding | None:
    """Return the task to biopsy a solitary destructive lesion, or the note that it is not solitary (DX-22).

    None when the number is not known, when there is none, and when it was biopsied or declined with a reason.
    """
    if lesions is None or lesions == 0 or biopsied or declined:
        return None
    return DX_22.finding() if lesions == 1 else DX_22_OFF.finding(lesions=lesions)


def biopsy_order_check(
    lesions: int | None, *, lung_cancer_confirmed: Answer, reason: str = ""
) -> Finding | None:
    """Return that a biopsy is not necessary in multiple destruction (DX-23); None with a reason."""
    if reason.strip() or lung_cancer_confirmed is not True or lesions is None or lesions < 2:
        return None
    return DX_23.finding(lesions=lesions)


def technique_check(technique: BiopsyTechnique, reason: str = "") -> Finding | None:
    """Return the request for a reason when an open biopsy is chosen (DX-24), else None."""
    return DX_24.finding() if technique is BiopsyTechnique.OPEN and not reason.strip() else None
