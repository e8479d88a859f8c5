"""A meeting in session with everybody there and one concluded case of 张桂兰, for tests of minutes."""

from typing import Any

from accounts.enums import Discipline
from mdt.enums import CaseState, MeetingState
from mdt.models import Case, Meeting, Minutes
from patients.models import Patient
from tests.cast import Cast
from tests.mdt.boards import at, board, came, case, decision, meeting

CLOSING = at(hour=16)


def session(people: Cast, **more: Any) -> Meeting:
    """The meeting of Friday, open, with medical oncology, imaging and radiotherapy in the room."""
    held = meeting(board(people, **more), state=MeetingState.OPEN, opened_at=at())
    came(held, people.doctor_wang, Discipline.MED_ONC)
    came(held, people.radiologist_he, Discipline.RADIOLOGY)
    came(held, people.panel_member_lin, Discipline.RAD_ONC)
    return held


def closed_case(people: Cast, about: Patient, of: Meeting, **more: Any) -> Case:
    """Its case, concluded with one complete decision."""
    facts: dict[str, Any] = {
        "state": CaseState.CLOSED,
        "closed_at": at(minute=10),
        "closed_by": people.doctor_wang,
        "conclusion": "先外照射，继续地舒单抗。",
    }
    made = case(of.board, about, people.doctor_wang, to=of, **facts | more)
    decision(made, people.panel_member_lin, rule_id="GL Rec 10", grade="1B")
    return made


def minutes_row(people: Cast, about: Patient, number: int) -> Minutes:
    """The minutes of a meeting of their own; the number tells boards and documents apart."""
    held = session(people, name=f"MDT {number}")
    return Minutes.objects.create(
        case=closed_case(people, about, held),
        version=1,
        number=f"MDT-{number}",
        content={},
        sha256=str(number) * 64,
        sealed_at=CLOSING,
    )
