"""The board of the demo hospital: the disciplines the guideline invites (MDT-02), Fridays at three."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.enums import Discipline, Role
from accounts.models import User
from config.demo.staff import House
from guidelines.mdt import disciplines
from mdt import services
from mdt.enums import Answer, ApprovalStep
from mdt.models import Board
from mdt.specs import AnswerSpec, BoardSpec, SeriesSpec

FRIDAY, STARTS = 4, time(15)
SITS = (Role.ONCOLOGIST, Role.PANEL_MEMBER, Role.RADIOLOGIST)
ANSWERS = {
    "doctor": AnswerSpec(answer=Answer.ACCEPTED),
    "radiologist": AnswerSpec(answer=Answer.ACCEPTED),
    "member": AnswerSpec(answer=Answer.ACCEPTED, leaves_at=time(15, 30), note="15:40 手术（演示）"),
    "member2": AnswerSpec(answer=Answer.TENTATIVE),
    "member5": AnswerSpec(answer=Answer.DECLINED, note="出差（演示）"),
}


def board_write(house: House, now: datetime) -> Board:
    """The board with its members and its Fridays; the next one is published and partly answered."""
    coordinator = User.objects.get(username="coordinator")
    board = services.board_create(by=coordinator, spec=_spec(coordinator))
    for user in User.objects.filter(hospital=house.hospital, role__in=SITS).order_by("username"):
        services.member_add(
            by=coordinator, board=board, user=user, discipline=Discipline(user.discipline), now=now
        )
    today = timezone.localdate(now)
    friday = today + timedelta(days=(FRIDAY - today.weekday()) % 7)
    services.series_start(
        by=coordinator, board=board, spec=SeriesSpec(first_on=friday, starts=STARTS), now=now
    )
    _publish_next(board, now)
    return board


def _spec(coordinator: User) -> BoardSpec:
    return BoardSpec(
        name="骨转移 MDT（演示）",
        chair=User.objects.get(username="doctor"),
        coordinator=coordinator,
        disciplines=tuple(Discipline(one.value) for one in disciplines.invitations()),
        required=(Discipline.MED_ONC, Discipline.RADIOLOGY),
        approval=(ApprovalStep.DISCIPLINES, ApprovalStep.CHAIR),
        place="门诊楼 4 层会议室（演示）",
        video_link="https://meet.demo.invalid/mdt",
    )


def _publish_next(board: Board, now: datetime) -> None:
    meeting = board.meetings.filter(starts_at__gt=now).earliest("starts_at")
    services.agenda_publish(by=board.coordinator, meeting=meeting, now=now)
    for invitation in meeting.invitations.select_related("user", "meeting__board"):
        spec = ANSWERS.get(invitation.user.username)
        if spec is not None:
            services.invitation_answer(by=invitation.user, invitation=invitation, spec=spec, now=now)
