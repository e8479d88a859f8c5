"""Where the patient stands in the diagnostic pathway, read from the record (section 2.4)."""

from guidelines.assessment.chart import Chart
from guidelines.dataquality.staging import bone_places
from guidelines.imaging.modalities import PETCT_KINDS, Modality
from guidelines.pathway.states import PathwayState
from guidelines.record.diagnosis import BoneStatus


def pathway_state(chart: Chart) -> PathwayState | None:
    """Return the state; None while lung cancer itself is not on record.

    Only the entry on bone metastasis confirms it: lesions alone leave the patient at the confirmation step.
    """
    if chart.confirmed:
        discussed = chart.discussed_since(chart.confirmed_on)
        return PathwayState.ON_TREATMENT if discussed else PathwayState.CONFIRMED
    if chart.excluded:
        return PathwayState.NOT_CONFIRMED
    if chart.lesions or _suspected(chart):
        return _confirmation_step(chart)
    if chart.record.diagnosis is None:
        return None
    return PathwayState.SURVEILLANCE if _surveyed(chart) else PathwayState.SCREEN_DUE


def _suspected(chart: Chart) -> bool:
    bone = chart.record.bone_metastasis
    return bone is not None and bone.status is BoneStatus.SUSPECTED


def _confirmation_step(chart: Chart) -> PathwayState:
    several = bone_places(chart.record) > 1 or len({lesion.site.name for lesion in chart.lesions}) > 1
    return PathwayState.CONFIRM_WIDESPREAD if several else PathwayState.CONFIRM_LOCALISED


def _surveyed(chart: Chart) -> bool:
    kinds = {study.modality for study in chart.record.studies if study.on is not None}
    return bool(kinds & {Modality.BS, *PETCT_KINDS})
