"""Which examination comes next at a suspicious site (DX-17, DX-21, DX-25, DX-27 to DX-29)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from guidelines.certainty import Answer
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.lesions import Extent, LesionType
from guidelines.terms import Term, Text


class ConfirmTest(Term):
    """An examination that can confirm."""

    MRI = "MRI", "磁共振", "MRI"
    PETCT = "PETCT", "PET/CT", "PET/CT"
    CT = "CT", "CT", "CT"
    XRAY = "XRAY", "X 线", "X-ray"
    BIOPSY = "BIOPSY", "骨活检", "Bone biopsy"


# DX-T08, DX-T09 (AMB-57): what to offer by extent. Without an extent all of Rec 2.
MENUS: Mapping[Extent | None, tuple[ConfirmTest, ...]] = MappingProxyType(
    {
        Extent.LOCALISED: (ConfirmTest.MRI, ConfirmTest.PETCT, ConfirmTest.CT, ConfirmTest.BIOPSY),
        Extent.WIDESPREAD: (ConfirmTest.PETCT, ConfirmTest.XRAY, ConfirmTest.MRI),
        None: (ConfirmTest.CT, ConfirmTest.MRI, ConfirmTest.PETCT, ConfirmTest.BIOPSY),
    }
)


class SiteReading(Term):
    """What one modality says of a site."""

    DESTRUCTION = "DESTRUCTION", "骨破坏", "Destruction"
    NEGATIVE = "NEGATIVE", "阴性", "Negative"
    INCONCLUSIVE = "INCONCLUSIVE", "不能确定", "Inconclusive"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts:
    """A suspicious site and what was read there; a reading of None = that modality was not done."""

    bone_scan_positive: Answer = None
    xray: SiteReading | None = None
    ct: SiteReading | None = None
    mri: SiteReading | None = None
    petct: SiteReading | None = None
    in_spine: Answer = None
    marrow_or_cord_suspected: Answer = None
    near_nerve_or_vessel: Answer = None
    suspected: LesionType = LesionType.UNKNOWN

    @property
    def destroyed(self) -> bool:
        """Return whether any modality shows destruction, so that nothing more is needed to confirm."""
        return SiteReading.DESTRUCTION in (self.xray, self.ct, self.mri, self.petct)

    @property
    def examined(self) -> bool:
        """Return whether CT, MRI or PET/CT was done at the site."""
        return any(reading is not None for reading in (self.ct, self.mri, self.petct))


def _dx(number: str, severity: Severity, zh: str, en: str, source: str) -> Rule:
    return Rule(f"DX-{number}", severity, Text(zh, en), source, Grade.UNGRADED)


DX_17 = Rule(
    "DX-17",
    Severity.TASK,
    Text("骨显像阳性，须进一步确诊，可选：{menu}。", "Bone scan positive: confirm it, offer {menu}."),
    "GL Rec 2",
    Grade.WEAK_HIGH,
)
DX_21 = _dx(
    "21",
    Severity.TASK,
    "骨显像阳性而 X 线阴性：请行该部位 CT。",
    "Bone scan positive, X-ray negative: order CT of the site.",
    "GL §3.1.4",
)
DX_25 = _dx(
    "25",
    Severity.TASK,
    "骨显像和 X 线不能确定，或疑骨髓、脊髓受累：请行磁共振。",
    "Bone scan and X-ray cannot confirm, or marrow or cord is suspected: order MRI.",
    "GL §3.1.5",
)
DX_27 = _dx(
    "27",
    Severity.TASK,
    "疑脊柱转移：请行{test}（{why}）。",
    "Metastasis of the spine suspected: order {test} ({why}).",
    "GL §3.1.4, §3.1.5",
)
DX_28 = _dx(
    "28",
    Severity.INFO,
    "须了解与神经、血管的关系时，建议增强 CT。",
    "Where the relation to nerve or vessel must be known, contrast CT is suggested.",
    "GL §3.1.4",
)
DX_29 = _dx(
    "29",
    Severity.INFO,
    "骨显像阳性而该部位磁共振阴性：基本可放心，仍有疑问可行 PET/CT。",
    "Bone scan positive, MRI of the site negative: basically reassuring; PET/CT if doubt remains.",
    "QA C1",
)

_SPINE_CT = (ConfirmTest.CT, Text("判断脊柱稳定性", "vertebral stability"))
_SPINE_MRI = (ConfirmTest.MRI, Text("评估脊髓", "spinal cord"))


def confirm_task(site: SiteFacts, extent: Extent | None) -> Finding | None:
    """Return the task to confirm a positive bone scan, with the tests to offer (DX-17).

    None once CT, MRI or PET/CT was done there, or an X-ray already shows destruction.
    """
    if site.bone_scan_positive is not True or site.destroyed or site.examined:
        return None
    return DX_17.finding(menu=MENUS[extent], extent=extent)


def _ct_task(site: SiteFacts) -> Finding | None:
    wanted = site.bone_scan_positive is True and site.xray is SiteReading.NEGATIVE
    return DX_21.finding() if wanted and site.ct is None else None


def _mri_task(site: SiteFacts) -> Finding | None:
    wanted = site.xray is SiteReading.INCONCLUSIVE or site.marrow_or_cord_suspected is True
    return DX_25.finding() if wanted and site.bone_scan_positive is True and site.mri is None else None


def _spine_tasks(site: SiteFacts) -> list[Finding]:
    """Return CT and MRI of a suspected spine, whatever else shows: both are questions of care."""
    if site.in_spine is not True:
        return []
    open_tests = [(_SPINE_CT, site.ct), (_SPINE_MRI, site.mri)]
    return [
        DX_27.finding(key=test.value, test=test, why=why)
        for (test, why), reading in open_tests
        if reading is None
    ]


def site_tasks(site: SiteFacts) -> tuple[Finding, ...]:
    """Return the examinations a site still needs (DX-21, DX-25, DX-27)."""
    to_confirm = [] if site.destroyed else [_ct_task(site), _mri_task(site)]
    return (*(task for task in to_confirm if task is not None), *_spine_tasks(site))


def site_notes(site: SiteFacts) -> tuple[Finding, ...]:
    """Return the texts shown beside a site (DX-28, DX-29).

    A negative MRI does not reassure beside destruction, nor when the lesion may be osteoblastic (AMB-47).
    """
    reassuring = site.bone_scan_positive is True and site.mri is SiteReading.NEGATIVE and not site.destroyed
    found = [DX_28.finding()] if site.near_nerve_or_vessel else []
    if reassuring and site.suspected is not LesionType.OSTEOBLASTIC:
        found.append(DX_29.finding())
    return tuple(found)
