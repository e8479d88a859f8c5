"""A patient is taken through the diagnostic pathway: who may, what refuses, what a step writes."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from accounts.errors import Conflict, Refusal
from guidelines.imaging.modalities import Modality
from guidelines.lesions import Extent
from guidelines.pathway.evidence import Pathology
from guidelines.pathway.states import SurveyResult
from patients.enums import MetastasisBasis, MetastasisStatus
from patients.models import BoneMetastasis, Override, PathwayStep, Patient
from patients.selectors.whole import chart_of
from patients.specs.overrides import Acknowledgement
from tests.cast import TODAY, Cast, cast
from tests.worklist.walking import NOW, S, advance, chain, newcomer, scanned, spec, stand
from worklist.enums import TaskKind, TaskState
from worklist.models import Task
from worklist.selectors.pathway import standing_of
from worklist.services.pathway import pathway_take_back

OVERRIDE = Acknowledgement(
    rule_id="DX-19", reason_code="OTHER_HOSPITAL", reason_text="CT of the West hospital"
)
SEVERAL: dict[str, Any] = {"definite_imaging": True, "definite_lesions": 2}


@pytest.fixture
def liu(people: Cast) -> Patient:
    return newcomer(people)


def rules(refused: pytest.ExceptionInfo[Refusal]) -> list[str]:
    """The rules of a refusal."""
    return [f"{one.rule_id} {one.severity}" for one in refused.value.findings]


def test_path_p1_from_the_diagnosis_to_surveillance(people: Cast, liu: Patient) -> None:
    wang = people.doctor_wang
    advance(people.coordinator_qian, liu, spec(None, S.LC_CONFIRMED))
    advance(people.coordinator_qian, liu, spec(S.LC_CONFIRMED, S.SCREEN_DUE))
    negative = spec(S.SCREEN_DUE, S.BS_NEGATIVE, survey=SurveyResult.NEGATIVE)
    advance(people.radiologist_he, liu, negative)
    quiet = spec(S.BS_NEGATIVE, S.SURVEILLANCE, local_symptoms=False, marker_task_open=False)
    step = advance(wang, liu, quiet)
    assert chain(liu) == ["LC_CONFIRMED", "SCREEN_DUE", "BS_NEGATIVE", "SURVEILLANCE"]
    assert step.rule_id == "DX-T05"
    assert step.inputs == {
        "local_symptoms": {"record": None, "stated": False},
        "marker_task_open": {"record": None, "stated": False},
    }


def test_a_fact_nobody_told_refuses_the_step(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE, S.BS_NEGATIVE)
    with pytest.raises(Refusal) as refused:
        advance(people.doctor_wang, liu, spec(S.BS_NEGATIVE, S.SURVEILLANCE, local_symptoms=False))
    assert rules(refused) == ["DX-T05 HARD"]
    assert len(chain(liu)) == 3


@pytest.mark.parametrize("name", ["nurse_li", "panel_member_lin", "admin_gao"])
def test_who_has_no_part_in_the_pathway_takes_no_step(people: Cast, liu: Patient, name: str) -> None:
    with pytest.raises(PermissionDenied):
        advance(getattr(people, name), liu, spec(None, S.LC_CONFIRMED))


def test_a_radiologist_enters_a_result_and_no_more(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE)
    positive = spec(S.SCREEN_DUE, S.BS_POSITIVE, survey=SurveyResult.POSITIVE)
    advance(people.radiologist_he, liu, positive)
    wide = spec(S.BS_POSITIVE, S.CONFIRM_WIDESPREAD, extent=Extent.WIDESPREAD)
    with pytest.raises(Refusal) as refused:
        advance(people.radiologist_he, liu, wide)
    assert rules(refused) == ["DX-T00 HARD"]


def test_path_p7_a_positive_bone_scan_alone_confirms_nothing(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE, S.BS_POSITIVE)
    with pytest.raises(Refusal) as refused:
        advance(people.doctor_wang, liu, spec(S.BS_POSITIVE, S.CONFIRMED, answers=(OVERRIDE,)))
    # The override answers DX-19; that no step is drawn nobody passes.
    assert rules(refused) == ["DX-T00 HARD"]
    assert not BoneMetastasis.objects.filter(patient=liu).exists()


def test_what_a_study_proves_confirms_the_diagnosis_as_well(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE, S.BS_POSITIVE, S.CONFIRM_WIDESPREAD)
    scanned(people, liu, Modality.BS, "L2", "L4")
    scanned(people, liu, Modality.CT, "L2", "L4")
    step = advance(people.doctor_wang, liu, spec(S.CONFIRM_WIDESPREAD, S.CONFIRMED, **SEVERAL))
    known = BoneMetastasis.objects.get(patient=liu)
    assert (step.rule_id, known.status, known.basis) == (
        "DX-T12",
        MetastasisStatus.CONFIRMED,
        MetastasisBasis.IMAGING,
    )
    assert known.confirmed_on == TODAY
    assert chain(liu)[-2:] == ["CONFIRMED", "PRETREATMENT"]
    assert not Override.objects.exists()


def test_imaging_that_is_not_on_record_stops_until_an_oncologist_says_why(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE, S.BS_POSITIVE, S.CONFIRM_WIDESPREAD)
    step = spec(S.CONFIRM_WIDESPREAD, S.CONFIRMED, **SEVERAL)
    for answers in ((), (replace(OVERRIDE, reason_text=" "),)):
        with pytest.raises(Refusal) as refused:
            advance(people.doctor_wang, liu, replace(step, answers=answers))
        assert rules(refused) == ["DX-19 STOP"]
    advance(people.doctor_wang, liu, replace(step, answers=(OVERRIDE,)))
    row = Override.objects.get(patient=liu)
    assert (row.rule_id, row.reason_code, row.by) == ("DX-19", "OTHER_HOSPITAL", people.doctor_wang)
    assert chain(liu)[-1] == "PRETREATMENT"


def test_path_p3_a_positive_biopsy_confirms(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE, S.BS_POSITIVE, S.CONFIRM_LOCALISED, S.BIOPSY)
    step = spec(S.BIOPSY, S.CONFIRMED, pathology=Pathology.POSITIVE)
    assert advance(people.doctor_wang, liu, step).rule_id == "DX-T16"
    assert BoneMetastasis.objects.get(patient=liu).basis == MetastasisBasis.BIOPSY


def test_an_answer_against_the_record_needs_its_reason(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE)
    scanned(people, liu, Modality.BS, "L4")
    step = spec(S.SCREEN_DUE, S.BS_NEGATIVE, survey=SurveyResult.NEGATIVE)
    with pytest.raises(ValidationError) as wrong:
        advance(people.doctor_wang, liu, step)
    assert list(wrong.value.error_dict) == ["reason"]
    taken = advance(people.doctor_wang, liu, replace(step, reason="read again: degenerative"))
    assert taken.inputs["survey"] == {"record": "POSITIVE", "stated": "NEGATIVE"}


def test_a_step_lies_neither_ahead_nor_before_the_last_one(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED)
    for days in (1, -1):
        step = replace(spec(S.LC_CONFIRMED, S.SCREEN_DUE), taken_on=TODAY + timedelta(days))
        with pytest.raises(ValidationError) as wrong:
            advance(people.doctor_wang, liu, step)
        assert list(wrong.value.error_dict) == ["taken_on"]


def test_a_step_sent_twice_is_one_and_another_one_is_a_conflict(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED)
    step = spec(S.LC_CONFIRMED, S.SCREEN_DUE)
    assert advance(people.doctor_wang, liu, step) == advance(people.doctor_wang, liu, step)
    assert chain(liu) == ["LC_CONFIRMED", "SCREEN_DUE"]
    with pytest.raises(Conflict):
        advance(people.coordinator_qian, liu, step)


def test_a_step_opens_its_task_and_the_next_one_closes_it(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE, S.BS_POSITIVE)
    local = spec(S.BS_POSITIVE, S.CONFIRM_LOCALISED, extent=Extent.LOCALISED)
    advance(people.doctor_wang, liu, local)
    task = Task.objects.get(patient=liu)
    assert (task.rule_id, task.owner, task.state) == ("DX-T08", people.doctor_wang, TaskState.OPEN)
    advance(people.doctor_wang, liu, spec(S.CONFIRM_LOCALISED, S.INDETERMINATE, inconclusive=2))
    task.refresh_from_db()
    assert task.state == TaskState.DONE
    assert Task.objects.get(patient=liu, state=TaskState.OPEN).kind == TaskKind.MDT_REVIEW


def test_a_step_taken_back_closes_its_task(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE, S.BS_POSITIVE)
    step = advance(people.doctor_wang, liu, spec(S.BS_POSITIVE, S.CONFIRM_LOCALISED, extent=Extent.LOCALISED))
    pathway_take_back(by=people.doctor_wang, step=step, reason="wrong patient", now=NOW)
    assert chain(liu)[-1] == "BS_POSITIVE"
    assert Task.objects.get(patient=liu).state == TaskState.DONE


def test_a_patient_enters_where_the_record_is(people: Cast, zhang: Patient) -> None:
    with pytest.raises(Refusal):
        advance(people.doctor_wang, zhang, spec(None, S.SURVEILLANCE))
    step = advance(people.doctor_wang, zhang, spec(None, S.CONFIRMED))
    assert (step.rule_id, step.origin) == ("DX-T00", "ENTRY")
    assert chain(zhang) == ["CONFIRMED", "PRETREATMENT"]


def test_what_the_record_shows_stands_beside_what_was_confirmed(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE)
    assert standing_of(liu, people.doctor_wang, chart_of(liu, TODAY)).agrees
    scanned(people, liu, Modality.MRI, "L4")
    standing = standing_of(liu, people.doctor_wang, chart_of(liu, TODAY))
    assert (standing.state, standing.shown, standing.agrees) == (S.SCREEN_DUE, S.CONFIRM_LOCALISED, False)


def test_what_is_missing_is_named_for_each_next_step(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE, S.BS_NEGATIVE)
    standing = standing_of(liu, people.radiologist_he, chart_of(liu, TODAY))
    missing = {
        way.rule_id: [one.name for one in way.missing] for option in standing.options for way in option.ways
    }
    assert missing == {
        "DX-T05": ["local_symptoms", "marker_task_open"],
        "DX-T06": ["local_symptoms"],
        "DX-T07": ["marker_task_open"],
    }
    assert not any(option.may for option in standing.options)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_are_one_step(transactional_db: None) -> None:
    crowd = cast()
    row = newcomer(crowd)
    start = Barrier(2)

    def click() -> object:
        try:
            start.wait(10)
            return advance(crowd.doctor_wang, row, spec(None, S.LC_CONFIRMED)).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = {future.result() for future in [pool.submit(click), pool.submit(click)]}
    assert len(answers) == 1
    assert PathwayStep.objects.count() == 1
