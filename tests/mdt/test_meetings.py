"""A meeting is added, moved, cancelled, published and opened; its people are asked and answer."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.enums import Discipline
from accounts.errors import Conflict
from mdt import services
from mdt.case_words import ended_words
from mdt.enums import Answer, CaseState, DeferralReason, MailKind, MeetingState
from mdt.models import (
    Board,
    BoardMember,
    Case,
    CaseDeferral,
    Invitation,
    Meeting,
    MeetingMail,
)
from mdt.selectors.boards import limits_of, members_of
from mdt.selectors.meetings import forecast
from mdt.specs import AnswerSpec, BoardSpec, MeetingSpec
from patients.models import Patient
from tests.cast import Cast
from tests.mdt.boards import MEETING_ON, at, board, case, meeting
from worklist.enums import ReminderState

NOW = at(date(2025, 3, 3), 9)
SPEC = MeetingSpec(starts_at=at(), place="5 层", video_link="https://meet.invalid/a")


@pytest.fixture
def team(people: Cast) -> Board:
    return board(people)


@pytest.fixture
def friday(team: Board) -> Meeting:
    return meeting(team)


def publish(row: Meeting) -> Meeting:
    return services.agenda_publish(by=row.board.coordinator, meeting=row, now=NOW)


def mails(kind: MailKind) -> list[tuple[str, int]]:
    rows = MeetingMail.objects.filter(kind=kind).order_by("invitation__user__username", "sequence")
    return [(row.invitation.user.username, row.sequence) for row in rows]


def answer(row: Invitation, spec: AnswerSpec) -> Invitation:
    return services.invitation_answer(by=row.user, invitation=row, spec=spec, now=NOW)


def test_a_single_meeting_twice_is_one(team: Board) -> None:
    rows = [services.meeting_add(by=team.coordinator, board=team, spec=SPEC, now=NOW) for _ in range(2)]

    assert rows[0] == rows[1]
    assert Meeting.objects.count() == 1


def test_one_board_meets_once_at_a_time(team: Board, friday: Meeting) -> None:
    with pytest.raises(ValidationError) as error:
        services.meeting_add(by=team.coordinator, board=team, spec=SPEC, now=NOW)

    assert list(error.value.message_dict) == ["starts_at"]


def test_a_moment_that_has_passed(team: Board) -> None:
    with pytest.raises(ValidationError) as error:
        services.meeting_add(by=team.coordinator, board=team, spec=SPEC, now=at() + timedelta(days=1))

    assert list(error.value.message_dict) == ["starts_at"]


def test_publishing_invites_every_member_once(friday: Meeting) -> None:
    for _ in range(2):
        row = publish(friday)

    assert (row.published_at, row.sequence) == (NOW, 0)
    assert mails(MailKind.INVITATION) == [("he", 0), ("lin", 0), ("wang", 0)]
    assert set(friday.invitations.values_list("discipline", flat=True)) == {"MED_ONC", "RADIOLOGY", "RAD_ONC"}


def test_who_becomes_a_member_is_invited_to_what_is_published(
    team: Board, friday: Meeting, people: Cast
) -> None:
    publish(friday)
    for _ in range(2):
        services.member_add(
            by=team.coordinator, board=team, user=people.nurse_li, discipline=Discipline.NURSING, now=NOW
        )

    assert mails(MailKind.INVITATION) == [("he", 0), ("li", 0), ("lin", 0), ("wang", 0)]
    assert members_of(team).count() == 4


def test_who_leaves_is_no_longer_expected(team: Board, friday: Meeting, people: Cast) -> None:
    publish(friday)
    MeetingMail.objects.update(state=ReminderState.SENT)
    seat = BoardMember.objects.get(user=people.panel_member_lin)

    for _ in range(2):
        services.member_leave(by=team.coordinator, member=seat, now=NOW)

    assert mails(MailKind.CANCELLATION) == [("lin", 0)]
    assert friday.invitations.get(user=people.panel_member_lin).withdrawn_at == NOW


@pytest.mark.parametrize(
    "over", [{"cancelled_at": NOW, "cancel_reason": "节日"}, {"state": "OPEN", "opened_at": NOW}]
)
def test_a_meeting_that_is_off_or_has_begun_keeps_nobody_on_the_board(
    team: Board, friday: Meeting, people: Cast, over: dict[str, object]
) -> None:
    publish(friday)
    Meeting.objects.update(**over)
    seat = BoardMember.objects.get(user=people.panel_member_lin)
    services.member_leave(by=team.coordinator, member=seat, now=NOW)
    assert seat not in members_of(team)


def test_moving_tells_everybody_once_and_asks_again(friday: Meeting) -> None:
    publish(friday)
    answer(friday.invitations.get(user=friday.board.chair), AnswerSpec(answer=Answer.ACCEPTED))
    later = replace(SPEC, starts_at=at(MEETING_ON + timedelta(days=3)))

    for _ in range(2):
        row = services.meeting_move(by=friday.board.coordinator, meeting=friday, spec=later, now=NOW)

    assert row.sequence == 1
    assert [pair for pair in mails(MailKind.INVITATION) if pair[1] == 1] == [
        ("he", 1),
        ("lin", 1),
        ("wang", 1),
    ]
    assert set(friday.invitations.values_list("answer", flat=True)) == {Answer.NEEDS_ACTION}


def test_another_room_keeps_the_answers(friday: Meeting) -> None:
    publish(friday)
    answer(friday.invitations.get(user=friday.board.chair), AnswerSpec(answer=Answer.ACCEPTED))

    services.meeting_move(by=friday.board.coordinator, meeting=friday, spec=SPEC, now=NOW)

    assert friday.invitations.filter(answer=Answer.ACCEPTED).count() == 1


def test_before_publishing_nobody_is_told(friday: Meeting) -> None:
    services.meeting_move(by=friday.board.coordinator, meeting=friday, spec=SPEC, now=NOW)

    assert (MeetingMail.objects.count(), friday.sequence) == (0, 0)


def test_the_cases_of_a_cancelled_meeting_wait(friday: Meeting, zhang: Patient, people: Cast) -> None:
    waiting = case(friday.board, zhang, people.doctor_wang, friday)

    for _ in range(2):
        services.meeting_cancel(by=friday.board.coordinator, meeting=friday, reason="主席出差", now=NOW)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.meeting, waiting.place) == (CaseState.SUBMITTED, None, None)
    deferral = CaseDeferral.objects.get()
    assert (deferral.reason, deferral.from_meeting) == (DeferralReason.OTHER, friday)
    assert "主席出差" in deferral.text


def test_cancelling_needs_a_reason_and_keeps_the_first(friday: Meeting) -> None:
    by = friday.board.coordinator
    with pytest.raises(ValidationError):
        services.meeting_cancel(by=by, meeting=friday, reason=" ", now=NOW)
    services.meeting_cancel(by=by, meeting=friday, reason="节日", now=NOW)

    with pytest.raises(Conflict):
        services.meeting_cancel(by=by, meeting=friday, reason="别的", now=NOW)


def test_opening_twice_is_once(friday: Meeting) -> None:
    by = friday.board.coordinator
    first = services.meeting_open(by=by, meeting=friday, now=at())
    second = services.meeting_open(by=by, meeting=friday, now=at(minute=5))

    assert (first.state, second.opened_at) == (MeetingState.OPEN, at())


@pytest.mark.parametrize("state", ["OPEN", "CLOSED", "SIGNED", "CANCELLED"])
def test_a_meeting_never_goes_back(friday: Meeting, people: Cast, state: str) -> None:
    closed = {"closed_at": NOW, "closed_by": people.doctor_wang} if state in {"CLOSED", "SIGNED"} else {}
    told = {"cancelled_at": NOW, "cancel_reason": "节日"} if state == "CANCELLED" else {"state": state}
    Meeting.objects.filter(pk=friday.pk).update(**closed, **told)
    by = friday.board.coordinator

    for act in (
        lambda: services.meeting_move(by=by, meeting=friday, spec=SPEC, now=NOW),
        lambda: services.agenda_publish(by=by, meeting=friday, now=NOW),
        lambda: services.guest_invite(
            by=by, meeting=friday, user=people.nurse_li, discipline=Discipline.NURSING, now=NOW
        ),
    ):
        with pytest.raises(Conflict):
            act()
    if state != "OPEN":
        with pytest.raises(Conflict):
            services.meeting_open(by=by, meeting=friday, now=NOW)


def test_others_run_nothing(friday: Meeting, people: Cast) -> None:
    for user in (people.nurse_li, people.panel_member_lin, people.doctor_wu):
        for act in (services.agenda_publish, services.meeting_open):
            with pytest.raises(PermissionDenied):
                act(by=user, meeting=friday, now=NOW)


def test_an_answer_with_a_leaving_time(friday: Meeting, people: Cast) -> None:
    publish(friday)
    row = friday.invitations.get(user=people.doctor_wang)

    said = answer(row, AnswerSpec(answer=Answer.ACCEPTED, leaves_at=time(15, 30), note=" 先看 3 号 "))

    assert (said.answer, said.leaves_at, said.note, said.answered_at) == (
        Answer.ACCEPTED,
        time(15, 30),
        "先看 3 号",
        NOW,
    )


def test_nobody_leaves_before_it_begins(friday: Meeting, people: Cast) -> None:
    publish(friday)

    with pytest.raises(ValidationError) as error:
        answer(
            friday.invitations.get(user=people.doctor_wang),
            AnswerSpec(answer=Answer.ACCEPTED, leaves_at=time(15)),
        )

    assert list(error.value.message_dict) == ["leaves_at"]


@pytest.mark.parametrize("who", ["radiologist_he", "nurse_li"])
def test_no_colleague_answers_for_another(friday: Meeting, people: Cast, who: str) -> None:
    publish(friday)

    with pytest.raises(PermissionDenied):
        services.invitation_answer(
            by=getattr(people, who),
            invitation=friday.invitations.get(user=people.doctor_wang),
            spec=AnswerSpec(answer=Answer.DECLINED),
            now=NOW,
        )


def test_the_coordinator_writes_down_what_was_said_by_phone_and_who_did_is_known(
    friday: Meeting, people: Cast
) -> None:
    publish(friday)
    row = friday.invitations.get(user=people.doctor_wang)
    qian, spec = people.coordinator_qian, AnswerSpec(answer=Answer.ACCEPTED, leaves_at=time(15, 30))

    said = services.invitation_answer(by=qian, invitation=row, spec=spec, now=NOW)
    assert (said.answer, said.answered_by) == (Answer.ACCEPTED, qian)

    own = answer(row, AnswerSpec(answer=Answer.DECLINED))
    assert (own.answer, own.answered_by, own.leaves_at) == (Answer.DECLINED, people.doctor_wang, None)


def test_the_forecast_counts_who_accepted(friday: Meeting, people: Cast) -> None:
    publish(friday)
    limits = limits_of(friday.board, MEETING_ON)
    answer(friday.invitations.get(user=people.doctor_wang), AnswerSpec(answer=Answer.ACCEPTED))
    answer(friday.invitations.get(user=people.radiologist_he), AnswerSpec(answer=Answer.TENTATIVE))

    early = forecast(friday.board.required, friday.invitations.all(), limits)
    assert early.finding is not None
    assert (early.finding.rule_id, [one.value for one in early.missing]) == ("MDT-03", ["RADIOLOGY"])

    friday.invitations.update(answer=Answer.ACCEPTED)
    whole = forecast(friday.board.required, friday.invitations.all(), limits)
    assert (whole.finding, whole.missing, whole.quorum) == (None, (), 3)


def test_a_quorum_of_its_own(team: Board) -> None:
    team.quorum = 5

    assert limits_of(team, MEETING_ON).mdt_quorum == 5


class TestBoards:
    def spec(self, people: Cast, **more: object) -> BoardSpec:
        facts = {"name": "脊柱 MDT", "chair": people.doctor_wang, "coordinator": people.coordinator_qian}
        return BoardSpec(**facts | more)  # type: ignore[arg-type]  # the mix of a test

    def test_required_disciplines_are_invited_too(self, people: Cast) -> None:
        spec = self.spec(people, required=(Discipline.ORTHO,), disciplines=(Discipline.MED_ONC,))

        row = services.board_create(by=people.coordinator_qian, spec=spec)

        assert (row.disciplines, row.required, row.hospital) == (["MED_ONC", "ORTHO"], ["ORTHO"], people.east)

    def test_two_boards_of_one_name(self, team: Board, people: Cast) -> None:
        with pytest.raises(ValidationError) as error:
            services.board_create(by=people.coordinator_qian, spec=self.spec(people, name=team.name))

        assert list(error.value.message_dict) == ["name"]

    @pytest.mark.parametrize(
        ("more", "field"),
        [
            ({"name": " "}, "name"),
            ({"quorum": 0}, "quorum"),
            ({"quorum": 99}, "quorum"),
            ({"minutes_per_case": 0}, "minutes_per_case"),
        ],
    )
    def test_what_makes_no_sense(self, people: Cast, more: dict[str, object], field: str) -> None:
        with pytest.raises(ValidationError) as error:
            services.board_create(by=people.coordinator_qian, spec=self.spec(people, **more))

        assert list(error.value.message_dict) == [field]

    def test_people_of_another_hospital_lead_nothing(self, people: Cast) -> None:
        spec = self.spec(people, chair=people.doctor_wu, coordinator=people.nurse_li)

        with pytest.raises(ValidationError) as error:
            services.board_create(by=people.coordinator_qian, spec=spec)

        assert set(error.value.message_dict) == {"chair", "coordinator"}

    def test_a_change_is_kept_in_the_history(self, team: Board, people: Cast) -> None:
        services.board_change(by=people.coordinator_qian, board=team, spec=self.spec(people, place="3 层"))

        events = team.events.order_by("pgh_id")  # type: ignore[attr-defined]  # the reverse name of pghistory
        assert [event.name for event in events] == ["骨转移 MDT", "脊柱 MDT"]

    def test_a_seat_taken_again_changes_its_discipline(self, team: Board, people: Cast) -> None:
        services.member_add(
            by=team.coordinator, board=team, user=people.doctor_wang, discipline=Discipline.RESP, now=NOW
        )

        assert members_of(team).get(user=people.doctor_wang).discipline == "RESP"

    def test_a_board_with_cases_under_way_goes_on_meeting(
        self, friday: Meeting, people: Cast, zhang: Patient
    ) -> None:
        team = friday.board
        row = case(team, zhang, people.doctor_wang, friday)
        over = self.spec(people, is_active=False)
        with pytest.raises(ValidationError) as error:
            services.board_change(by=people.coordinator_qian, board=team, spec=over)
        assert list(error.value.message_dict) == ["is_active"]
        Case.objects.update(state=CaseState.PROPOSED, meeting=None, submitted_by=None, submitted_at=None)
        services.board_change(by=people.coordinator_qian, board=team, spec=over)
        row.refresh_from_db()
        assert (row.state, row.ended_by, ended_words(row)) == ("WITHDRAWN", None, "规则不再建议提交。")
