"""Two people at the same moment, on the real database."""

from functools import partial

import pytest

from accounts.enums import Discipline
from accounts.errors import Conflict
from mdt.models import Attendance, Case, Conference, Decision, Meeting, Minutes, TimeSpent
from mdt.services.attendance import attendance_record
from mdt.services.closing import meeting_close
from mdt.services.concluding import case_close
from mdt.services.ending import case_withdraw
from mdt.services.live import case_show
from mdt.services.texts import TextsClash, case_texts_save
from mdt.specs.attendance import AttendanceSpec
from patients.models import Patient
from tests.cast import Cast, confirm_bone_metastasis, patient
from tests.mdt.boards import MEETING_ON
from tests.mdt.live.session import decide, follow_up, minute, session
from tests.mdt.live.test_concluding import TEXTS
from tests.mdt.minutes import stage
from tests.patients.test_races import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def under_discussion(crowd: Cast) -> Case:
    """A case of a patient with bone metastasis."""
    row: Patient = patient(crowd.oncology_1)
    confirm_bone_metastasis(row, crowd.doctor_wang)
    return session(crowd, row, **TEXTS)


def test_one_decision_sent_twice_at_once_is_one(crowd: Cast, under_discussion: Case) -> None:
    acts = [partial(decide, crowd, under_discussion, follow_up(crowd))] * 2
    answers = together(*acts)
    assert answers[0] == answers[1]
    assert Decision.objects.count() == 1


def test_different_decisions_at_once_get_different_numbers(crowd: Cast, under_discussion: Case) -> None:
    specs = [follow_up(crowd, text=str(number)) for number in range(4)]
    together(*[partial(decide, crowd, under_discussion, spec) for spec in specs])
    numbers = under_discussion.decisions.values_list("number", flat=True)
    assert sorted(numbers) == [1, 2, 3, 4]


def test_of_two_texts_at_once_one_is_stored_and_the_other_is_told(
    crowd: Cast, under_discussion: Case
) -> None:
    def save(words: str) -> Case:
        changes = {"conclusion": words}
        return case_texts_save(by=crowd.doctor_wang, case=under_discussion, changes=changes, version=0)

    answers = together(partial(save, "先放疗"), partial(save, "先手术"))
    stored = [answer for answer in answers if isinstance(answer, Case)]
    told = [answer for answer in answers if isinstance(answer, TextsClash)]
    assert len(stored) == len(told) == 1
    assert told[0].case.conclusion == stored[0].conclusion


def test_different_fields_at_once_are_both_stored(crowd: Cast, under_discussion: Case) -> None:
    def save(name: str) -> Case:
        return case_texts_save(by=crowd.doctor_wang, case=under_discussion, changes={name: "甲"}, version=0)

    together(partial(save, "conclusion"), partial(save, "patient_wish"))
    under_discussion.refresh_from_db()
    told = (under_discussion.conclusion, under_discussion.patient_wish, under_discussion.version)
    assert told == ("甲", "甲", 2)


def test_a_case_closed_twice_at_once_is_one_conference(crowd: Cast, under_discussion: Case) -> None:
    decide(crowd, under_discussion, follow_up(crowd))
    close = partial(case_close, case=under_discussion, today=MEETING_ON, now=minute(6))
    answers = together(partial(close, by=crowd.doctor_wang), partial(close, by=crowd.coordinator_qian))
    assert all(isinstance(answer, Case) for answer in answers)
    assert Conference.objects.count() == 1


def test_two_pages_start_one_clock(crowd: Cast, under_discussion: Case) -> None:
    show = partial(case_show, case=under_discussion, now=minute(0))
    together(partial(show, by=crowd.doctor_wang), partial(show, by=crowd.coordinator_qian))
    assert TimeSpent.objects.count() == 1


def test_one_person_ticked_twice_at_once_is_there_once(crowd: Cast, under_discussion: Case) -> None:
    spec = AttendanceSpec(user=crowd.panel_member_lin, name="", discipline=Discipline.RAD_ONC)
    meeting = Meeting.objects.get()
    act = partial(attendance_record, by=crowd.coordinator_qian, meeting=meeting, spec=spec)
    together(*[act] * 2)
    assert Attendance.objects.filter(user=crowd.panel_member_lin).count() == 1


def test_a_case_withdrawn_while_it_is_decided_keeps_no_decision_that_was_not_seen(
    crowd: Cast, under_discussion: Case
) -> None:
    """Either the decision was first and stands in the withdrawn case's history, or it is refused."""
    withdrawn, decided = together(
        partial(
            case_withdraw, by=crowd.coordinator_qian, case=under_discussion, reason="患者转院", now=minute(9)
        ),
        partial(decide, crowd, under_discussion, follow_up(crowd)),
    )
    under_discussion.refresh_from_db()

    assert isinstance(withdrawn, Case)
    assert under_discussion.state == "WITHDRAWN"
    assert isinstance(decided, Conflict) is (Decision.objects.count() == 0)


def test_a_meeting_closed_twice_at_once_is_closed_once(crowd: Cast) -> None:
    row = patient(crowd.oncology_1, responsible_doctor=crowd.doctor_wang)
    held = stage.session(crowd)
    stage.closed_case(crowd, row, held)
    acts = [partial(meeting_close, by=crowd.coordinator_qian, meeting=held, now=stage.CLOSING)] * 2
    together(*acts)

    held.refresh_from_db()
    assert (held.state, held.closed_at) == ("SIGNED", stage.CLOSING)
    assert Minutes.objects.count() == 1
