"""A board that met on Friday 2025-03-07 and concluded on 张桂兰; then the days go by.

The coordinator Qian, doctor Wang as owner; doctor Wu of Hospital West for referrals.
"""

from datetime import date, datetime, timedelta
from typing import Any

from accounts.enums import Discipline, Role
from accounts.models import User
from bonetherapy.models import Course, Dose
from bonetherapy.services.courses import course_start
from bonetherapy.specs import CourseSpec
from mdt.enums import CaseState
from mdt.models import Board, Case, Decision
from mdt.selectors.followed import followed
from mdt.services.answering import decisions_answer
from patients.models import Patient
from tests.cast import Cast, person
from tests.mdt import boards

MET_ON = boards.MEETING_ON
DAY = timedelta(days=1)


def at(day: date, hour: int = 9) -> datetime:
    """A moment in the hospital."""
    return boards.at(day, hour)


def concluded(people: Cast, about: Patient, of: Board | None = None, **more: Any) -> Case:
    """The case of the patient, concluded at the meeting."""
    board = of or boards.board(people)
    meeting = board.meetings.first() or boards.meeting(board)
    facts: dict[str, Any] = {
        "state": CaseState.CLOSED,
        "closed_at": boards.at(MET_ON, 15, 40),
        "closed_by": people.doctor_wang,
        "conclusion": "启动地舒单抗，T8 放疗。",
    }
    return boards.case(board, about, people.doctor_wang, meeting, **facts | more)


def start_denosumab(case: Case, by: User, due_on: date = date(2025, 3, 10)) -> Decision:
    """`Start denosumab every 28 days`, due by 2025-03-10 (MDT-08)."""
    return boards.decision(
        case,
        by,
        type="BMA_START",
        text="地舒单抗 每 28 天",
        detail={"agent": "DENOSUMAB", "interval_days": 28},
        discipline=Discipline.MED_ONC,
        due_on=due_on,
        rule_id="GL Rec 6",
        grade="1A",
    )


def scan_in_august(case: Case, by: User) -> Decision:
    """`Bone scan in August`."""
    return boards.decision(
        case,
        by,
        type="FOLLOW_UP",
        text="骨显像 2025-08",
        detail={"examination": "BS", "month": "2025-08"},
        discipline=Discipline.RADIOLOGY,
        due_on=date(2025, 8, 31),
    )


def dental_check(case: Case, by: User, due_on: date = date(2025, 3, 21)) -> Decision:
    """`Dental check` before the drug."""
    return boards.decision(
        case, by, type="DENTAL", text="用药前口腔检查", detail={}, due_on=due_on, discipline="STOMATOLOGY"
    )


def spec(first_due_on: date = date(2025, 3, 10), **more: Any) -> CourseSpec:
    """Denosumab as the board wanted it."""
    return CourseSpec(agent="DENOSUMAB", first_due_on=first_due_on, interval_days=28, **more)


def row_of(decision: Decision) -> Any:
    """The decision as it stands, with its days."""
    return followed().get(pk=decision.pk)


def outcome_on(day: date, decision: Decision) -> str:
    """What became of it, once the records were asked on that day."""
    decisions_answer(at(day))
    return str(row_of(decision).outcome)


def give(dose: Dose, on: date, by: User, reason: str = "") -> None:
    """The dose is given on that day, as the page of the dose writes it in the end."""
    Dose.objects.filter(pk=dose.pk).update(
        state="GIVEN",
        given_on=on,
        given_at=at(on),
        given_by=by,
        dose_mg=120,
        interruption_reason=reason,
    )


def a_coordinator_of_west(people: Cast) -> User:
    """Coordinator Fang of Hospital West."""
    return person("fang", "方静", Role.COORDINATOR, people.oncology_west)


def board_of_west(people: Cast) -> Board:
    """The regional board: chair Wu, coordinator Fang, a radiotherapist Shi."""
    fang = a_coordinator_of_west(people)
    shi = person("shi", "石坚", Role.PANEL_MEMBER, people.oncology_west)
    board = Board.objects.create(
        hospital=people.west,
        name="区域骨转移中心",
        chair=people.doctor_wu,
        coordinator=fang,
        disciplines=["MED_ONC", "RAD_ONC"],
        required=["MED_ONC"],
    )
    boards.member(board, people.doctor_wu, Discipline.MED_ONC)
    boards.member(board, shi, Discipline.RAD_ONC)
    return board


def course_of(people: Cast, about: Patient, on: date, **more: Any) -> Course:
    """A course of denosumab started on that day without the board's page."""
    return course_start(by=people.doctor_wang, patient=about, spec=spec(on, **more), today=on)
