"""Who may open the addresses of cases, agenda and opinions."""

from typing import Any

from accounts.permissions import Permission
from tests.access import Kwargs, Row, Table, of_zhang
from tests.mdt.access_boards import in_the_house
from tests.mdt.casework import of_a_case, of_a_meeting
from tests.patients.access import FORM

P = Permission
POST = ("POST",)


def pressed(permission: Permission, kwargs: Kwargs, **more: Any) -> Row:
    """A button."""
    return Row(permission, methods=POST, kwargs=kwargs, **more)


ROWS: Table = {
    "case:new": Row(P.CASE_SUBMIT, methods=FORM, kwargs=of_zhang),
    "case:board": Row(P.BOARD_RUN),
    "case:ask": Row(P.BOARD_RUN, methods=POST),
    "case:detail": Row(P.BOARD_VIEW, kwargs=of_a_case),
    "case:word": Row(P.CASE_SUBMIT, methods=FORM, kwargs=of_a_case),
    "case:withdraw": Row(P.CASE_SUBMIT, methods=FORM, kwargs=of_a_case),
    "case:merge": pressed(P.BOARD_RUN, of_a_case),
    "case:accept": pressed(P.BOARD_RUN, of_a_case),
    "case:lane": pressed(P.BOARD_RUN, of_a_case),
    "case:defer": Row(P.BOARD_RUN, methods=FORM, kwargs=of_a_case),
    "case:opinion": pressed(P.PANEL_OPINION, of_a_case),
    "case:reading": pressed(P.BOARD_VIEW, of_a_case),
    "case:agenda": Row(P.BOARD_RUN, kwargs=of_a_meeting, reaches=in_the_house),
    "case:agenda_build": pressed(P.BOARD_RUN, of_a_meeting, reaches=in_the_house),
    "case:agenda_move": pressed(P.BOARD_RUN, of_a_meeting, reaches=in_the_house),
    "case:agenda_publish": pressed(P.BOARD_RUN, of_a_meeting, reaches=in_the_house),
    "case:prereads": Row(P.PANEL_OPINION),
}
