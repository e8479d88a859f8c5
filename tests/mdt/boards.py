"""A board of Hospital East, a meeting and a case for tests: Friday 2025-03-07, 15:00, in the hospital.

Chair doctor Wang, coordinator Qian; members Wang (medical oncology), He (imaging), Lin (radiotherapy).
"""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from accounts.enums import Discipline
from accounts.models import User
from guidelines.mdt.quorum import AttendanceMode
from mdt.enums import CaseState
from mdt.models import Attendance, Board, BoardMember, BoardReferral, Case, Decision, Meeting
from patients.models import Patient
from tests.cast import Cast, patient

MEETING_ON = date(2025, 3, 7)


def at(day: date = MEETING_ON, hour: int = 15, minute: int = 0) -> datetime:
    """A moment in the hospital."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))


def board(people: Cast, **more: Any) -> Board:
    """The board with its three members."""
    facts: dict[str, Any] = {
        "hospital": people.east,
        "name": "骨转移 MDT",
        "chair": people.doctor_wang,
        "coordinator": people.coordinator_qian,
        "disciplines": [Discipline.MED_ONC, Discipline.RADIOLOGY, Discipline.RAD_ONC, Discipline.ORTHO],
        "required": [Discipline.MED_ONC, Discipline.RADIOLOGY],
        "place": "门诊楼 4 层会议室",
    }
    made = Board.objects.create(**facts | more)
    member(made, people.doctor_wang, Discipline.MED_ONC)
    member(made, people.radiologist_he, Discipline.RADIOLOGY)
    member(made, people.panel_member_lin, Discipline.RAD_ONC)
    return made


def member(of: Board, user: User, discipline: Discipline) -> BoardMember:
    """One more member."""
    return BoardMember.objects.create(board=of, user=user, discipline=discipline)


def meeting(of: Board, starts_at: datetime | None = None, **more: Any) -> Meeting:
    """A planned meeting of an hour at the place of the board."""
    return Meeting.objects.create(board=of, starts_at=starts_at or at(), place=of.place, **more)


def case(of: Board, about: Patient, by: User, to: Meeting | None = None, **more: Any) -> Case:
    """A submitted case; with a meeting it stands on its agenda."""
    facts: dict[str, Any] = {
        "question": "T8 新发病理性骨折，先放疗还是先手术？",
        "state": CaseState.ACCEPTED if to else CaseState.SUBMITTED,
        "submitted_at": at(date(2025, 3, 5), 9),
        "submitted_by": by,
        "meeting": to,
        "place": 1 if to else None,
    }
    return Case.objects.create(patient=about, board=of, **facts | more)


def decision(of: Case, by: User, **more: Any) -> Decision:
    """A complete line: radiotherapy by 2025-03-21."""
    facts: dict[str, Any] = {
        "number": of.decisions.count() + 1,
        "type": "RT",
        "text": "T8 外照射 30 Gy / 10 次",
        "owner": by,
        "discipline": Discipline.RAD_ONC,
        "due_on": date(2025, 3, 21),
        "recorded_by": by,
    }
    return Decision.objects.create(case=of, **facts | more)


def came(to: Meeting, user: User, discipline: Discipline, **more: Any) -> Attendance:
    """The person took part, in the room unless stated otherwise."""
    facts: dict[str, Any] = {"name": user.name, "mode": AttendanceMode.ON_SITE, "recorded_by": user}
    return Attendance.objects.create(meeting=to, user=user, discipline=discipline, **facts | more)


def sent_from_the_west(to: Board, people: Cast, until: date) -> BoardReferral:
    """A case of the other hospital, sent to this board."""
    about = patient(people.oncology_west, name="外院患者", number="ZY990001")
    row = case(to, about, people.doctor_wu)
    return BoardReferral.objects.create(
        case=row,
        from_hospital=people.west,
        reason="请上级医院会诊",
        until=until,
        referred_by=people.doctor_wu,
    )
