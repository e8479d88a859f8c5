"""What proves bone metastasis and what only hints at it (DX-18 to DX-20, DX-30)."""

from dataclasses import dataclass

from guidelines.certainty import Answer, all_of, any_of, equals
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.imaging.modalities import CT_KINDS, PETCT_KINDS, Modality
from guidelines.terms import Term, Text


class Pathology(Term):
    """Result of a bone biopsy."""

    POSITIVE = "POSITIVE", "阳性", "Positive"
    NEGATIVE = "NEGATIVE", "阴性", "Negative"
    INSUFFICIENT = "INSUFFICIENT", "标本不足", "Insufficient"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImagingEvidence:
    """What one study shows at one site; None = not stated.

    `at_suspicious_site`: the site that bone scan, symptom or an earlier image pointed to. `hypermetabolic` is
    asked of PET only, together with destruction at the same site. `blastic_definite`: the reader states a
    definite osteoblastic metastasis (AMB-36).
    """

    modality: Modality
    at_suspicious_site: Answer = None
    destruction: Answer = None
    hypermetabolic: Answer = None
    blastic_definite: Answer = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything on record for the diagnosis; bone scan and markers are kept, and never decide (DX-19)."""

    lung_cancer_confirmed: Answer = None
    pathology: Pathology | None = None
    imaging: tuple[ImagingEvidence, ...] = ()
    bone_scan_positive: Answer = None
    markers_raised: Answer = None


STRUCTURAL = CT_KINDS | {Modality.MRI, Modality.XRAY}
METABOLIC = PETCT_KINDS | {Modality.PETMRI}
SHOWS_BLASTIC = CT_KINDS | METABOLIC | {Modality.MRI}


def is_definite(shown: ImagingEvidence) -> Answer:
    """Return whether one study is definite for bone metastasis (DX-20); a bone scan never is."""
    blastic = shown.modality in SHOWS_BLASTIC and shown.blastic_definite is True
    if blastic:
        return True
    if shown.modality in STRUCTURAL:
        return all_of((shown.at_suspicious_site, shown.destruction))
    return shown.modality in METABOLIC and all_of((shown.hypermetabolic, shown.destruction))


def definite_imaging(imaging: tuple[ImagingEvidence, ...]) -> Answer:
    """Return whether any study is definite (DX-20); False without studies, None while one is unread."""
    return any_of(is_definite(shown) for shown in imaging)


def is_confirmed(evidence: Evidence) -> Answer:
    """Return whether bone metastasis is confirmed (DX-18).

    Lung cancer confirmed, and a positive bone biopsy or definite imaging. A biopsy that was not done is not
    positive.
    """
    proof = any_of((evidence.pathology is Pathology.POSITIVE, definite_imaging(evidence.imaging)))
    return all_of((evidence.lung_cancer_confirmed, proof))


DX_18 = Rule(
    "DX-18",
    Severity.CALC,
    Text(
        "骨转移确诊条件：肺癌临床确诊，且骨活检阳性或影像确定。结论：{verdict}。",
        "Bone metastasis is confirmed when lung cancer is clinically confirmed and the biopsy is positive or "
        "imaging definite. Here: {verdict}.",
    ),
    "GL §3",
    Grade.UNGRADED,
)
DX_18_REFUSED = Rule(
    "DX-18",
    Severity.STOP,
    Text(
        "肺癌未临床确诊，不能诊断为肺癌骨转移。",
        "Lung cancer is not clinically confirmed, so this is not bone metastasis of lung cancer.",
    ),
    "GL §3",
    Grade.UNGRADED,
)
DX_19 = Rule(
    "DX-19",
    Severity.STOP,
    Text(
        "不能仅凭骨显像或标志物确诊：骨显像只提示，炎症、外伤也可浓聚。请先完成 CT、磁共振、PET/CT "
        "或骨活检。",
        "Bone scan or markers alone cannot confirm: a bone scan only suggests, inflammation and injury "
        "give hot "
        "spots too. CT, MRI, PET/CT or a bone biopsy comes first.",
    ),
    "QA Q4, C1; GL §3.1.1",
    Grade.UNGRADED,
)
DX_20 = Rule(
    "DX-20",
    Severity.CALC,
    Text(
        "影像确定（可疑部位骨破坏，或 PET/CT 高代谢伴骨破坏，或阅片医生明确成骨性转移）：{verdict}。",
        "Definite imaging (destruction at the suspicious site, or PET/CT hypermetabolism with destruction, "
        "or a "
        "definite osteoblastic metastasis by its reader): {verdict}.",
    ),
    "QA Q1, Q4; P AMB-36",
    Grade.UNGRADED,
)
DX_30 = Rule(
    "DX-30",
    Severity.INFO,
    Text(
        "称为孤立的病灶不一定孤立：未排除隐匿病灶（骨髓或骨活检可发现影像隐匿病灶）。",
        "A lesion called solitary may not be: other occult lesions are not excluded (marrow or bone biopsy "
        "finds "
        "some that imaging misses).",
    ),
    "QA Q14; WP §15",
    Grade.UNGRADED,
)

_VERDICT = {True: Text("是", "yes"), False: Text("否", "no"), None: Text("尚不明确", "not known yet")}


def confirmation_check(evidence: Evidence) -> Finding | None:
    """Return the stop when somebody sets CONFIRMED without proof (DX-19) or without lung cancer (DX-18).

    Proof that is not fully read yet stops as well: unknown is not proven.
    """
    if is_confirmed(evidence):
        return None
    proof = evidence.pathology is Pathology.POSITIVE or definite_imaging(evidence.imaging)
    return DX_18_REFUSED.finding() if proof else DX_19.finding()


def imaging_check(evidence: Evidence) -> Finding | None:
    """Return the stop when imaging is said to prove what no study on record proves (DX-19, DX-18)."""
    return None if definite_imaging(evidence.imaging) else confirmation_check(evidence)


def evidence_findings(evidence: Evidence) -> tuple[Finding, ...]:
    """Return what the evidence amounts to in words (DX-20, DX-18)."""
    return (
        DX_20.finding(verdict=_VERDICT[definite_imaging(evidence.imaging)]),
        DX_18.finding(verdict=_VERDICT[is_confirmed(evidence)]),
    )


def occult_note(*, confirmed: Answer, lesions: int | None) -> Finding | None:
    """Return the note on a confirmed lesion called solitary (DX-30), else None."""
    return DX_30.finding() if all_of((confirmed, equals(lesions, 1))) else None
