"""A question for the board: who may put it, what is refused, and that a patient has one case at a time."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.errors import Conflict
from mdt.models import Case
from mdt.services.submitting import UnderWay, case_submit, case_word
from mdt.specs.cases import QuestionSpec
from patients.models import Patient
from patients.selectors import visible_to
from tests.cast import TODAY, Cast
from tests.mdt.boards import at, board, meeting
from tests.mdt.casework import NOW, QUESTION, URGENT, accepted, proposed, spec, submitted, table
from worklist.models import Reminder

pytestmark = pytest.mark.usefixtures("noon")


def test_a_question_becomes_a_submitted_case(people: Cast, zhang: Patient) -> None:
    there = table(people)
    case = submitted(there, zhang, meeting=there.next, patient_wish=" 希望少住院 ")
    case.refresh_from_db()
    told = (case.state, case.lane, case.question, case.patient_wish, case.submitted_by, case.submitted_at)
    assert told == ("SUBMITTED", "DISCUSS", QUESTION, "希望少住院", people.doctor_wang, NOW)
    assert case.meeting == there.next


def test_who_may_not_submit_writes_nothing(people: Cast, zhang: Patient) -> None:
    there = table(people)
    with pytest.raises(PermissionDenied):
        case_submit(by=people.nurse_li, patient=zhang, board=there.board, spec=spec(), now=NOW)
    assert not Case.objects.exists()


def test_an_empty_question_and_a_meeting_that_is_over_are_refused(people: Cast, zhang: Patient) -> None:
    there = table(people)
    over = meeting(there.board, at(TODAY, 11))
    with pytest.raises(ValidationError) as refused:
        submitted(there, zhang, question="  ", meeting=over)
    assert set(refused.value.error_dict) == {"question", "meeting"}


def test_the_board_of_another_hospital_takes_no_case(people: Cast, zhang: Patient) -> None:
    far = board(people, hospital=people.west, name="西山 MDT")
    with pytest.raises(ValidationError) as refused:
        case_submit(by=people.doctor_wang, patient=zhang, board=far, spec=spec(), now=NOW)
    assert set(refused.value.error_dict) == {"board"}


def test_the_same_question_twice_is_one_case(people: Cast, zhang: Patient) -> None:
    there = table(people)
    assert submitted(there, zhang) == submitted(there, zhang)
    assert Case.objects.count() == 1


def test_a_second_question_names_the_case_under_way_and_may_join_it(people: Cast, zhang: Patient) -> None:
    there = table(people)
    first = accepted(there, zhang)
    with pytest.raises(UnderWay) as found:
        submitted(there, zhang, question="是否需要活检？")
    assert found.value.case == first
    joined = submitted(there, zhang, question="是否需要活检？", joins=True)
    assert (joined.pk, joined.question) == (first.pk, f"{QUESTION}\n\n是否需要活检？")
    again = submitted(there, zhang, question="是否需要活检？", joins=True)
    assert again.question == joined.question


def test_a_proposal_of_the_rules_becomes_the_case_and_keeps_its_reasons(people: Cast, zhang: Patient) -> None:
    there = table(people)
    asked = proposed(zhang)
    case = submitted(there, zhang)
    assert (case.pk, case.state, case.triggers) == (asked.pk, "SUBMITTED", ["MDT-T01"])


def test_an_urgent_case_tells_the_chair_at_once_and_shows_the_patient(people: Cast, zhang: Patient) -> None:
    there = table(people, chair=people.doctor_zhao)
    case = submitted(there, zhang, lane=URGENT)
    rows = Reminder.objects.filter(subject_id=case.id, kind="CASE_URGENT")
    assert {(row.channel, row.audience, row.user, row.not_before) for row in rows} == {
        ("INBOX", "CHAIR", people.doctor_zhao, NOW),
        ("EMAIL", "CHAIR", people.doctor_zhao, NOW),
    }
    assert zhang in visible_to(people.doctor_zhao)


def test_an_urgent_question_makes_the_case_it_joins_urgent(people: Cast, zhang: Patient) -> None:
    there = table(people)
    submitted(there, zhang)
    case = submitted(there, zhang, question="今晨下肢无力", lane=URGENT, joins=True)
    assert case.lane == URGENT
    assert Reminder.objects.filter(subject_id=case.id).count() == 2


def test_other_words_need_the_version_the_page_showed(people: Cast, zhang: Patient) -> None:
    case = submitted(table(people), zhang)
    told = QuestionSpec(question="先活检？", version=case.version)
    changed = case_word(by=people.doctor_wang, case=case, spec=told, now=NOW)
    assert changed.question == "先活检？"
    assert case_word(by=people.doctor_wang, case=case, spec=told, now=NOW).version == changed.version
    late = QuestionSpec(question="先手术？", version=case.version)
    with pytest.raises(Conflict):
        case_word(by=people.coordinator_qian, case=case, spec=late, now=NOW)


def test_only_who_asked_or_runs_the_board_changes_the_words(people: Cast, zhang: Patient) -> None:
    case = submitted(table(people), zhang)
    told = QuestionSpec(question="先活检？", version=case.version)
    with pytest.raises(PermissionDenied):
        case_word(by=people.doctor_wu, case=case, spec=told, now=NOW)
