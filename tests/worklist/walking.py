"""刘芳 on her way through the diagnostic pathway: the short words the tests of it share."""

from datetime import date
from typing import Any

from accounts.models import User
from guidelines.imaging.modalities import Modality
from guidelines.lesions import Bone, LesionType
from guidelines.pathway.states import PathwayFacts, PathwayState
from guidelines.record.lesions import Certainty
from imaging.models import ImagingStudy, Lesion
from patients.enums import Histology
from patients.models import Diagnosis, PathwayStep, Patient
from patients.services.pathway import Step, step_write
from patients.specs.overrides import Acknowledgement
from patients.specs.pathway import StepSpec
from tests.cast import TODAY, Cast, patient
from tests.worklist.conftest import at
from worklist.services.pathway import pathway_advance

S = PathwayState
NOW = at(TODAY, 12)


def newcomer(people: Cast, **more: Any) -> Patient:
    """刘芳, adenocarcinoma; nothing is known of her bones."""
    row = patient(people.oncology_1, name="刘芳", number="ZY1", responsible_doctor=people.doctor_wang, **more)
    Diagnosis.objects.create(patient=row, histology=Histology.ADENOCARCINOMA, diagnosed_on=TODAY)
    return row


def stand(people: Cast, row: Patient, *states: PathwayState, on: date = TODAY) -> PathwayStep:
    """The patient brought to the last of these states, whatever the rules say."""
    steps = [
        step_write(by=people.doctor_wang, patient=row, step=Step(target=state, rule_id="DX-T01", taken_on=on))
        for state in states
    ]
    return steps[-1]


def spec(
    source: PathwayState | None,
    target: PathwayState,
    reason: str = "",
    answers: tuple[Acknowledgement, ...] = (),
    **stated: Any,
) -> StepSpec:
    """A step today with what is stated."""
    return StepSpec(
        source=source,
        target=target,
        taken_on=TODAY,
        reason=reason,
        answers=answers,
        stated=PathwayFacts(**stated),
    )


def advance(by: User, row: Patient, step: StepSpec) -> PathwayStep:
    """The step taken at noon."""
    return pathway_advance(by=by, patient=row, spec=step, today=TODAY, now=NOW)


def chain(row: Patient) -> list[str]:
    """The states of the steps that count, first to last."""
    rows = PathwayStep.objects.filter(patient=row, voided_at=None).order_by("number")
    return [step.to_state for step in rows]


def scanned(people: Cast, row: Patient, modality: Modality, *sites: str) -> ImagingStudy:
    """A study of today that states a lytic metastasis at each site."""
    study = ImagingStudy.objects.create(
        patient=row, modality=modality, done_on=TODAY, recorded_by=people.radiologist_he
    )
    for site in sites:
        Lesion.objects.create(
            patient=row,
            study=study,
            site=site,
            bone=Bone.SPINE,
            type=LesionType.OSTEOLYTIC,
            certainty=Certainty.STATED,
            recorded_by=people.radiologist_he,
        )
    return study
