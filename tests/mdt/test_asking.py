"""Missing items are asked of their owners once, and the question closes itself when the item is there."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from mdt.models import Case
from mdt.selectors.cases import WITH_ALL
from mdt.selectors.readiness import standings_of
from mdt.services.asking import owners_ask
from mdt.services.ending import case_withdraw
from mdt.services.submitting import case_word
from mdt.specs.cases import QuestionSpec
from patients.models import Patient
from patients.services.recording import record_add
from patients.services.status import PAIN
from patients.specs.status import PainSpec
from tests.cast import TODAY, Cast, patient
from tests.mdt.casework import NOW, accepted, proposed, submitted, table
from worklist.models import Task
from worklist.services import patient_reassess, task_settle


def asked(**more: object) -> dict[str, Task]:
    rows = Task.objects.filter(kind="CASE_ITEM", **more)
    return {row.key.rpartition(":")[2]: row for row in rows}


def test_every_item_that_must_or_should_be_there_is_asked_once(people: Cast, zhang: Patient) -> None:
    case = accepted(table(people), zhang)
    new = owners_ask(by=people.coordinator_qian, cases=[case], now=NOW)
    assert new == len(asked()) > 0
    assert owners_ask(by=people.coordinator_qian, cases=[case], now=NOW) == 0
    assert "ALP" not in asked()


def test_the_owner_and_the_day_of_the_deadline_stand_on_the_task(people: Cast, zhang: Patient) -> None:
    case = accepted(table(people), zhang)
    owners_ask(by=people.coordinator_qian, cases=[case], now=NOW)
    histology, pain = asked()["HISTOLOGY"], asked()["PAIN"]
    assert (histology.role, histology.owner) == (Role.ONCOLOGIST, people.doctor_wang)
    assert (pain.role, pain.owner) == (Role.NURSE, None)
    assert str(histology.due_on) == "2025-03-06"  # 24 hours before the meeting


def test_a_task_closes_by_itself_when_the_item_arrives(people: Cast, zhang: Patient) -> None:
    case = accepted(table(people), zhang)
    owners_ask(by=people.coordinator_qian, cases=[case], now=NOW)
    record_add(
        kind=PAIN, by=people.nurse_li, patient=zhang, spec=PainSpec(nrs=0, measured_on=TODAY), today=TODAY
    )
    patient_reassess(patient_id=zhang.id, now=NOW)
    assert list(asked(state="DONE")) == ["PAIN"]


def test_the_wish_of_the_patient_closes_its_task_when_it_is_written(people: Cast, zhang: Patient) -> None:
    case = accepted(table(people), zhang)
    owners_ask(by=people.coordinator_qian, cases=[case], now=NOW)
    told = QuestionSpec(question=case.question, patient_wish="希望在家", version=case.version)
    case_word(by=people.doctor_wang, case=case, spec=told, now=NOW)
    assert list(asked(state="DONE")) == ["WISH"]


def test_what_a_person_settled_with_words_is_not_asked_again(people: Cast, zhang: Patient) -> None:
    case = accepted(table(people), zhang)
    owners_ask(by=people.coordinator_qian, cases=[case], now=NOW)
    task_settle(by=people.doctor_wang, task=asked()["DRIVERS"], evidence="标本不足", now=NOW)
    assert owners_ask(by=people.coordinator_qian, cases=[case], now=NOW) == 0


def test_questions_end_with_the_case(people: Cast, zhang: Patient) -> None:
    case = accepted(table(people), zhang)
    owners_ask(by=people.coordinator_qian, cases=[case], now=NOW)
    case_withdraw(by=people.doctor_wang, case=case, reason="转院", now=NOW)
    assert not asked(state="OPEN")


@pytest.mark.parametrize("state", ["CLOSED", "WITHDRAWN"])
def test_questions_end_with_a_case_that_is_concluded_or_that_the_rules_take_back(
    people: Cast, zhang: Patient, state: str
) -> None:
    case = accepted(table(people), zhang)
    owners_ask(by=people.coordinator_qian, cases=[case], now=NOW)
    over = {"closed_at": NOW, "closed_by": people.doctor_wang} if state == "CLOSED" else {}
    Case.objects.update(state=state, ended_reason="MDT-T", **over)
    patient_reassess(patient_id=zhang.id, now=NOW)
    assert not asked(state="OPEN")


def test_who_does_not_run_the_board_asks_nobody(people: Cast, zhang: Patient) -> None:
    case = accepted(table(people), zhang)
    with pytest.raises(PermissionDenied):
        owners_ask(by=people.doctor_wu, cases=[case], now=NOW)


def test_a_passed_deadline_warns_and_locks_nothing(people: Cast, zhang: Patient) -> None:
    there = table(people)
    late = there.next.starts_at - timedelta(hours=2)
    case = accepted(there, zhang, late, meeting=there.next)
    [standing] = standings_of([case], late, TODAY)
    assert (case.state, standing.hours_left, standing.is_late) == ("ACCEPTED", -22, True)


def test_the_chairs_that_triggers_ask_for_and_the_board_lacks_are_named(people: Cast, zhang: Patient) -> None:
    table(people, disciplines=["MED_ONC", "RADIOLOGY", "RAD_ONC"])
    [standing] = standings_of([proposed(zhang)], NOW, TODAY)
    assert standing.seats == (("ORTHO",),)
    assert not standing.is_ready


def test_a_case_without_a_meeting_has_no_clock(people: Cast, zhang: Patient) -> None:
    [standing] = standings_of([submitted(table(people), zhang)], NOW, TODAY)
    assert (standing.deadline, standing.hours_left, standing.is_late) == (None, None, False)


def test_the_same_number_of_queries_for_one_and_three_cases(people: Cast, zhang: Patient) -> None:
    there = table(people)
    others = [patient(people.oncology_1, number=f"N{n}") for n in range(2)]
    ids = [submitted(there, row).id for row in (zhang, *others)]
    counts = []
    for part in (ids[:1], ids):
        rows = list(Case.objects.filter(id__in=part).select_related(*WITH_ALL))
        with CaptureQueriesContext(connection) as seen:
            standings_of(rows, NOW, TODAY)
        counts.append(len(seen))
    assert counts[0] == counts[1]
