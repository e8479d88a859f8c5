"""What sends a patient to the board by itself, until when, and what ends it (MDT-T01 to T10)."""

from datetime import date, timedelta
from typing import Any

import pytest

from guidelines.assessment.assess import assess
from guidelines.assessment.presenting import BoardCall
from guidelines.bone.agents import Agent
from guidelines.bone.dental import DentalItem
from guidelines.bone.sre import SreType
from guidelines.bone.stopping import StopReason
from guidelines.imaging.modalities import Modality
from guidelines.lesions import Bone
from guidelines.record.board import Conference
from guidelines.record.bonedrugs import BoneCourse, Dose, Stop
from guidelines.record.dental import DentalVisit
from guidelines.record.diagnosis import BoneMetastasis, BoneStatus
from guidelines.record.imaging import ImagingStudy
from guidelines.record.lesions import BoneLesion
from guidelines.record.record import Record
from guidelines.record.sites import Site
from guidelines.record.skeleton import SkeletalEvent

TODAY = date(2025, 3, 3)  # a Monday
THEN = TODAY - timedelta(days=10)
CONFIRMED = BoneMetastasis(on=THEN, status=BoneStatus.CONFIRMED)
DISCUSSED = Conference(on=THEN, disciplines=("MED_ONC",), question="?", conclusion="继续")
RUNNING = BoneCourse(on=THEN, agent=Agent.DENOSUMAB, doses=(Dose(on=THEN, number=1),))
FRACTURE = SkeletalEvent(on=TODAY, event=SreType.PATH_FRACTURE)
SOLITARY = BoneLesion(on=THEN, site=Site(bone=Bone.SPINE, text="T8"), solitary=True)


def call(on: date = TODAY, **parts: Any) -> BoardCall | None:
    return assess(Record(**parts), on).board


def reasons(**parts: Any) -> list[str]:
    found = call(**parts)
    return [] if found is None else [reason.value for reason in found.reasons]


def test_an_empty_record_asks_for_nothing() -> None:
    assert call() is None


def test_a_confirmation_asks_within_fourteen_days_and_a_conference_answers_it() -> None:
    found = call(bone_metastasis=CONFIRMED)
    assert found == BoardCall(
        reasons=found.reasons if found else (),
        triggers=("MDT-T01",),
        wanted_by=THEN + timedelta(days=14),
        urgent=False,
    )
    assert call(bone_metastasis=CONFIRMED, conferences=(DISCUSSED,)) is None


def test_a_conference_without_a_conclusion_answers_nothing() -> None:
    empty = Conference(on=TODAY, disciplines=("MED_ONC",))
    assert reasons(bone_metastasis=CONFIRMED, conferences=(empty,)) == ["BM_CONFIRMED"]


def test_a_confirmation_without_a_day_asks_by_no_day() -> None:
    found = call(bone_metastasis=BoneMetastasis(status=BoneStatus.CONFIRMED))
    assert found is not None
    assert found.wanted_by is None


def test_a_fracture_is_urgent_by_the_next_working_day() -> None:
    found = call(events=(FRACTURE,))
    assert found is not None
    assert (found.urgent, found.wanted_by, found.triggers) == (True, date(2025, 3, 4), ("MDT-T05",))


def test_an_event_on_the_drug_is_a_reason_of_its_own_and_a_second_one_another() -> None:
    first = SkeletalEvent(on=TODAY - timedelta(days=8), event=SreType.RT_TO_BONE)
    assert reasons(events=(first,), courses=(RUNNING,)) == ["SRE_ON_BMA"]
    later = SkeletalEvent(on=TODAY + timedelta(days=30), event=SreType.RT_TO_BONE)
    found = call(on=later.on, events=(first, later), courses=(RUNNING,))  # type: ignore[arg-type]
    assert found is not None
    assert "SECOND_SRE" in found.reasons


def test_an_event_before_the_first_dose_was_not_on_the_drug() -> None:
    before = SkeletalEvent(on=THEN - timedelta(days=1), event=SreType.RT_TO_BONE)
    assert reasons(events=(before,), courses=(RUNNING,)) == []


def test_a_solitary_lesion_asks_how_to_treat_it() -> None:
    found = call(lesions=(SOLITARY,))
    assert found is not None
    assert found.triggers == ("MDT-T02", "MDT-T06")


@pytest.mark.parametrize(
    ("item", "found"), [(DentalItem.EXTRACTION, ["DENTAL_ON_BMA"]), (DentalItem.CLEANING, [])]
)
def test_only_a_planned_procedure_on_bone_asks_and_only_on_the_drug(
    item: DentalItem, found: list[str]
) -> None:
    visit = DentalVisit(on=TODAY, item=item, planned=True)
    assert reasons(dental=(visit,), courses=(RUNNING,)) == found
    assert reasons(dental=(visit,)) == []


@pytest.mark.parametrize(
    ("reason", "found"),
    [(StopReason.NO_BENEFIT, ["BMA_STOP"]), (StopReason.TRANSFERRED, []), (StopReason.SWITCHED, [])],
)
def test_a_drug_that_was_given_up_is_discussed(reason: StopReason, found: list[str]) -> None:
    course = BoneCourse(
        on=THEN, agent=Agent.DENOSUMAB, doses=(Dose(on=THEN),), stop=Stop(on=TODAY, reason=reason)
    )
    assert reasons(courses=(course,)) == found


def test_after_24_months_the_drug_is_reviewed_on_that_day_and_not_before() -> None:
    began = date(2023, 3, 3)
    course = BoneCourse(on=began, agent=Agent.DENOSUMAB, doses=(Dose(on=began),))
    record = Record(courses=(course,))
    eve = assess(record, TODAY - timedelta(days=1))
    assert eve.board is None
    assert eve.next_change_on == TODAY
    assert reasons(courses=(course,)) == ["BMA_REVIEW"]


@pytest.mark.parametrize(
    ("response", "found"), [("PD", ["PROGRESSION"]), ("NE", ["NOT_EVALUABLE"]), ("SD", []), ("", [])]
)
def test_the_last_response_counts(response: str, found: list[str]) -> None:
    worse = ImagingStudy(on=THEN, modality=Modality.CT, response="PD")
    last = ImagingStudy(on=TODAY, modality=Modality.CT, response=response)
    assert reasons(studies=(worse, last)) == (found or (["PROGRESSION"] if not response else []))
