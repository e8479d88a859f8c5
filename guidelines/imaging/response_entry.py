"""Checks when a response is entered: evidence, comparability, standard, bone scan (IMG-47 to IMG-50)."""

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.imaging.flare import Correlative
from guidelines.imaging.modalities import Modality
from guidelines.imaging.response import ResponseCategory, ResponseFacts, progression_items
from guidelines.terms import Term, Text


class ResponseStandard(Term):
    """The standard a response was judged by; the sources name no single one (IMG-49)."""

    MDA = "MDA", "MD Anderson 标准", "MD Anderson criteria"
    RECIST_1_1 = "RECIST_1_1", "RECIST 1.1", "RECIST 1.1"


IMG_47 = Rule(
    "IMG-47",
    Severity.STOP,
    Text(
        "不能仅凭骨显像判断进展：须有 CT、磁共振、X 线或活检证实的新病灶、增大或破坏。",
        "No progression from the bone scan alone: it takes a new lesion, growth or destruction on CT, MRI, "
        "X-ray "
        "or biopsy.",
    ),
    "GL §3.1.1",
    Grade.UNGRADED,
)
IMG_48 = Rule(
    "IMG-48",
    Severity.WARN,
    Text(
        "基线为{baseline}，本次为{current}：不可直接比较，请说明原因。",
        "Baseline on {baseline}, now on {current}: not comparable, give a reason.",
    ),
    "P",
    Grade.PROJECT,
)
IMG_49 = Rule(
    "IMG-49",
    Severity.INFO,
    Text(
        "骨转移疗效评价尚无统一标准，X 线、CT、骨显像、磁共振均可用于随访；本次采用{standard}。",
        "There is no uniform standard for bone; X-ray, CT, bone scan and MRI all serve follow-up. Used here: "
        "{standard}.",
    ),
    "GL §3.1.6",
    Grade.UNGRADED,
)
IMG_49_REFUSED = Rule(
    "IMG-49",
    Severity.HARD,
    Text("请选择疗效评价标准后再保存。", "Choose the standard before the response is saved."),
    "GL §3.1.6; P",
    Grade.PROJECT,
)
IMG_49_RECIST = Rule(
    "IMG-49",
    Severity.INFO,
    Text(
        "RECIST 1.1 对骨转移有局限，可采用 MD Anderson 标准。",
        "RECIST 1.1 has limits for bone; the MD Anderson criteria may be used.",
    ),
    "GL §3.1.6",
    Grade.UNGRADED,
)
IMG_50 = Rule(
    "IMG-50",
    Severity.INFO,
    Text(
        "骨显像不常规推荐用于疗效评价；表 1 中的骨显像条目须结合相关影像。",
        "The bone scan is not routinely recommended for response; its rows of table 1 need other imaging.",
    ),
    "GL §3.1.1, table 1; P AMB-11",
    Grade.UNGRADED,
)


def entered_category_check(entered: ResponseCategory, facts: ResponseFacts) -> Finding | None:
    """Return the stop for progression without any evidence beside the bone scan (IMG-47), else None."""
    supported = progression_items(facts) or facts.correlative is Correlative.DESTRUCTION
    if entered is not ResponseCategory.PD or supported:
        return None
    return IMG_47.finding()


def comparability_check(baseline: Modality | None, current: Modality | None) -> Finding | None:
    """Return the warning unless baseline and now were done with the same known modality (IMG-48)."""
    if baseline is not None and baseline is current:
        return None
    return IMG_48.finding(baseline=baseline, current=current)


def standard_check(standard: ResponseStandard | None) -> Finding:
    """Return the refusal without a standard, the limits of RECIST, else what was used (IMG-49)."""
    if standard is None:
        return IMG_49_REFUSED.finding()
    if standard is ResponseStandard.RECIST_1_1:
        return IMG_49_RECIST.finding()
    return IMG_49.finding(standard=standard)


def bone_scan_note(modalities: frozenset[Modality]) -> Finding | None:
    """Return the note when the bone scan is the only modality of a response (IMG-50), else None."""
    return IMG_50.finding() if modalities == {Modality.BS} else None
