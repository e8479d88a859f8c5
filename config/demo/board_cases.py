"""The cases of the demo board's next meeting: urgent, accepted, submitted.

What the rules propose by themselves stands beside them.
"""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from mdt.enums import Lane, Stance
from mdt.models import Board, Case, Meeting
from mdt.services.agenda import agenda_build
from mdt.services.opinions import opinion_give
from mdt.services.submitting import case_submit
from mdt.services.triage import case_accept
from mdt.specs.cases import CaseSpec, StanceSpec
from patients.models import Patient


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


def board_cases_write(board: Board, now: datetime) -> None:
    """Its cases, the agenda of its next meeting, and one opinion; then everybody is invited.

    They go to that meeting also on the last day, when a case without one would wait for the week after.
    """
    meeting = board.meetings.filter(starts_at__gt=now).earliest("starts_at")
    for asked in CASES:
        case = _submitted(board, asked, meeting, now)
        if asked.is_accepted:
            case_accept(by=board.coordinator, case=case, now=now)
    agenda_build(by=board.coordinator, meeting=meeting)
    spec = StanceSpec(stance=Stance.NEED_DATA, text="请补充 MRI 增强（演示）")
    urgent = Case.objects.get(board=board, lane=Lane.URGENT, meeting=meeting)
    opinion_give(by=_user("member"), case=urgent, spec=spec, now=now)


def _submitted(board: Board, asked: Asked, meeting: Meeting, now: datetime) -> Case:
    return case_submit(
        by=_user(asked.by),
        patient=Patient.objects.get(hospital_number=asked.number),
        board=board,
        meeting=meeting,
        spec=CaseSpec(question=asked.question, lane=asked.lane, patient_wish=asked.wish),
        now=now,
    )


def _user(username: str) -> User:
    return User.objects.get(username=username)
