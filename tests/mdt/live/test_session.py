"""The meeting begins, one case after the other is on the screen, people are ticked."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.enums import Discipline, Role
from accounts.errors import Conflict
from guidelines.mdt.quorum import AttendanceMode
from mdt.enums import DeferralReason
from mdt.models import Attendance, Meeting, TimeSpent
from mdt.selectors.meetings_live import cases_of, leads, meetings_of
from mdt.services.attendance import attendance_record, attendance_remove
from mdt.services.live import case_show, meeting_begin
from mdt.services.triage import case_defer
from mdt.specs.attendance import AttendanceSpec
from mdt.specs.cases import DeferralSpec
from patients.models import Patient
from tests.cast import Cast, patient, person
from tests.mdt.boards import board, case, meeting, member
from tests.mdt.live.session import START, minute, session


def seconds() -> list[float]:
    rows = TimeSpent.objects.order_by("started_at")
    return [
        ((row.ended_at or row.seen_at or row.started_at) - row.started_at).total_seconds() for row in rows
    ]


def test_a_meeting_begins_once(people: Cast) -> None:
    row = meeting(board(people))
    for now in (START, minute(1)):
        begun = meeting_begin(by=people.coordinator_qian, meeting=row, now=now)
    assert (begun.state, begun.opened_at) == ("OPEN", START)


def test_who_begins_it(people: Cast) -> None:
    row = meeting(board(people))
    for user in (people.doctor_zhao, people.nurse_li, people.panel_member_lin):
        with pytest.raises(PermissionDenied):
            meeting_begin(by=user, meeting=row, now=START)
    assert leads(person("ma", "马立", Role.COORDINATOR, people.oncology_2), row)


def test_a_closed_meeting_does_not_begin_again(people: Cast) -> None:
    row = meeting(board(people), state="CLOSED", closed_at=START, closed_by=people.doctor_wang)
    with pytest.raises(Conflict):
        meeting_begin(by=people.coordinator_qian, meeting=row, now=START)


def test_one_clock_runs_and_goes_with_the_screen(people: Cast, zhang: Patient) -> None:
    first = session(people, zhang)
    second = case(first.board, patient(people.oncology_1, number="ZY2"), people.doctor_wang, first.meeting)
    for number in (0, 10, 20):
        case_show(by=people.coordinator_qian, case=first, now=minute(0, number))
    case_show(by=people.coordinator_qian, case=second, now=minute(0, 25))
    case_show(by=people.coordinator_qian, case=second, now=minute(0, 35))
    assert seconds() == [25, 10]
    assert TimeSpent.objects.get(ended_at=None).case == second


def test_a_page_that_was_closed_costs_no_minutes(people: Cast, zhang: Patient) -> None:
    of = session(people, zhang)
    case_show(by=people.coordinator_qian, case=of, now=minute(0))
    case_show(by=people.coordinator_qian, case=of, now=minute(0, 20))
    case_show(by=people.coordinator_qian, case=of, now=minute(40))
    assert seconds() == [20, 0]


def test_who_follows_on_another_screen_does_not_move_the_clock(people: Cast, zhang: Patient) -> None:
    first = session(people, zhang)
    second = case(first.board, patient(people.oncology_1, number="ZY2"), people.doctor_wang, first.meeting)
    case_show(by=people.coordinator_qian, case=first, now=minute(0))
    running = case_show(by=people.doctor_wang, case=second, now=minute(0, 10))
    assert running is not None
    assert running.case == first
    taken_over = case_show(by=people.doctor_wang, case=second, now=minute(2))
    assert taken_over is not None
    assert taken_over.case == second


def test_no_clock_before_the_meeting_or_after_the_case(people: Cast, zhang: Patient) -> None:
    of = session(people, zhang)
    Meeting.objects.update(state="PLANNED")
    assert case_show(by=people.coordinator_qian, case=of, now=minute(0)) is None
    with pytest.raises(PermissionDenied):
        case_show(by=people.doctor_zhao, case=of, now=minute(0))


def test_a_person_is_ticked_once_and_the_tick_changes(people: Cast) -> None:
    row = meeting(board(people))
    for mode in AttendanceMode:
        spec = AttendanceSpec(user=people.doctor_wang, name="", discipline=Discipline.MED_ONC, mode=mode)
        attendance_record(by=people.coordinator_qian, meeting=row, spec=spec)
    there = Attendance.objects.get()
    assert (there.name, there.mode, there.hospital) == ("王磊", "REMOTE", "东湖医院")
    assert attendance_remove(by=people.coordinator_qian, meeting=row, row_id=there.id)
    assert not attendance_remove(by=people.coordinator_qian, meeting=row, row_id=there.id)


def test_a_guest_is_named_with_the_hospital_he_comes_from(people: Cast) -> None:
    row = meeting(board(people))
    guest = AttendanceSpec(
        user=None, name="周平", discipline=Discipline.ORTHO, mode=AttendanceMode.REMOTE, hospital="省骨科医院"
    )
    for _ in range(2):
        attendance_record(by=people.coordinator_qian, meeting=row, spec=guest)
    assert Attendance.objects.get().hospital == "省骨科医院"
    nobody = AttendanceSpec(user=None, name=" ", discipline=Discipline.ORTHO)
    with pytest.raises(ValidationError):
        attendance_record(by=people.coordinator_qian, meeting=row, spec=nobody)


def test_attendance_of_a_closed_meeting_stands(people: Cast) -> None:
    row = meeting(board(people), state="CLOSED", closed_at=START, closed_by=people.doctor_wang)
    spec = AttendanceSpec(user=people.doctor_wang, name="", discipline=Discipline.MED_ONC)
    with pytest.raises(Conflict):
        attendance_record(by=people.coordinator_qian, meeting=row, spec=spec)


def test_who_sees_a_meeting_and_its_cases(people: Cast, zhang: Patient) -> None:
    of = session(people, zhang)
    row = of.meeting
    assert row is not None
    for user in (people.doctor_wang, people.doctor_zhao, people.nurse_li, people.panel_member_lin):
        assert row in meetings_of(user)
    assert row not in meetings_of(people.doctor_wu)
    member(row.board, people.doctor_wu, Discipline.ORTHO)
    assert row in meetings_of(people.doctor_wu)
    assert not cases_of(people.doctor_wu).exists()
    assert [one.id for one in cases_of(people.coordinator_qian)] == [of.id]


def test_a_deferred_case_leaves_no_clock_behind(people: Cast, zhang: Patient) -> None:
    """Two clocks that run would meet in the next meeting, and the second could not begin."""
    first = session(people, zhang)
    second = case(first.board, patient(people.oncology_1, number="ZY2"), people.doctor_wang, first.meeting)
    spec = DeferralSpec(reason=DeferralReason.NO_TIME, from_id=first.meeting_id)
    meeting(first.board, START + timedelta(days=7))
    for number, row in enumerate((first, second)):
        case_show(by=people.coordinator_qian, case=row, now=minute(number))
        case_defer(by=people.coordinator_qian, case=row, spec=spec, now=minute(number, 20))
    assert seconds() == [20, 20]
    assert not TimeSpent.objects.filter(ended_at=None).exists()
