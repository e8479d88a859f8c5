"""A meeting in session for tests: Friday 2025-03-07, 15:00, one case of 张桂兰 under discussion."""

from datetime import date, datetime, timedelta
from typing import Any

from accounts.enums import Discipline
from guidelines.bone.agents import Agent
from guidelines.mdt.decisions import DecisionType
from mdt.models import Case, Decision
from mdt.services.decisions import decision_record
from mdt.specs.decisions import DecisionSpec, Detail
from patients.models import Patient
from tests.cast import Cast
from tests.mdt.boards import MEETING_ON, at, board, came, case, meeting

START = at()


def minute(number: int, second: int = 0) -> datetime:
    """So long after the meeting began."""
    return START + timedelta(minutes=number, seconds=second)


def session(people: Cast, about: Patient, **more: Any) -> Case:
    """The case, and two disciplines that are there: medical oncology and imaging."""
    held = meeting(board(people), state="OPEN", opened_at=START)
    came(held, people.doctor_wang, Discipline.MED_ONC)
    came(held, people.radiologist_he, Discipline.RADIOLOGY)
    return case(held.board, about, people.doctor_wang, held, **more)


def drug(agent: Agent, of: DecisionType = DecisionType.BMA_START, **more: Any) -> DecisionSpec:
    """A drug, owned by nobody yet."""
    return DecisionSpec(type=of, detail=Detail(agent=agent), **more)


def follow_up(people: Cast, **more: Any) -> DecisionSpec:
    """A complete line that needs no discipline: a bone scan in September."""
    facts: dict[str, Any] = {
        "type": DecisionType.FOLLOW_UP,
        "detail": Detail(month="2025-09"),
        "owner": people.doctor_wang,
        "discipline": Discipline.MED_ONC,
        "due_on": date(2025, 9, 30),
    }
    return DecisionSpec(**facts | more)


def decide(people: Cast, of: Case, spec: DecisionSpec, by: Any = None) -> Decision:
    """The decision as the coordinator records it on the day of the meeting."""
    return decision_record(by=by or people.coordinator_qian, case=of, spec=spec, today=MEETING_ON)
