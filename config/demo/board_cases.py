"""The board of the demo hospital and the cases of its next meeting: urgent, accepted, submitted, deferred.

What the rules propose by themselves stands beside them.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.enums import Discipline
from accounts.models import User
from config.demo.staff import House
from guidelines.mdt.participation import next_working_day
from mdt.enums import Lane, Stance
from mdt.models import Board, BoardMember, Case, Meeting
from mdt.services.agenda import agenda_build
from mdt.services.opinions import opinion_give
from mdt.services.submitting import case_submit
from mdt.services.triage import case_accept
from mdt.specs.cases import CaseSpec, StanceSpec
from patients.models import Patient

SEATS = {
    "doctor": Discipline.MED_ONC,
    "doctor2": Discipline.THOR_ONC,
    "radiologist": Discipline.RADIOLOGY,
    "radiologist2": Discipline.NUC_MED,
    "member": Discipline.ORTHO,
    "member2": Discipline.RAD_ONC,
}
STARTS, WEEK = time(15), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Asked:
    """One case: whose, by whom it is put, the question, and whether it stands on the agenda."""

    number: str
    by: str
    question: str
    lane: Lane = Lane.DISCUSS
    wish: str = ""
    is_accepted: bool = True


CASES = (
    Asked("DH20260113", "doctor", "近期下肢乏力，脊柱病灶是否需急诊放疗或减压手术？（演示）", Lane.URGENT),
    Asked("DH20260114", "doctor", "骨改良药物间隔是否维持每 4 周？（演示）", wish="希望减少往返（演示）"),
    Asked("DH20260109", "doctor", "承重骨病灶先手术固定还是先放疗？（演示）"),
    Asked("DH20260102", "doctor", "新确诊骨转移，请制定综合方案。（演示）", is_accepted=False),
)


def board_cases_write(house: House, now: datetime) -> None:
    """The board with two meetings ahead, its cases, and one opinion."""
    board = Board.objects.filter(hospital=house.hospital).first() or _board(house, now)
    coordinator = board.coordinator
    for asked in CASES:
        case = _submitted(board, asked, now)
        if asked.is_accepted:
            case_accept(by=coordinator, case=case, now=now)
    meeting = board.meetings.filter(starts_at__gt=now).order_by("starts_at")[0]
    agenda_build(by=coordinator, meeting=meeting)
    spec = StanceSpec(stance=Stance.NEED_DATA, text="请补充 MRI 增强（演示）")
    urgent = Case.objects.get(board=board, lane=Lane.URGENT, meeting=meeting)
    opinion_give(by=_user("member"), case=urgent, spec=spec, now=now)


def _board(house: House, now: datetime) -> Board:
    board = Board.objects.create(
        hospital=house.hospital,
        name="肺癌骨转移 MDT（演示）",
        chair=_user("doctor"),
        coordinator=_user("coordinator"),
        disciplines=list(SEATS.values()),
        required=[Discipline.MED_ONC, Discipline.RADIOLOGY],
        place="门诊楼 4 层会议室（演示）",
    )
    for username, discipline in SEATS.items():
        BoardMember.objects.create(board=board, user=_user(username), discipline=discipline)
    day = next_working_day(timezone.localdate(now) + timedelta(days=1))
    first = timezone.make_aware(datetime.combine(day, STARTS))
    for starts_at in (first, first + WEEK):
        Meeting.objects.create(board=board, starts_at=starts_at, place=board.place)
    return board


def _submitted(board: Board, asked: Asked, now: datetime) -> Case:
    return case_submit(
        by=_user(asked.by),
        patient=Patient.objects.get(hospital_number=asked.number),
        board=board,
        spec=CaseSpec(question=asked.question, lane=asked.lane, patient_wish=asked.wish),
        now=now,
    )


def _user(username: str) -> User:
    return User.objects.get(username=username)
