"""Which modality suits a lesion, and whether a negative result overrules a positive one (DX-14 to DX-16)."""

from guidelines.certainty import Answer
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.imaging.modalities import Modality, more_sensitive
from guidelines.lesions import LesionType
from guidelines.terms import Text

DX_14 = Rule(
    "DX-14",
    Severity.INFO,
    Text(
        "疑成骨性病灶：磁共振敏感性相对较低，阴性不能排除；NaF PET/CT 最敏感，骨显像有独特优势，能谱 CT "
        "可有帮助。",
        "Osteoblastic lesion suspected: MRI is relatively less sensitive and a negative one does not "
        "exclude it; "
        "NaF PET/CT is the most sensitive, the bone scan has its own strength, spectral CT may help.",
    ),
    "QA Q4; GL §3.1.2, §3.1.4; WP §14; P AMB-47",
    Grade.UNGRADED,
)
DX_15 = Rule(
    "DX-15",
    Severity.INFO,
    Text(
        "疑溶骨性或骨髓病灶：FDG PET/CT 最敏感；骨髓首选磁共振。",
        "Osteolytic or marrow lesion suspected: FDG PET/CT is the most sensitive; for marrow MRI comes "
        "first.",
    ),
    "GL §3.1.2, §3.1.5",
    Grade.UNGRADED,
)
DX_16 = Rule(
    "DX-16",
    Severity.CALC,
    Text(
        "{negative}阴性{verdict}{positive}阳性。",
        "Negative {negative} {verdict} positive {positive}.",
    ),
    "QA C1; P AMB-47",
    Grade.PROJECT,
)
_OVERRULES = Text("可推翻", "may overrule")
_DOES_NOT = Text("不能推翻", "does not overrule")
_OPEN = Text("能否推翻尚不明确，对照", "cannot be weighed against")


def modality_note(suspected: LesionType, *, marrow: Answer = None) -> Finding | None:
    """Return which modality suits the suspected lesion (DX-14, DX-15), else None."""
    if suspected is LesionType.OSTEOBLASTIC:
        return DX_14.finding()
    return DX_15.finding() if suspected is LesionType.OSTEOLYTIC or marrow else None


def menu_for(suspected: LesionType, *, marrow: Answer = None) -> tuple[Modality, ...]:
    """Return the modalities in the order to offer them (DX-14, DX-15); empty when nothing is suspected."""
    if suspected is LesionType.OSTEOBLASTIC:
        return (Modality.PETCT_NAF, Modality.BS, Modality.CT_SPECTRAL)
    if marrow:
        return (Modality.MRI, Modality.PETCT_FDG)
    return (Modality.PETCT_FDG, Modality.MRI) if suspected is LesionType.OSTEOLYTIC else ()


def overrules(
    negative: Modality,
    positive: Modality,
    *,
    covers_site: Answer,
    suspected: LesionType = LesionType.UNKNOWN,
) -> Answer:
    """Return whether a negative result may overrule an earlier positive one at the site (DX-16).

    Only a more sensitive modality that covered the site can; a negative MRI never excludes a suspected
    osteoblastic lesion (AMB-47). None when it is not known.
    """
    if suspected is LesionType.OSTEOBLASTIC and negative is Modality.MRI:
        return False
    better = more_sensitive(negative, positive)
    if better is False or covers_site is False:
        return False
    return None if better is None or covers_site is None else True


def overrule_finding(negative: Modality, positive: Modality, answer: Answer) -> Finding:
    """Return the comparison in words (DX-16)."""
    verdict = {True: _OVERRULES, False: _DOES_NOT, None: _OPEN}[answer]
    return DX_16.finding(negative=negative, positive=positive, verdict=verdict)
