"""Who may open the addresses of boards and meetings."""

from typing import Any

from accounts.enums import Discipline
from accounts.models import User
from accounts.permissions import Permission
from guidelines.mdt.limits import MeetingFrequency
from mdt.models import Board, Invitation, Meeting, MeetingSeries
from mdt.services import feed_make
from tests.access import Kwargs, Row, Stage, Table
from tests.mdt.boards import MEETING_ON, at, board, meeting
from tests.patients.access import FORM


def in_the_house(stage: Stage, user: User) -> bool:
    """Boards are seen in their hospital; elsewhere by who is asked."""
    return user.hospital_id == stage.people.east.pk


def a_board(stage: Stage) -> Board:
    """The board of the stage: made once, however many addresses are opened."""
    own = Board.objects.filter(hospital=stage.people.east, members__user=stage.people.doctor_wang)
    return own.first() or board(stage.people)


def a_meeting(stage: Stage) -> Meeting:
    """Its meeting, to which everybody of the hospital is invited."""
    there = Meeting.objects.filter(board=a_board(stage)).first()
    if there is not None:
        return there
    row = meeting(a_board(stage))
    Invitation.objects.bulk_create(
        Invitation(meeting=row, user=user, discipline=Discipline.MED_ONC)
        for user in User.objects.filter(hospital=stage.people.east)
    )
    return row


def of_a_board(stage: Stage) -> dict[str, Any]:
    """The board."""
    return {"board_id": a_board(stage).id}


def of_a_member(stage: Stage) -> dict[str, Any]:
    """The seat of doctor Wang."""
    team = a_board(stage)
    return {"board_id": team.id, "member_id": team.members.get(user=stage.people.doctor_wang).id}


def of_a_series(stage: Stage) -> dict[str, Any]:
    """Fridays at three."""
    team = a_board(stage)
    row, _is_new = MeetingSeries.objects.get_or_create(
        board=team, first_on=MEETING_ON, frequency=MeetingFrequency.WEEKLY.value, starts=at().time()
    )
    return {"board_id": team.id, "series_id": row.id}


def of_a_meeting(stage: Stage) -> dict[str, Any]:
    """The meeting."""
    return {"meeting_id": a_meeting(stage).id}


def of_an_invitation(stage: Stage) -> dict[str, Any]:
    """The invitation of nurse Li."""
    row = a_meeting(stage)
    seat = {"discipline": Discipline.MED_ONC}
    asked, _is_new = row.invitations.get_or_create(user=stage.people.nurse_li, defaults=seat)
    return {"meeting_id": row.id, "invitation_id": asked.id}


def of_a_feed(stage: Stage) -> dict[str, Any]:
    """The address of doctor Wang."""
    return {"token": feed_make(by=stage.people.doctor_wang)}


def of_a_report(stage: Stage) -> dict[str, Any]:
    """The report of the board as a workbook."""
    a_board(stage)
    return {"kind": "xlsx"}


P, POST = Permission, ("POST",)


def seen(kwargs: Kwargs) -> Row:
    """Whoever takes part in boards of the hospital."""
    return Row(P.BOARD_VIEW, kwargs=kwargs, reaches=in_the_house)


def run(kwargs: Kwargs, methods: tuple[str, ...] = POST) -> Row:
    """Whoever runs boards in the hospital."""
    return Row(P.BOARD_RUN, methods=methods, kwargs=kwargs, reaches=in_the_house)


BOARDS: Table = {
    "board:meetings": Row(P.BOARD_VIEW),
    "board:calendar": Row(P.BOARD_VIEW),
    "board:meeting": seen(of_a_meeting),
    "board:answer": Row(P.BOARD_VIEW, methods=POST, kwargs=of_a_meeting, reaches=in_the_house),
    "board:meeting_move": run(of_a_meeting, FORM),
    "board:meeting_cancel": run(of_a_meeting, FORM),
    "board:meeting_publish": run(of_a_meeting),
    "board:meeting_open": run(of_a_meeting),
    "board:guest_add": run(of_a_meeting),
    "board:invitation_gone": run(of_an_invitation),
    "board:answer_for": run(of_an_invitation, FORM),
    "board:boards": Row(P.BOARD_VIEW),
    "board:board_add": Row(P.BOARD_RUN, methods=FORM),
    "board:board": seen(of_a_board),
    "board:board_change": run(of_a_board, FORM),
    "board:member_add": run(of_a_board),
    "board:member_leave": run(of_a_member),
    "board:meeting_add": run(of_a_board, FORM),
    "board:series_add": run(of_a_board, FORM),
    "board:series_end": run(of_a_series, FORM),
    "board:report": Row(P.BOARD_RUN),
    "board:report_file": Row(P.BOARD_RUN, kwargs=of_a_report, reaches=in_the_house),
    "board:feed_page": Row(P.BOARD_VIEW),
    "board:feed_make": Row(P.BOARD_VIEW, methods=POST),
    "board:feed_revoke": Row(P.BOARD_VIEW, methods=POST),
    "board:feed": Row(is_public=True, kwargs=of_a_feed, is_bound=False),
}
API: Table = {
    "api-boards": (Row(P.BOARD_VIEW), Row(P.BOARD_RUN, methods=POST)),
    "api-board": (seen(of_a_board), run(of_a_board, ("PUT",))),
    "api-board-members": (seen(of_a_board), run(of_a_board)),
    "api-board-member-leave": run(of_a_member),
    "api-board-meetings": run(of_a_board),
    "api-meetings": Row(P.BOARD_VIEW),
    "api-meeting": seen(of_a_meeting),
    "api-meeting-move": run(of_a_meeting),
    "api-meeting-cancel": run(of_a_meeting),
    "api-meeting-publish": run(of_a_meeting),
    "api-meeting-invitations": (seen(of_a_meeting), run(of_a_meeting)),
    "api-invitation-answer": run(of_an_invitation),
    "api-meeting-answer": Row(P.BOARD_VIEW, methods=POST, kwargs=of_a_meeting, reaches=in_the_house),
}
ROWS: Table = BOARDS | API
