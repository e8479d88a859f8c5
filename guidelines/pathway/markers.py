"""Raised bone markers ask for imaging (DX-08, DX-09)."""

from collections.abc import Iterable
from datetime import date

from guidelines.certainty import Answer
from guidelines.facts import LabFact
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.imaging.modalities import PETCT_KINDS, Modality
from guidelines.labs import Analyte
from guidelines.pathway.risk import raised
from guidelines.terms import Text

DX_08 = Rule(
    "DX-08",
    Severity.TASK,
    Text(
        "{markers}升高而无骨症状：请安排影像检查，首选磁共振。",
        "{markers} raised without bone symptom: order imaging, MRI preferred.",
    ),
    "QA Q2",
    Grade.UNGRADED,
)
DX_09 = Rule(
    "DX-09",
    Severity.TASK,
    Text(
        "{markers}高于实验室上限：可能已发生骨转移，建议进一步检查（磁共振）。",
        "{markers} above the laboratory's limit: bone metastasis may have occurred, examine further (MRI).",
    ),
    "WP §16",
    Grade.UNGRADED,
)

EARLY_SIGNS = (Analyte.ALP, Analyte.CTX)
BONE_MARKERS = (Analyte.BALP, Analyte.PINP, Analyte.CTX, Analyte.NTX)
SETTLES = frozenset({Modality.MRI}) | PETCT_KINDS
NEGATIVE_VALID_DAYS = 90


def marker_finding(
    labs: Iterable[LabFact],
    on: date,
    *,
    bone_symptom: Answer,
    task_open: bool,
    last_negative_on: date | None,
) -> Finding | None:
    """Return the imaging task for raised markers: DX-08 for ALP or CTX without symptom, else DX-09.

    None while such a task is open, and while a negative MRI or PET/CT (`SETTLES`) is younger than 90 days.
    An unknown symptom counts as none. Markers alone never confirm (DX-19).
    """
    settled = last_negative_on is not None and (on - last_negative_on).days < NEGATIVE_VALID_DAYS
    if task_open or settled:
        return None
    known = tuple(labs)
    early = tuple(one for one in EARLY_SIGNS if raised(known, one, on))
    if early and bone_symptom is not True:
        return DX_08.finding(markers=early)
    markers = tuple(one for one in BONE_MARKERS if raised(known, one, on))
    return DX_09.finding(markers=markers) if markers else None
