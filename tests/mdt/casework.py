"""Cases for tests: the board of Hospital East, its meeting on Friday 2025-03-07, and what people do there."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from mdt.enums import Lane
from mdt.models import Board, Case, Meeting
from mdt.services.submitting import case_submit
from mdt.services.triage import case_accept
from mdt.specs.cases import CaseSpec
from patients.models import Patient
from tests.access import Stage
from tests.cast import TODAY, Cast, patient
from tests.mdt.boards import MEETING_ON, at, board, meeting
from worklist.services import patient_reassess

NOW = at(TODAY, 12)
NEXT_WEEK = at(MEETING_ON + timedelta(days=7))
QUESTION = "T8 先放疗还是先手术？"


@dataclass(frozen=True, slots=True)
class Table:
    """The board, its next meeting and the one after."""

    people: Cast
    board: Board
    next: Meeting
    later: Meeting


def table(people: Cast, **more: Any) -> Table:
    """The board with two meetings ahead."""
    made = board(people, **more)
    return Table(people, made, meeting(made), meeting(made, NEXT_WEEK))


def spec(**more: Any) -> CaseSpec:
    """A question."""
    facts: dict[str, Any] = {"question": QUESTION}
    return CaseSpec(**facts | more)


def submitted(
    at_table: Table, about: Patient, now: datetime = NOW, meeting: Meeting | None = None, **more: Any
) -> Case:
    """Submitted by doctor Wang, without a meeting unless stated otherwise."""
    return case_submit(
        by=at_table.people.doctor_wang,
        patient=about,
        board=at_table.board,
        meeting=meeting,
        spec=spec(**more),
        now=now,
    )


def accepted(at_table: Table, about: Patient, now: datetime = NOW, **more: Any) -> Case:
    """Submitted, then accepted by the coordinator: on the next meeting's agenda."""
    case = submitted(at_table, about, now, **more)
    return case_accept(by=at_table.people.coordinator_qian, case=case, now=now)


def proposed(about: Patient, on: date = TODAY) -> Case:
    """What the rules propose on that day."""
    patient_reassess(patient_id=about.id, now=at(on, 12))
    return Case.objects.get(patient=about, state="PROPOSED")


def of_a_case(stage: Stage) -> dict[str, Any]:
    """A submitted case of 张桂兰."""
    case = Case.objects.filter(patient=stage.zhang).first()
    return {"case_id": (case or submitted(table(stage.people), stage.zhang)).id}


def of_another_case(stage: Stage, number: int) -> Case:
    """A submitted case of one more patient of Oncology I."""
    people = stage.people
    made = Board.objects.first() or board(people)
    about = patient(people.oncology_1, number=f"C{number}", responsible_doctor=people.doctor_wang)
    return case_submit(by=people.doctor_wang, patient=about, board=made, spec=spec(), now=NOW)


def of_a_meeting(stage: Stage) -> dict[str, Any]:
    """A planned meeting of the board."""
    return {"meeting_id": (Meeting.objects.first() or table(stage.people).next).id}


URGENT, LISTED = Lane.URGENT, Lane.LISTED
