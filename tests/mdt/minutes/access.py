"""Who may open the addresses of minutes.

A meeting is open to its board and to whoever looks after boards of its hospital, not to those who see one
patient: so everybody is invited here, and doctor Wu coordinates. Strangers are walked in test_pages.
"""

from typing import Any
from uuid import uuid4

from accounts.models import User
from accounts.permissions import Permission
from mdt.enums import MeetingState
from mdt.minutes.seal import seal_of_all
from mdt.models import Meeting, Minutes, MinutesFile, PreRead
from mdt.services.closing import meeting_close
from tests.access import Row, Stage, Table
from tests.mdt.boards import at, board, meeting
from tests.mdt.minutes.stage import CLOSING, closed_case, session
from tests.patients.access import FORM

P = Permission


def everybodys_meeting(stage: Stage) -> Meeting:
    """A meeting in session to which every member of staff is invited; it has no case."""
    people = stage.people
    team = board(people, name=str(uuid4()), coordinator=people.doctor_wu)
    held = meeting(team, state=MeetingState.OPEN, opened_at=at())
    for user in User.objects.all():
        held.invitations.create(user=user)
    return held


def of_a_meeting(stage: Stage) -> dict[str, Any]:
    """That meeting."""
    return {"meeting_id": everybodys_meeting(stage).id}


def of_a_meeting_file(stage: Stage) -> dict[str, Any]:
    """Its PDF in Chinese."""
    held = everybodys_meeting(stage)
    a_file(held, None, seal_of_all([]))
    return {"meeting_id": held.id, "language": "zh-hans"}


def of_a_preread_file(stage: Stage) -> dict[str, Any]:
    """Its pre-read in Chinese; no case is on its agenda."""
    held = everybodys_meeting(stage)
    PreRead.objects.create(meeting=held, language="zh-hans", agenda="", pdf=b"%PDF", rendered_at=at())
    return {"meeting_id": held.id, "language": "zh-hans"}


def a_file(of: Meeting, minutes: Minutes | None, seal: str, language: str = "zh-hans") -> MinutesFile:
    """A file that was rendered."""
    return MinutesFile.objects.create(
        meeting=of, minutes=minutes, language=language, seal=seal, sha256=seal, pdf=b"%PDF", rendered_at=at()
    )


def of_minutes(stage: Stage) -> dict[str, Any]:
    """Sealed minutes of 张桂兰 with their PDF in Chinese."""
    held = session(stage.people, name=str(uuid4()))
    made = closed_case(stage.people, stage.zhang, held)
    meeting_close(by=stage.people.coordinator_qian, meeting=held, now=CLOSING)
    minutes = made.minutes.get()
    a_file(held, minutes, minutes.sha256)
    return {"patient_id": stage.zhang.id, "minutes_id": minutes.id}


def of_a_code(stage: Stage) -> dict[str, Any]:
    """What the code on its paper leads to."""
    return {"minutes_id": of_minutes(stage)["minutes_id"]}


def of_a_minutes_file(stage: Stage) -> dict[str, Any]:
    """That PDF."""
    return of_minutes(stage) | {"language": "zh-hans"}


ROWS: Table = {
    "minutes:close": Row(P.BOARD_RUN, methods=FORM, kwargs=of_a_meeting, is_bound=False),
    "minutes:meeting": Row(P.BOARD_VIEW, kwargs=of_a_meeting, is_bound=False),
    "minutes:progress": Row(P.BOARD_VIEW, kwargs=of_a_meeting, is_bound=False),
    "case:preread_file": Row(P.BOARD_VIEW, kwargs=of_a_preread_file, is_bound=False),
    "minutes:meeting_file": Row(P.BOARD_VIEW, kwargs=of_a_meeting_file, is_bound=False),
    "minutes:to_sign": Row(P.MINUTES_SIGN),
    "minutes:sign": Row(P.MINUTES_SIGN, methods=("POST",)),
    "minutes:verify": Row(P.BOARD_VIEW, methods=FORM),
    "minutes:live": Row(P.BOARD_VIEW, kwargs=of_a_code),
    "minutes:case": Row(P.BOARD_VIEW, kwargs=of_minutes),
    "minutes:case_file": Row(P.BOARD_VIEW, kwargs=of_a_minutes_file),
    "minutes:renew": Row(P.BOARD_RUN, methods=FORM, kwargs=of_minutes),
}
