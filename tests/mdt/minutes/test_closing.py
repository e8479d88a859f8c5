"""Closing: every case has its outcome, what is missing has a reason, and a second click changes nothing."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override

from accounts.enums import Discipline
from mdt.enums import MeetingState
from mdt.models import Attendance, Minutes
from mdt.selectors.quorum import attendance_findings
from mdt.services.closing import meeting_close
from patients.models import Patient
from tests.cast import Cast
from tests.mdt.boards import at, case, decision
from tests.mdt.minutes.stage import CLOSING, closed_case, session


def test_a_board_without_signatures_seals_when_it_closes(people: Cast, zhang: Patient) -> None:
    held = session(people)
    closed_case(people, zhang, held)

    meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)

    held.refresh_from_db()
    assert (held.state, held.signed_at) == (MeetingState.SIGNED, CLOSING)
    assert Minutes.objects.get().number == "MDT-2025-0307-01"


def test_a_double_click_is_one_closing(people: Cast, zhang: Patient) -> None:
    held = session(people)
    closed_case(people, zhang, held)
    for minute in (0, 1):
        meeting_close(by=people.coordinator_qian, meeting=held, now=at(hour=16, minute=minute))

    held.refresh_from_db()
    assert held.closed_at == at(hour=16)
    assert Minutes.objects.count() == 1


def test_a_case_without_outcome_holds_the_meeting_open(people: Cast, zhang: Patient) -> None:
    held = session(people)
    case(held.board, zhang, people.doctor_wang, to=held)

    with override("en"), pytest.raises(ValidationError, match="1 case has no outcome"):
        meeting_close(by=people.coordinator_qian, meeting=held, note="无", now=CLOSING)


def test_without_quorum_it_closes_only_with_a_reason(people: Cast, zhang: Patient) -> None:
    held = session(people)
    closed_case(people, zhang, held)
    Attendance.objects.filter(discipline=Discipline.RADIOLOGY).delete()

    with pytest.raises(ValidationError) as refused:
        meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)
    meeting_close(by=people.coordinator_qian, meeting=held, note="影像科急诊", now=CLOSING)

    assert "note" in refused.value.message_dict
    assert Minutes.objects.get().content["meeting"]["closing_note"] == "影像科急诊"


def test_what_is_missing_is_named(people: Cast, zhang: Patient) -> None:
    held = session(people, required=[Discipline.ORTHO])
    decision(
        closed_case(people, zhang, held), people.doctor_wang, type="SURGERY", discipline=Discipline.ORTHO
    )

    assert [finding.rule_id for finding in attendance_findings(held)] == ["MDT-03", "MDT-04"]


def test_a_board_may_ask_for_more_disciplines_than_its_hospital(people: Cast) -> None:
    held = session(people, quorum=4)

    assert [finding.rule_id for finding in attendance_findings(held)] == ["MDT-03"]


def test_who_does_not_run_the_board_does_not_close(people: Cast, zhang: Patient) -> None:
    held = session(people)
    for stranger in (people.doctor_wu, people.panel_member_lin, people.nurse_li):
        with pytest.raises(PermissionDenied):
            meeting_close(by=stranger, meeting=held, now=CLOSING)


def test_a_planned_meeting_is_not_closed(people: Cast) -> None:
    held = session(people)
    held.state = MeetingState.PLANNED
    held.save()

    with override("en"), pytest.raises(ValidationError, match="in session"):
        meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)
