"""Meetings of the past and what became of their decisions; a case sent to the other hospital's board."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.enums import Discipline
from accounts.models import Hospital, User
from guidelines.mdt.followthrough import DecisionOutcome
from mdt.enums import CaseState, MeetingState, NotDoneReason
from mdt.models import Board, Case, Decision, Meeting
from mdt.services.answering import decisions_answer
from mdt.services.confirming import decision_confirm
from mdt.services.outcomes import outcome_answer
from mdt.services.referrals import case_refer
from mdt.specs.following import OutcomeSpec, ReferralSpec
from patients.models import Patient

# The Friday before the first dose of the patient who was discussed, which was given 56 days ago.
DISCUSSED, UNTREATED, REFERRED = "DH20260110", "DH20260105", "DH20260104"
FIRST_DOSE_AGO, FRIDAY, STARTS = 56, 4, time(10)
REFERRED_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the table; `due_in` counts days from the meeting, `owner` is a user name."""

    type: str
    text: str
    discipline: Discipline
    due_in: int
    owner: str = "doctor"
    detail: dict[str, Any] = field(default_factory=dict)
    rule_id: str = ""
    grade: str = ""


FIRST = ("确诊骨转移：首次综合治疗方案？（演示）", "启动地舒单抗，T8 姑息放疗，评估椎体成形术。（演示）")
LATELY = ("确诊骨转移，尚未用骨改良药物。（演示）", "启动地舒单抗。（演示）")
START = Told(
    "BMA_START",
    "地舒单抗 每 28 天",
    Discipline.MED_ONC,
    14,
    detail={"agent": "DENOSUMAB", "interval_days": 28},
    rule_id="GL Rec 6",
    grade="1A",
)
TO_CONFIRM = (START,)
DECISIONS = (
    START,
    Told("RT", "T8 外照射 30 Gy / 10 次", Discipline.RAD_ONC, 21, rule_id="GL Rec 10", grade="1B"),
    Told("PSYCH", "心理科会诊", Discipline.PSYCH, 90, owner="coordinator"),
    Told("INTERVENTION", "T8 椎体成形术评估", Discipline.INTERVENTION, 50, owner="coordinator"),
)


def decided_write(hospital: Hospital, elsewhere: Hospital, now: datetime) -> None:
    """Two meetings and a referral: decisions given, partly done, under way, overdue, to be confirmed."""
    doctor, today = User.objects.get(username="doctor"), timezone.localdate(now)
    board = _board(hospital, "", "骨转移 MDT（演示）")
    long_ago = _meeting(board, today - timedelta(days=FIRST_DOSE_AGO))
    rows = _case(long_ago, DISCUSSED, doctor, FIRST, DECISIONS)
    decision_confirm(by=doctor, decision=rows["PSYCH"], today=today, now=now)
    partly = OutcomeSpec(
        outcome=DecisionOutcome.PARTIAL, reason=NotDoneReason.DETERIORATION, text="完成 6 次后停止（演示）"
    )
    outcome_answer(by=doctor, decision=rows["RT"], spec=partly, today=today, now=now)
    _case(_meeting(board, today - timedelta(days=1)), UNTREATED, doctor, LATELY, TO_CONFIRM)
    decisions_answer(now)
    _refer(_board(elsewhere, "west-", "区域骨转移中心（演示）"), doctor, now)


def _board(hospital: Hospital, prefix: str, name: str) -> Board:
    """The board of this name, made where nobody has."""
    chair = User.objects.get(username=f"{prefix}doctor")
    board, made = Board.objects.get_or_create(
        hospital=hospital,
        name=name,
        defaults={
            "chair": chair,
            "coordinator": User.objects.get(username=f"{prefix}coordinator"),
            "disciplines": [Discipline.MED_ONC, Discipline.RADIOLOGY, Discipline.RAD_ONC],
            "required": [Discipline.MED_ONC],
        },
    )
    if made:
        board.members.create(user=chair, discipline=Discipline.MED_ONC)
    return board


def _meeting(board: Board, latest: date) -> Meeting:
    """The meeting of the last Friday up to that day, closed."""
    met_on = latest - timedelta(days=(latest.weekday() - FRIDAY) % 7)
    at = timezone.make_aware(datetime.combine(met_on, STARTS))
    return Meeting.objects.create(
        board=board,
        starts_at=at,
        state=MeetingState.CLOSED,
        opened_at=at,
        closed_at=at + timedelta(hours=1),
        closed_by=board.coordinator,
    )


def _case(
    meeting: Meeting, number: str, doctor: User, words: tuple[str, str], lines: tuple[Told, ...]
) -> dict[str, Decision]:
    """The concluded case of the patient with this hospital number; its decisions by type."""
    case = Case.objects.create(
        patient=Patient.objects.get(hospital_number=number),
        board=meeting.board,
        meeting=meeting,
        place=1,
        state=CaseState.CLOSED,
        question=words[0],
        conclusion=words[1],
        drug_statement="START",
        drug_text="地舒单抗",
        submitted_by=doctor,
        submitted_at=meeting.starts_at - timedelta(days=2),
        closed_at=meeting.starts_at + timedelta(minutes=30),
        closed_by=meeting.board.coordinator,
    )
    met_on = timezone.localdate(meeting.starts_at)
    return {told.type: _decision(case, told, place, met_on) for place, told in enumerate(lines, 1)}


def _decision(case: Case, told: Told, number: int, met_on: date) -> Decision:
    return Decision.objects.create(
        case=case,
        number=number,
        type=told.type,
        text=told.text,
        detail=told.detail,
        owner=User.objects.get(username=told.owner),
        discipline=told.discipline,
        due_on=met_on + timedelta(days=told.due_in),
        rule_id=told.rule_id,
        grade=told.grade,
        recorded_by=case.board.coordinator,
    )


def _refer(board: Board, doctor: User, now: datetime) -> None:
    today = timezone.localdate(now)
    spec = ReferralSpec(
        board_id=board.id,
        question="影像与临床不符，是否为骨转移？（演示）",
        reason="本院讨论后仍不能确定（演示）",
        until=today + REFERRED_FOR,
    )
    patient = Patient.objects.get(hospital_number=REFERRED)
    case_refer(by=doctor, patient=patient, spec=spec, today=today, now=now)
