"""A case at another hospital's board: exactly that patient, exactly those people, until a day (MDT-12)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import Conflict
from accounts.models import ReadRecord, User
from mdt.case_words import ended_words
from mdt.models import Attendance, Board, BoardReferral, Case, Invitation, Meeting, MeetingMail
from mdt.selectors.minutes import undecided
from mdt.selectors.presence import presence_of
from mdt.services.agenda import agenda_publish
from mdt.services.meetings import meeting_cancel
from mdt.services.referrals import case_refer, referral_accept, referral_end, referrals_lapse
from mdt.services.triage import case_accept
from mdt.specs.following import ReferralSpec
from patients.models import CareTeamMember, Patient
from patients.selectors import visible_to
from tests.cast import TODAY, Cast, patient
from tests.mdt import boards
from tests.mdt.following.access import concluded_elsewhere
from tests.mdt.following.board_day import MET_ON, board_of_west, start_denosumab
from tests.patients.emergencies import emergency

pytestmark = pytest.mark.usefixtures("noon")
UNTIL = date(2025, 3, 31)


@pytest.fixture
def west(people: Cast) -> Board:
    """The regional board of Hospital West."""
    return board_of_west(people)


def refer(people: Cast, about: Patient, board: Board, by: User | None = None, **more: Any) -> BoardReferral:
    """Doctor Wang sends the case of this patient, until the end of March."""
    facts: dict[str, Any] = {
        "board_id": board.id,
        "question": "T8 是否转移？",
        "reason": "本院诊断不明",
        "until": UNTIL,
    }
    spec = ReferralSpec(**facts | more)
    now = timezone.now()
    return case_refer(by=by or people.doctor_wang, patient=about, spec=spec, today=TODAY, now=now)


def accept(people: Cast, row: BoardReferral, by: User | None = None) -> BoardReferral:
    """Coordinator Fang takes it to the meeting of 2025-03-07."""
    meeting = boards.meeting(row.case.board)
    coordinator = by or row.case.board.coordinator
    return referral_accept(by=coordinator, referral=row, meeting=meeting, today=TODAY, now=timezone.now())


def seen_by(user: User) -> set[Patient]:
    """Every patient somebody sees."""
    return set(visible_to(user))


def test_access_that_ended_for_another_reason_begins_again(people: Cast, zhang: Patient, west: Board) -> None:
    CareTeamMember.objects.create(
        patient=zhang,
        user=people.doctor_wu,
        reason="CARE_TEAM",
        until=TODAY - timedelta(days=1),
        granted_by=people.doctor_wang,
    )
    refer(people, zhang, west)

    assert zhang in seen_by(people.doctor_wu)


def test_the_board_sees_that_patient_and_no_other_until_the_last_day(
    people: Cast, zhang: Patient, west: Board, noon: time_machine.Traveller
) -> None:
    patient(people.oncology_1, number="ZY9")
    members = [people.doctor_wu, west.coordinator, User.objects.get(username="shi")]
    before = {user: seen_by(user) for user in [*members, people.nurse_zhou]}
    refer(people, zhang, west)
    assert all(seen_by(user) == before[user] | {zhang} for user in members)
    assert seen_by(people.nurse_zhou) == before[people.nurse_zhou]
    noon.move_to(datetime(2025, 3, 31, 23, 0, tzinfo=boards.at().tzinfo))
    assert zhang in seen_by(people.doctor_wu)
    noon.move_to(datetime(2025, 4, 1, 0, 30, tzinfo=boards.at().tzinfo))
    assert all(zhang not in seen_by(user) for user in members)


def test_ended_by_hand_nobody_sees_the_patient_and_the_case_is_withdrawn(
    people: Cast, zhang: Patient, west: Board
) -> None:
    row = refer(people, zhang, west)
    for _ in range(2):
        referral_end(by=people.doctor_wang, referral=row, now=timezone.now())
    assert zhang not in seen_by(people.doctor_wu)
    row.refresh_from_db()
    row.case.refresh_from_db()
    assert (row.ended_by, row.case.state) == (people.doctor_wang, "WITHDRAWN")
    assert CareTeamMember.objects.count() == 0


def test_the_coordinator_accepts_and_the_sender_is_invited_from_afar(
    people: Cast, zhang: Patient, west: Board
) -> None:
    row = accept(people, refer(people, zhang, west))
    again = referral_accept(
        by=west.coordinator,
        referral=row,
        meeting=west.meetings.get(),
        today=TODAY,
        now=timezone.now(),
    )
    case = Case.objects.get(pk=row.case_id)
    assert again.accepted_at == row.accepted_at
    assert (case.state, case.place, case.accepted_by) == ("ACCEPTED", 1, west.coordinator)
    invited = Invitation.objects.get()
    assert (invited.user, invited.note) == (people.doctor_wang, people.east.name)


def test_the_sender_takes_part_from_afar_sees_that_case_and_counts(
    people: Cast, zhang: Patient, west: Board
) -> None:
    """Referred, accepted after the members were invited, presented by video, counted for the quorum."""
    meeting = boards.meeting(west, state="PLANNED", published_at=timezone.now())
    row = refer(people, zhang, west)
    referral_accept(by=west.coordinator, referral=row, meeting=meeting, today=TODAY, now=timezone.now())
    mail = MeetingMail.objects.get(invitation__user=people.doctor_wang)
    assert mail.kind == "INVITATION"
    another = patient(people.oncology_west, "李建国", "W2")
    boards.case(west, another, people.doctor_wu, meeting, place=2)
    Meeting.objects.update(state="OPEN", opened_at=timezone.now())

    wang, fang = Client(), Client()
    wang.force_login(people.doctor_wang)
    fang.force_login(west.coordinator)
    screen = reverse("live:case", args=[meeting.id, row.case_id])
    shown = wang.get(screen).content.decode()
    assert zhang.name in shown
    assert another.name not in shown
    ticked = fang.post(
        reverse("live:attendance", args=[meeting.id, row.case_id]),
        {"tick": f"{people.doctor_wang.id}:REMOTE"},
    )
    assert ticked.status_code == 302
    there = Attendance.objects.get()
    assert (there.user, there.mode, there.hospital) == (people.doctor_wang, "REMOTE", people.east.name)
    [bench] = [one for one in presence_of(meeting, TODAY).benches if one.is_there]
    assert (bench.discipline, bench.remote) == ("MED_ONC", 1)


def test_nobody_else_accepts(people: Cast, zhang: Patient, west: Board) -> None:
    row = refer(people, zhang, west)
    with pytest.raises(PermissionDenied):
        accept(people, row, by=people.coordinator_qian)


def test_a_meeting_after_the_last_day_takes_no_case(people: Cast, zhang: Patient, west: Board) -> None:
    row = refer(people, zhang, west, until=MET_ON - timedelta(days=1))
    with pytest.raises(ValidationError) as wrong:
        accept(people, row)
    assert set(wrong.value.message_dict) == {"meeting"}


def test_the_same_referral_twice_is_one_and_another_question_waits(
    people: Cast, zhang: Patient, west: Board
) -> None:
    first, second = refer(people, zhang, west), refer(people, zhang, west)
    assert first == second
    with pytest.raises(Conflict):
        refer(people, zhang, west, question="另一个问题")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"question": " "}, "question"),
        ({"reason": ""}, "reason"),
        ({"until": TODAY - timedelta(days=1)}, "until"),
        ({"until": TODAY + timedelta(days=367)}, "until"),
    ],
)
def test_a_referral_says_what_why_and_until_when(
    people: Cast, zhang: Patient, west: Board, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as wrong:
        refer(people, zhang, west, **more)
    assert set(wrong.value.message_dict) == {field}
    assert not BoardReferral.objects.exists()


def test_a_patient_is_sent_by_those_who_see_her_to_another_hospital_only(
    people: Cast, zhang: Patient, west: Board
) -> None:
    with pytest.raises(PermissionDenied):
        refer(people, zhang, west, by=people.doctor_zhao)
    emergency(zhang, people.doctor_zhao)
    with pytest.raises(ValidationError):
        refer(people, zhang, west, by=people.doctor_zhao)
    with pytest.raises(ValidationError) as wrong:
        refer(people, zhang, boards.board(people))
    assert set(wrong.value.message_dict) == {"board"}


def test_who_sees_the_patient_for_another_reason_keeps_it(people: Cast, zhang: Patient, west: Board) -> None:
    CareTeamMember.objects.create(
        patient=zhang, user=people.doctor_wu, reason="CARE_TEAM", granted_by=people.doctor_wang
    )
    referral_end(by=people.doctor_wang, referral=refer(people, zhang, west), now=timezone.now())
    assert zhang in seen_by(people.doctor_wu)
    assert zhang not in seen_by(west.coordinator)


def test_two_boards_of_one_expert_end_one_after_the_other(people: Cast, zhang: Patient, west: Board) -> None:
    second = Board.objects.create(
        hospital=people.west, name="脊柱中心", chair=people.doctor_wu, coordinator=people.doctor_wu
    )
    first, other = refer(people, zhang, west), refer(people, zhang, second)
    referral_end(by=people.doctor_wang, referral=first, now=timezone.now())
    assert zhang in seen_by(people.doctor_wu)
    referral_end(by=people.doctor_wang, referral=other, now=timezone.now())
    assert zhang not in seen_by(people.doctor_wu)


def test_every_look_of_the_other_hospital_is_in_the_trail(
    people: Cast, zhang: Patient, west: Board, client: Client
) -> None:
    row = refer(people, zhang, west)
    client.force_login(people.doctor_wu)
    assert client.get(reverse("following:referral", args=[row.id])).status_code == 200
    assert client.get(reverse("patients:detail", args=[zhang.id])).status_code == 200
    looked = ReadRecord.objects.filter(user_id=people.doctor_wu.id, patient_id=zhang.id)
    assert {one.subject for one in looked} >= {"referral"}
    referral_end(by=people.doctor_wang, referral=row, now=timezone.now())
    assert client.get(reverse("following:referral", args=[row.id])).status_code == 404
    assert client.get(reverse("patients:detail", args=[zhang.id])).status_code == 404


def test_conclusion_and_decisions_come_back_to_the_sender(
    people: Cast, zhang: Patient, west: Board, client: Client
) -> None:
    row = accept(people, refer(people, zhang, west))
    case = concluded_elsewhere(row)
    start_denosumab(case, people.doctor_wang)
    client.force_login(people.nurse_li)
    page = client.get(reverse("following:referral", args=[row.id])).content.decode()
    assert "活检 T8。" in page
    assert "地舒单抗 每 28 天" in page


def test_sent_and_accepted_in_the_browser(people: Cast, zhang: Patient, west: Board, client: Client) -> None:
    client.force_login(people.doctor_wang)
    form = {"board": west.id, "question": "T8？", "reason": "不明", "lane": "DISCUSS", "until": UNTIL}
    answer = client.post(reverse("following:refer", args=[zhang.id]), form)
    row = BoardReferral.objects.get()
    assert answer.headers["Location"] == reverse("following:referral", args=[row.id])
    meeting = boards.meeting(west)
    client.force_login(west.coordinator)
    assert row.case.question in client.get(answer.headers["Location"]).content.decode()
    client.post(reverse("following:accept", args=[row.id]), {"meeting": meeting.id})
    row.refresh_from_db()
    assert row.accepted_by == west.coordinator
    client.post(reverse("following:end", args=[row.id]))
    assert client.get(answer.headers["Location"]).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_often_for_one_as_for_three(
    people: Cast, west: Board, client: Client, django_assert_num_queries: Any, number: int
) -> None:
    for index in range(number):
        refer(people, patient(people.oncology_1, number=f"ZY{index}"), west)
    client.force_login(people.doctor_wang)
    client.get(reverse("following:referrals"))
    with django_assert_num_queries(7):
        assert len(client.get(reverse("following:referrals")).context["lines"]) == number


def test_the_next_meeting_after_the_access_takes_no_case_either(
    people: Cast, zhang: Patient, west: Board
) -> None:
    row = accept(people, refer(people, zhang, west, until=MET_ON))
    now = timezone.now()
    boards.meeting(west, boards.at(MET_ON + timedelta(days=7)))
    meeting_cancel(
        by=west.coordinator, meeting=west.meetings.get(starts_at=boards.at()), reason="节日", now=now
    )
    with pytest.raises(ValidationError):
        case_accept(by=west.coordinator, case=row.case, now=now)


def test_a_case_nobody_concluded_is_let_go_with_the_access(people: Cast, zhang: Patient, west: Board) -> None:
    """Else its meeting could not be closed, and no second referral could be sent."""
    row = accept(people, refer(people, zhang, west, until=MET_ON))
    assert referrals_lapse(boards.at(MET_ON, 23)) == 0
    assert [referrals_lapse(boards.at(MET_ON + timedelta(days=1), 1)) for _ in range(2)] == [1, 0]
    case = Case.objects.get()
    assert (case.state, case.ended_by, ended_words(case)) == ("WITHDRAWN", None, case.ended_reason)
    assert not undecided(west.meetings.get()).exists()
    assert refer(people, zhang, west) != row


def test_a_concluded_case_outlives_its_access(people: Cast, zhang: Patient, west: Board) -> None:
    accept(people, refer(people, zhang, west, until=MET_ON))
    Case.objects.update(state="CLOSED", closed_at=boards.at(), closed_by=people.doctor_wu)
    assert referrals_lapse(boards.at(MET_ON + timedelta(days=9))) == 0


def test_the_sender_sees_no_patient_of_others_when_the_agenda_is_published(
    people: Cast, zhang: Patient, west: Board
) -> None:
    row = accept(people, refer(people, zhang, west))
    theirs = patient(people.oncology_west, "李建国", "W2")
    boards.case(west, theirs, people.doctor_wu, row.case.meeting, place=2)
    agenda_publish(by=west.coordinator, meeting=west.meetings.get(), now=timezone.now())
    assert theirs not in seen_by(people.doctor_wang)
