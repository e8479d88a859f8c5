"""What the coordinator does with a case, and that each act twice is once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.errors import Conflict
from mdt.enums import DeferralReason
from mdt.models import Case, CaseDeferral, Meeting
from mdt.services.ending import case_merge, case_withdraw
from mdt.services.invitations import invitation_withdraw
from mdt.services.meetings import meeting_move
from mdt.services.triage import case_accept, case_defer, case_triage
from mdt.specs import MeetingSpec
from mdt.specs.cases import DeferralSpec
from patients.models import CareTeamMember, Patient
from patients.selectors import visible_to
from tests.cast import Cast
from tests.mdt.boards import MEETING_ON, at, board
from tests.mdt.casework import LISTED, NOW, URGENT, Table, accepted, proposed, submitted, table
from worklist.models import Reminder

pytestmark = pytest.mark.usefixtures("noon")
AFTER = timedelta(days=30)


def deferral(at_table: Table, **more: object) -> DeferralSpec:
    facts = {"reason": DeferralReason.NO_TIME, "from_id": at_table.next.id}
    return DeferralSpec(**facts | more)  # type: ignore[arg-type]


def test_an_accepted_case_is_on_the_next_agenda_and_its_members_see_the_patient(
    people: Cast, zhang: Patient
) -> None:
    there = table(people)
    assert zhang not in visible_to(people.panel_member_lin)
    case = accepted(there, zhang)
    assert (case.state, case.meeting, case.place) == ("ACCEPTED", there.next, 1)
    row = CareTeamMember.objects.get(patient=zhang)
    assert (row.user, row.reason, row.until) == (people.panel_member_lin, "BOARD", MEETING_ON + AFTER)


def test_accepting_twice_is_once(people: Cast, zhang: Patient) -> None:
    case = accepted(table(people), zhang)
    again = case_accept(by=people.coordinator_qian, case=case, now=NOW)
    assert (again.place, again.version) == (case.place, case.version)


def test_a_proposal_is_not_accepted_without_a_question(people: Cast, zhang: Patient) -> None:
    table(people)
    with pytest.raises(ValidationError):
        case_accept(by=people.coordinator_qian, case=proposed(zhang), now=NOW)


def test_without_a_planned_meeting_a_case_cannot_be_accepted(people: Cast, zhang: Patient) -> None:
    there = table(people)
    Meeting.objects.update(cancelled_at=NOW, cancelled_by=people.doctor_wang, cancel_reason="停电")
    with pytest.raises(ValidationError):
        accepted(there, zhang)


def test_people_of_another_hospital_handle_nothing(people: Cast, zhang: Patient) -> None:
    case = submitted(table(people), zhang)
    with pytest.raises(PermissionDenied):
        case_accept(by=people.doctor_wu, case=case, now=NOW)
    with pytest.raises(PermissionDenied):
        case_triage(by=people.doctor_wu, case=case, lane=URGENT, now=NOW)
    with pytest.raises(PermissionDenied):
        case_withdraw(by=people.doctor_wu, case=case, reason="转院", now=NOW)


def test_the_urgent_lane_tells_the_chair_once_and_leaving_it_takes_the_notice_back(
    people: Cast, zhang: Patient
) -> None:
    case = submitted(table(people), zhang)
    for _turn in range(2):
        case_triage(by=people.coordinator_qian, case=case, lane=URGENT, now=NOW)
    assert Reminder.objects.filter(subject_id=case.id, state="PENDING").count() == 2
    case_triage(by=people.coordinator_qian, case=case, lane=LISTED, now=NOW)
    assert not Reminder.objects.filter(subject_id=case.id, state="PENDING").exists()


def test_a_deferred_case_goes_to_the_next_meeting_and_is_seen_longer(people: Cast, zhang: Patient) -> None:
    there = table(people)
    case = accepted(there, zhang)
    for _click in range(2):
        moved = case_defer(by=people.coordinator_qian, case=case, spec=deferral(there), now=NOW)
        assert (moved.state, moved.meeting, moved.place) == ("ACCEPTED", there.later, 1)
    note = CaseDeferral.objects.get()
    assert (note.from_meeting, note.to_meeting, note.reason) == (there.next, there.later, "NO_TIME")
    until = CareTeamMember.objects.get(patient=zhang).until
    assert until == MEETING_ON + timedelta(days=7) + AFTER


def test_without_another_meeting_a_deferred_case_waits(people: Cast, zhang: Patient) -> None:
    there = table(people)
    case = accepted(there, zhang)
    there.later.delete()
    moved = case_defer(by=people.coordinator_qian, case=case, spec=deferral(there), now=NOW)
    assert (moved.state, moved.meeting, moved.place) == ("SUBMITTED", None, None)


def test_another_reason_is_told_and_an_old_page_defers_nothing(people: Cast, zhang: Patient) -> None:
    there = table(people)
    case = accepted(there, zhang)
    other, old = deferral(there, reason=DeferralReason.OTHER), deferral(there, from_id=there.later.id)
    with pytest.raises(ValidationError):
        case_defer(by=people.coordinator_qian, case=case, spec=other, now=NOW)
    with pytest.raises(Conflict):
        case_defer(by=people.coordinator_qian, case=case, spec=old, now=NOW)
    assert not CaseDeferral.objects.exists()


def test_a_withdrawn_case_says_why_and_the_members_see_the_patient_no_longer(
    people: Cast, zhang: Patient
) -> None:
    case = accepted(table(people), zhang)
    with pytest.raises(ValidationError):
        case_withdraw(by=people.doctor_wang, case=case, reason=" ", now=NOW)
    for _click in range(2):
        gone = case_withdraw(by=people.doctor_wang, case=case, reason="转院", now=NOW)
    assert (gone.state, gone.ended_reason, gone.ended_by, gone.place) == (
        "WITHDRAWN", "转院", people.doctor_wang, None,
    )  # fmt: skip
    assert zhang not in visible_to(people.panel_member_lin)


def test_access_for_another_reason_stays_when_the_case_ends(people: Cast, zhang: Patient) -> None:
    CareTeamMember.objects.create(
        patient=zhang, user=people.panel_member_lin, reason="CARE_TEAM", granted_by=people.doctor_wang
    )
    case = accepted(table(people), zhang)
    case_withdraw(by=people.doctor_wang, case=case, reason="转院", now=NOW)
    assert zhang in visible_to(people.panel_member_lin)


def test_who_still_discusses_the_patient_elsewhere_keeps_seeing(people: Cast, zhang: Patient) -> None:
    one, two = table(people), table(people, name="第二 MDT")
    case, _other = accepted(one, zhang), accepted(two, zhang)
    case_withdraw(by=people.doctor_wang, case=case, reason="重复", now=NOW)
    assert zhang in visible_to(people.panel_member_lin)


def test_two_cases_of_one_patient_become_one(people: Cast, zhang: Patient) -> None:
    one, two = table(people), table(people, name="第二 MDT")
    kept = accepted(one, zhang)
    gone = submitted(two, zhang, question="止痛方案？", lane=URGENT)
    for _click in range(2):
        merged = case_merge(by=people.coordinator_qian, case=gone, into=kept, now=NOW)
    gone.refresh_from_db()
    assert (gone.state, gone.merged_into) == ("MERGED", kept)
    assert merged.question.endswith("止痛方案？")
    assert merged.lane == URGENT


def test_cases_of_two_patients_and_one_with_itself_are_not_merged(people: Cast, zhang: Patient) -> None:
    case = submitted(table(people), zhang)
    with pytest.raises(ValidationError):
        case_merge(by=people.coordinator_qian, case=case, into=case, now=NOW)


def test_what_is_over_is_a_conflict(people: Cast, zhang: Patient) -> None:
    case = submitted(table(people), zhang)
    case_withdraw(by=people.doctor_wang, case=case, reason="转院", now=NOW)
    with pytest.raises(Conflict):
        case_accept(by=people.coordinator_qian, case=case, now=NOW)
    with pytest.raises(Conflict):
        case_triage(by=people.coordinator_qian, case=case, lane=URGENT, now=NOW)


def test_a_board_that_does_not_meet_any_more_is_run_by_nobody(people: Cast, zhang: Patient) -> None:
    case = submitted(table(people), zhang)
    case.board.is_active = False
    case.board.save()
    with pytest.raises(PermissionDenied):
        case_accept(by=people.coordinator_qian, case=case, now=NOW)
    assert board(people, name="新 MDT").is_active


def test_who_follows_what_was_concluded_keeps_seeing_for_its_month(people: Cast, zhang: Patient) -> None:
    there = table(people)
    first = accepted(there, zhang)
    Case.objects.update(state="CLOSED", closed_at=NOW, closed_by=people.doctor_wang)
    case_withdraw(by=people.doctor_wang, case=submitted(there, zhang), reason="误提", now=NOW)
    assert zhang in visible_to(people.panel_member_lin)
    Meeting.objects.filter(cases=first).update(starts_at=NOW - AFTER - timedelta(days=1))
    case_withdraw(by=people.doctor_wang, case=submitted(there, zhang), reason="误提", now=NOW)
    assert zhang not in visible_to(people.panel_member_lin)


def test_who_is_taken_off_the_list_sees_the_patients_no_longer(people: Cast, zhang: Patient) -> None:
    there = table(people)
    sun = people.nurse_sun
    guest = there.next.invitations.create(user=sun, discipline="MED_ONC")
    accepted(there, zhang)
    assert zhang in visible_to(sun)
    invitation_withdraw(by=people.coordinator_qian, invitation=guest, now=NOW)
    assert zhang not in visible_to(sun)
    assert zhang in visible_to(people.panel_member_lin)


def test_the_members_see_the_patient_for_a_meeting_that_was_moved(people: Cast, zhang: Patient) -> None:
    there = table(people)
    accepted(there, zhang)
    spec = MeetingSpec(starts_at=at(MEETING_ON + timedelta(days=42)))
    meeting_move(by=people.coordinator_qian, meeting=there.next, spec=spec, now=NOW)
    assert CareTeamMember.objects.get(patient=zhang).until == MEETING_ON + timedelta(days=42) + AFTER
