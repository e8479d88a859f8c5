"""What the record tells of the questions of the pathway: never "no" where nobody looked (section 2.4)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from guidelines.assessment.board import board_findings
from guidelines.assessment.chart import Chart
from guidelines.assessment.codes import Code
from guidelines.assessment.imaging import slots
from guidelines.certainty import Answer, any_of
from guidelines.dataquality.staging import bone_places
from guidelines.imaging.calendar import SlotKind, SlotState
from guidelines.imaging.modalities import CT_KINDS, PETCT_KINDS, Modality
from guidelines.lesions import REGION_OF, Extent, LesionType, default_extent
from guidelines.pathway.evidence import Evidence, ImagingEvidence, Pathology, definite_imaging
from guidelines.pathway.markers import BONE_MARKERS, EARLY_SIGNS
from guidelines.pathway.risk import raised
from guidelines.pathway.states import PathwayFacts, SurveyResult
from guidelines.record.complaints import Symptom
from guidelines.record.imaging import ImagingStudy
from guidelines.record.lesions import BoneLesion, Certainty
from guidelines.record.sites import Site

SECTIONAL = CT_KINDS | PETCT_KINDS | {Modality.MRI}
NOT_DONE = frozenset({SlotState.DUE_SOON, SlotState.OVERDUE, SlotState.MISSED})
DESTROYS = frozenset({LesionType.OSTEOLYTIC, LesionType.MIXED})


def pathway_facts(chart: Chart, since: date | None) -> PathwayFacts:
    """Return the facts of the steps as the record has them; `since` = the day the present state began.

    Silence of the record is None: a symptom nobody entered is not absent, a scan without lesions not read as
    negative. The extent is a proposal, the clinician decides (AMB-51).
    """
    return PathwayFacts(
        lung_cancer_confirmed=None if chart.record.diagnosis is None else chart.record.diagnosis.confirmed,
        survey=SurveyResult.POSITIVE if any(_seen(chart, frozenset({Modality.BS}), None)) else None,
        petct_bone_focus=_yes(any(_seen(chart, PETCT_KINDS, None))),
        local_symptoms=_yes(bool(chart.active(Symptom.BONE_PAIN_FIXED))),
        marker_task_open=markers_raised(chart),
        extent=extent_of(chart),
        destructive_lesions=_destructive(chart),
        definite_lesions=_places(chart, Certainty.STATED),
        definite_imaging=_yes(definite_imaging(evidence_of(chart).imaging)),
        pathology=_pathology(chart),
        mdt_decision=_yes(chart.discussed_since(since)),
        scan_due=_scan_due(chart),
        new_symptom=_yes(any(_is_new(e.on, since) for e in chart.active(Symptom.BONE_PAIN_FIXED))),
        recurrence=_yes(_is_new(chart.record.recurred_on, since)),
        suspicious_lesion=_yes(any(_seen(chart, SECTIONAL, since))),
        last_bone_scan_on=_last_bone_scan(chart),
        confirmed_on=chart.confirmed_on,
        mdt_trigger=_yes(any(found.code == Code.MDT_REFER for found in board_findings(chart))),
    )


def evidence_of(chart: Chart) -> Evidence:
    """Return what is on record for the diagnosis itself (DX-18 to DX-20)."""
    return Evidence(
        lung_cancer_confirmed=None if chart.record.diagnosis is None else chart.record.diagnosis.confirmed,
        pathology=_pathology(chart),
        imaging=tuple(_imaging(chart)),
        bone_scan_positive=_yes(any(_seen(chart, frozenset({Modality.BS}), None))),
        markers_raised=markers_raised(chart),
    )


def markers_raised(chart: Chart) -> Answer:
    """Return whether a bone marker or ALP is above its laboratory's limit (DX-08, DX-09)."""
    wanted = dict.fromkeys((*EARLY_SIGNS, *BONE_MARKERS))
    return any_of(raised(chart.labs, analyte, chart.day.today) for analyte in wanted)


def _yes(found: Answer) -> Answer:
    """Return yes or not known: a record that does not say so does not say no."""
    return True if found else None


def _is_new(on: date | None, since: date | None) -> bool:
    return on is not None and (since is None or on > since)


def _study_lesions(chart: Chart) -> Iterator[tuple[ImagingStudy, BoneLesion]]:
    for study in chart.record.studies:
        yield from ((study, lesion) for lesion in study.lesions if lesion.metastatic)


def _seen(chart: Chart, kinds: frozenset[Modality], since: date | None) -> Iterator[BoneLesion]:
    """Yield the lesions that studies of these kinds show, of studies after `since` where it is given."""
    for study, lesion in _study_lesions(chart):
        if study.modality in kinds and (since is None or _is_new(study.on, since)):
            yield lesion


def _imaging(chart: Chart) -> Iterator[ImagingEvidence]:
    for study, lesion in _study_lesions(chart):
        if study.modality is not None:
            yield _shown(chart, study.modality, lesion)


def _shown(chart: Chart, modality: Modality, lesion: BoneLesion) -> ImagingEvidence:
    stated = lesion.certainty is Certainty.STATED
    destroys = stated and lesion.lesion_type in DESTROYS
    return ImagingEvidence(
        modality=modality,
        at_suspicious_site=_yes(any(lesion.site.same_bone(site) for site in suspected_places(chart))),
        destruction=_yes(destroys),
        blastic_definite=_yes(stated and lesion.lesion_type is LesionType.OSTEOBLASTIC),
    )


def suspected_places(chart: Chart) -> Iterator[Site]:
    """Yield where a bone scan or a fixed pain pointed to."""
    for study, lesion in _study_lesions(chart):
        if study.modality is Modality.BS:
            yield lesion.site
    yield from (entry.site for entry in chart.active(Symptom.BONE_PAIN_FIXED) if entry.site is not None)


def extent_of(chart: Chart) -> Extent | None:
    """Return the extent the lesions on record propose (AMB-51); None when no bone is known."""
    bones = (lesion.site.bone for lesion in chart.lesions)
    return default_extent(REGION_OF[bone] for bone in bones if bone is not None)


def _destructive(chart: Chart) -> int | None:
    """Return how many lesions destroy bone; None while the type of one is not stated."""
    if not chart.lesions or any(lesion.lesion_type in (None, LesionType.UNKNOWN) for lesion in chart.lesions):
        return None
    return _count(chart, tuple(one for one in chart.lesions if one.lesion_type in DESTROYS))


def _places(chart: Chart, certainty: Certainty) -> int | None:
    return _count(chart, tuple(one for one in chart.lesions if one.certainty is certainty)) or None


def _count(chart: Chart, lesions: tuple[BoneLesion, ...]) -> int:
    return bone_places(replace(chart.record, lesions=lesions))


def _pathology(chart: Chart) -> Pathology | None:
    """Return the newest result of a bone biopsy; an undated one counts as the oldest."""
    read = [one for one in chart.record.biopsies if one.of_bone and one.positive is not None]
    newest = max(read, key=lambda one: one.on or date.min, default=None)
    if newest is None:
        return None
    return Pathology.POSITIVE if newest.positive else Pathology.NEGATIVE


def _scan_due(chart: Chart) -> Answer:
    scans = (one for one in slots(chart) if one.slot.kind is SlotKind.BS and one.state in NOT_DONE)
    return _yes(any(one.slot.due_on <= chart.day.today for one in scans))


def _last_bone_scan(chart: Chart) -> date | None:
    days = (study.on for study in chart.record.studies if study.modality is Modality.BS)
    return max((day for day in days if day is not None), default=None)
