"""Proposals follow the rules until a person takes them up; nothing is proposed twice (MDT-T01 to T14)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guidelines.bone.sre import SreType
from imaging.models import ImagingStudy, Lesion, ResponseAssessment
from mdt.models import Case
from mdt.services import CONFERENCE
from mdt.services.ending import case_withdraw
from mdt.services.proposing import cases_propose
from mdt.specs import ConferenceSpec
from patients.models import DistressScreen, PathwayStep, Patient, SkeletalEvent, Treatment
from patients.services import patients_merge
from patients.services.recording import record_add
from patients.services.relations import rows_of_other_rooms
from tests.cast import TODAY, Cast, confirm_bone_metastasis, patient
from tests.mdt.boards import at, board, case
from tests.mdt.casework import NOW, accepted, proposed, submitted, table
from worklist.models import FactChange, Reminder, Task
from worklist.selectors.findings import assessments_of
from worklist.services import patient_reassess

DUE = date(2025, 2, 15)  # 14 days after the confirmation of 2025-02-01


def ask(about: Patient, on: date = TODAY) -> None:
    patient_reassess(patient_id=about.id, now=at(on, 12))


def broken(people: Cast, about: Patient) -> None:
    SkeletalEvent.objects.create(
        patient=about,
        type=SreType.PATH_FRACTURE,
        occurred_on=TODAY,
        recorded_by=people.doctor_wang,
    )


def discussed(people: Cast, about: Patient) -> None:
    told = ConferenceSpec(held_on=TODAY, disciplines=("MED_ONC",), question="?", conclusion="继续")  # type: ignore[arg-type]
    record_add(kind=CONFERENCE, by=people.doctor_wang, patient=about, spec=told, today=TODAY)


def test_a_confirmation_is_proposed_once_with_reason_and_day(people: Cast, zhang: Patient) -> None:
    table(people)
    for on in (TODAY, TODAY, TODAY + timedelta(days=1)):
        ask(zhang, on)
    case = Case.objects.get()
    told = (case.state, case.lane, case.question, case.triggers, case.reasons, case.wanted_by)
    assert told == ("PROPOSED", "DISCUSS", "", ["MDT-T01"], ["BM_CONFIRMED"], DUE)
    assert case.version == 0


@pytest.mark.usefixtures("noon")
def test_rows_of_every_room_propose_and_say_why(people: Cast, zhang: Patient) -> None:
    """A mixed response, a severe disorder, an ablation planned for next week, a diagnosis left open."""
    table(people)
    wang = {"patient": zhang, "recorded_by": people.doctor_wang}
    study = ImagingStudy.objects.create(modality="CT", done_on=TODAY, response="SD", **wang)
    Lesion.objects.create(site="T8", bone="SPINE", type="OSTEOLYTIC", first_seen_on=TODAY, **wang)
    ask(zhang)
    assert Case.objects.get().reasons == ["BM_CONFIRMED"]

    FactChange.objects.all().delete()
    ResponseAssessment.objects.create(
        study=study, assessed_on=TODAY, standard="MDA", new_lesion="NONE", correlative="NOT_DONE",
        computed="SD", by_product="SD", confirmed="SD", is_mixed=True, **wang,
    )  # fmt: skip
    assert FactChange.objects.filter(source="imaging_responseassessment").exists()
    DistressScreen.objects.create(screened_on=TODAY, distress="SEVERE_DISORDER", **wang)
    Treatment.objects.create(
        kind="INTERVENTION", state="PLANNED", procedure="椎体消融", site="T8",
        started_on=TODAY + timedelta(days=7), **wang,
    )  # fmt: skip
    PathwayStep.objects.create(
        number=1, to_state="INDETERMINATE", rule_id="DX-T14", origin="PERSON", taken_on=TODAY, **wang
    )
    ask(zhang)
    case = Case.objects.get()
    assert case.reasons == ["BM_CONFIRMED", "INDETERMINATE", "MIXED_RESPONSE", "DISTRESS", "LYTIC_LOCAL"]
    assert case.triggers == ["MDT-T01", "MDT-T02", "MDT-T10", "MDT-T11", "MDT-T13"]


def test_without_a_board_the_finding_stays_a_task(people: Cast, zhang: Patient) -> None:
    ask(zhang)
    assert not Case.objects.exists()
    assert Task.objects.filter(patient=zhang, code="MDT_REFER", state="OPEN").exists()


def test_a_case_stands_in_the_place_of_the_task(people: Cast, zhang: Patient) -> None:
    ask(zhang)
    table(people)
    ask(zhang)
    ask(zhang)
    assert not Task.objects.filter(patient=zhang, code="MDT_REFER", state="OPEN").exists()


def test_a_proposal_goes_by_itself_when_the_rules_no_longer_ask(people: Cast, zhang: Patient) -> None:
    table(people)
    case = proposed(zhang)
    discussed(people, zhang)
    ask(zhang)
    case.refresh_from_db()
    assert (case.state, case.ended_by, case.ended_reason) == ("WITHDRAWN", None, "MDT-T")


def test_a_submitted_case_stays_when_the_rules_no_longer_ask(people: Cast, zhang: Patient) -> None:
    case = submitted(table(people), zhang)
    discussed(people, zhang)
    ask(zhang)
    case.refresh_from_db()
    assert case.state == "SUBMITTED"


def test_what_a_person_did_not_want_comes_back_only_for_a_new_reason(people: Cast, zhang: Patient) -> None:
    table(people)
    case_withdraw(by=people.doctor_wang, case=proposed(zhang), reason="姑息治疗，不再讨论", now=NOW)
    ask(zhang)
    assert not Case.objects.filter(state="PROPOSED").exists()
    broken(people, zhang)
    ask(zhang)
    assert "PATH_FRACTURE" in Case.objects.get(state="PROPOSED").reasons


def test_a_fracture_makes_the_proposal_urgent_and_tells_the_chair_once(people: Cast, zhang: Patient) -> None:
    table(people)
    case = proposed(zhang)
    broken(people, zhang)
    ask(zhang)
    ask(zhang)
    case.refresh_from_db()
    assert (case.lane, case.triggers) == ("URGENT", ["MDT-T01", "MDT-T05"])
    assert Reminder.objects.filter(subject_id=case.id, channel="INBOX").count() == 1


def test_nothing_is_proposed_for_somebody_whose_case_is_under_way(people: Cast, zhang: Patient) -> None:
    accepted(table(people), zhang)
    ask(zhang)
    assert Case.objects.count() == 1


def test_a_void_record_can_be_voided_with_a_proposal(people: Cast, zhang: Patient) -> None:
    table(people)
    proposed(zhang)
    assert rows_of_other_rooms(zhang) == []
    submitted(table(people, name="第二 MDT"), zhang)
    assert rows_of_other_rooms(zhang) != []


@pytest.fixture
def double(people: Cast) -> Patient:
    """The same person, registered a second time."""
    row = patient(people.oncology_1, number="ZY2", responsible_doctor=people.doctor_wang)
    confirm_bone_metastasis(row, people.doctor_wang)
    return row


def merge(people: Cast, keep: Patient, remove: Patient) -> None:
    patients_merge(by=people.doctor_wang, keep=keep, remove=remove, reason="同一人", now=NOW)


def test_two_proposals_do_not_hold_up_a_merge_of_records(
    people: Cast, zhang: Patient, double: Patient
) -> None:
    table(people)
    proposed(zhang)
    proposed(double)
    merge(people, zhang, double)
    ask(zhang)
    assert Case.objects.filter(patient=zhang, state="PROPOSED").count() == 1


def test_a_persons_case_takes_the_place_of_a_proposal_in_a_merge(
    people: Cast, zhang: Patient, double: Patient
) -> None:
    there = table(people)
    proposed(zhang)
    case = submitted(there, double)
    merge(people, zhang, double)
    case.refresh_from_db()
    assert (case.patient, case.state) == (zhang, "SUBMITTED")
    assert not Case.objects.filter(patient=zhang, state="PROPOSED").exists()


def test_two_cases_of_persons_are_refused_in_words(people: Cast, zhang: Patient, double: Patient) -> None:
    there = table(people)
    submitted(there, zhang)
    submitted(there, double)
    with pytest.raises(ValidationError, match="进行中的病例"):
        merge(people, zhang, double)


def test_the_number_of_queries_does_not_grow_with_the_patients(
    people: Cast, zhang: Patient, double: Patient
) -> None:
    table(people)
    counts = []
    for rows in ([zhang], [zhang, double]):
        found = assessments_of({row.id: row for row in rows}, TODAY)
        Case.objects.all().delete()
        with CaptureQueriesContext(
            connection,
        ) as seen:
            cases_propose(found, NOW)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_case_at_another_hospital_does_not_stand_for_the_own_board(people: Cast, zhang: Patient) -> None:
    """Patients of both hospitals are assessed in one go."""
    own, far = board(people), board(people, hospital=people.west, name="西山 MDT")
    theirs = patient(people.oncology_west, number="W1")
    confirm_bone_metastasis(theirs, people.doctor_wu)
    sent = case(far, zhang, people.doctor_wang)
    cases_propose(assessments_of({row.id: row for row in (zhang, theirs)}, TODAY), NOW)
    told = Case.objects.exclude(pk=sent.pk).values_list("patient", "board", "state")
    assert set(told) == {(zhang.id, own.id, "PROPOSED"), (theirs.id, far.id, "PROPOSED")}
