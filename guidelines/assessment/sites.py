"""The suspicious sites of a record: what was seen there, and which examination is next (DX-17 to DX-29)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from guidelines.assessment.chart import Chart
from guidelines.assessment.pathway_facts import DESTROYS, extent_of, suspected_places
from guidelines.certainty import Answer
from guidelines.findings import Finding
from guidelines.imaging.modalities import CT_KINDS, PETCT_KINDS, Modality
from guidelines.lesions import Bone, LesionType
from guidelines.pathway.confirmation import (
    ConfirmTest,
    SiteFacts,
    SiteReading,
    confirm_task,
    site_notes,
    site_tasks,
)
from guidelines.record.imaging import ImagingStudy
from guidelines.record.lesions import BoneLesion, Certainty
from guidelines.record.sites import Site
from guidelines.safety import CORD_SIGNS, presses_on_cord, touches_cord_space

KINDS: Mapping[ConfirmTest, frozenset[Modality]] = MappingProxyType(
    {
        ConfirmTest.XRAY: frozenset({Modality.XRAY}),
        ConfirmTest.CT: frozenset(CT_KINDS),
        ConfirmTest.MRI: frozenset({Modality.MRI}),
        ConfirmTest.PETCT: frozenset(PETCT_KINDS),
    }
)
ORDERED: Mapping[str, ConfirmTest] = MappingProxyType({"DX-21": ConfirmTest.CT, "DX-25": ConfirmTest.MRI})


@dataclass(frozen=True, slots=True)
class Look:
    """What one kind of examination says of a site.

    `on` is the day of the study, `lesion` what it shows there. `done` without a lesion: the site was in the
    picture and nobody recorded what it shows, which is not the same as nothing.
    """

    test: ConfirmTest
    done: bool = False
    on: date | None = None
    lesion: BoneLesion | None = None

    @property
    def reading(self) -> SiteReading | None:
        """Return the answer a rule can use; None when there is none."""
        return None if self.lesion is None else _reading(self.lesion)

    @property
    def is_open(self) -> bool:
        """Return whether the study was done and its answer for this site is not recorded."""
        return self.done and self.lesion is None


@dataclass(frozen=True, slots=True)
class SuspiciousSite:
    """A site with its looks, the examinations it still needs, and the notes beside it."""

    site: Site
    scan_positive: Answer
    looks: tuple[Look, ...]
    tasks: tuple[Finding, ...]
    notes: tuple[Finding, ...]


def suspicious_sites(chart: Chart) -> tuple[SuspiciousSite, ...]:
    """Return each place a bone scan or a fixed pain pointed to, once."""
    named = {place.name: place for place in suspected_places(chart)}
    return tuple(_view(chart, place) for place in named.values())


def _view(chart: Chart, place: Site) -> SuspiciousSite:
    looks = tuple(_look(chart, test, place) for test in KINDS)
    facts = _facts(chart, place, looks)
    confirm = confirm_task(facts, extent_of(chart))
    wanted = (*(() if confirm is None else (confirm,)), *site_tasks(facts))
    waiting = {look.test for look in looks if look.is_open}
    return SuspiciousSite(
        site=place,
        scan_positive=facts.bone_scan_positive,
        looks=looks,
        tasks=tuple(task for task in wanted if _test_of(task) not in waiting),
        notes=site_notes(facts),
    )


def _test_of(task: Finding) -> ConfirmTest | None:
    """Return the one examination a task orders; None for a choice of several."""
    return ORDERED.get(task.rule_id) or (ConfirmTest(task.key) if task.key else None)


def _look(chart: Chart, test: ConfirmTest, place: Site) -> Look:
    """Return the newest study of this kind that shows the site, before one that only covers it."""
    studies = [study for study in chart.record.studies if study.modality in KINDS[test]]
    shown = [(study, lesion) for study in studies for lesion in study.lesions if _same(lesion.site, place)]
    if shown:
        study, lesion = max(shown, key=lambda pair: pair[0].on or date.min)
        return Look(test, True, study.on, lesion)
    covering = [study for study in studies if _covers(study, place)]
    newest = max(covering, key=lambda study: study.on or date.min, default=None)
    return Look(test) if newest is None else Look(test, True, newest.on)


def _same(one: Site, place: Site) -> bool:
    """Return whether both are the place; words that name no bone mean no other place than themselves."""
    return one == place or one.same_bone(place)


def _covers(study: ImagingStudy, place: Site) -> bool:
    return study.whole_body is True or (place.bone is not None and place.bone in study.bones)


def _reading(lesion: BoneLesion) -> SiteReading:
    """Return what a lesion means for the proof; a stated blastic one proves as destruction does (DX-20)."""
    if lesion.certainty is Certainty.BENIGN:
        return SiteReading.NEGATIVE
    proves = lesion.lesion_type in DESTROYS or lesion.lesion_type is LesionType.OSTEOBLASTIC
    stated = lesion.certainty is Certainty.STATED and proves
    return SiteReading.DESTRUCTION if stated else SiteReading.INCONCLUSIVE


def _facts(chart: Chart, place: Site, looks: tuple[Look, ...]) -> SiteFacts:
    read = {look.test: look.reading for look in looks}
    return SiteFacts(
        bone_scan_positive=True if any(_scanned(chart, place)) else None,
        xray=read[ConfirmTest.XRAY],
        ct=read[ConfirmTest.CT],
        mri=read[ConfirmTest.MRI],
        petct=read[ConfirmTest.PETCT],
        in_spine=None if place.bone is None else place.bone is Bone.SPINE,
        marrow_or_cord_suspected=_cord_suspected(chart, place),
        suspected=_type(chart, place),
    )


def _here(chart: Chart, place: Site) -> Iterator[BoneLesion]:
    return (lesion for lesion in chart.lesions if _same(lesion.site, place))


def _scanned(chart: Chart, place: Site) -> Iterator[bool]:
    scans = (study for study in chart.record.studies if study.modality is Modality.BS)
    return (lesion.metastatic and _same(lesion.site, place) for scan in scans for lesion in scan.lesions)


def _cord_suspected(chart: Chart, place: Site) -> Answer:
    """Return yes for a spine with a sign or a lesion at the cord; a record that says neither says nothing."""
    if place.bone is not Bone.SPINE:
        return None
    pressed = any(presses_on_cord(one) or touches_cord_space(one) for one in _here(chart, place))
    return True if pressed or chart.active(*CORD_SIGNS) else None


def _type(chart: Chart, place: Site) -> LesionType:
    known = (lesion.lesion_type for lesion in _here(chart, place))
    return next((one for one in known if one not in (None, LesionType.UNKNOWN)), None) or LesionType.UNKNOWN
