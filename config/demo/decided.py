"""A meeting some weeks ago and what became of its decisions; a case sent to the other hospital's board."""

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
DISCUSSED, REFERRED = "DH20260110", "DH20260104"
FIRST_DOSE_AGO, FRIDAY, STARTS = 56, 4, time(15)
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


DECISIONS = (
    Told(
        "BMA_START",
        "地舒单抗 每 28 天",
        Discipline.MED_ONC,
        14,
        detail={"agent": "DENOSUMAB", "interval_days": 28},
        rule_id="GL Rec 6",
        grade="1A",
    ),
    Told("RT", "T8 外照射 30 Gy / 10 次", Discipline.RAD_ONC, 21, rule_id="GL Rec 10", grade="1B"),
    Told("PSYCH", "心理科会诊", Discipline.PSYCH, 90, owner="coordinator"),
    Told(
        "DIAGNOSTIC_WORKUP",
        "脊柱磁共振",
        Discipline.RADIOLOGY,
        50,
        owner="coordinator",
        detail={"examination": "MRI"},
    ),
)


def decided_write(hospital: Hospital, elsewhere: Hospital, now: datetime) -> None:
    """The meeting with its decisions: one given, one partly done, one under way, one overdue; a referral."""
    doctor = User.objects.get(username="doctor")
    board = _board(hospital, "", "骨转移 MDT（演示）")
    case = _case(board, Patient.objects.get(hospital_number=DISCUSSED), doctor, now)
    met_on = timezone.localdate(case.closed_at)
    rows = {told.type: _decision(case, told, number, met_on) for number, told in enumerate(DECISIONS, 1)}
    today = timezone.localdate(now)
    decision_confirm(by=doctor, decision=rows["PSYCH"], today=today, now=now)
    partly = OutcomeSpec(
        outcome=DecisionOutcome.PARTIAL, reason=NotDoneReason.DETERIORATION, text="完成 6 次后停止（演示）"
    )
    outcome_answer(by=doctor, decision=rows["RT"], spec=partly, today=today, now=now)
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


def _case(board: Board, patient: Patient, doctor: User, now: datetime) -> Case:
    first_on = timezone.localdate(now) - timedelta(days=FIRST_DOSE_AGO)
    met_on = first_on - timedelta(days=(first_on.weekday() - FRIDAY) % 7)
    at = timezone.make_aware(datetime.combine(met_on, STARTS))
    meeting = Meeting.objects.create(
        board=board,
        starts_at=at,
        state=MeetingState.CLOSED,
        opened_at=at,
        closed_at=at + timedelta(hours=1),
        closed_by=board.coordinator,
    )
    return Case.objects.create(
        patient=patient,
        board=board,
        meeting=meeting,
        place=1,
        state=CaseState.CLOSED,
        question="确诊骨转移：首次综合治疗方案？（演示）",
        conclusion="启动地舒单抗，T8 姑息放疗，脊柱磁共振复查。（演示）",
        drug_statement="START",
        drug_text="地舒单抗",
        submitted_by=doctor,
        submitted_at=at - timedelta(days=2),
        closed_at=at + timedelta(minutes=30),
        closed_by=board.coordinator,
    )


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
        recorded_by=case.closed_by,
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
