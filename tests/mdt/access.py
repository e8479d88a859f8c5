"""Who may open the addresses of the multidisciplinary team."""

from accounts.permissions import Permission
from mdt.sheets import SHEETS
from tests.access import Kwargs, Row, Table, of_zhang
from tests.mdt.casework import of_a_case, of_a_meeting
from tests.patients.access import FORM, sheet_rows

P = Permission
POST = ("POST",)


def pressed(permission: Permission, kwargs: Kwargs, *, is_of_hospital: bool = False) -> Row:
    """A button."""
    return Row(permission, methods=POST, kwargs=kwargs, is_of_hospital=is_of_hospital)


SHEET_ROWS: Table = {name: row for sheet in SHEETS for name, row in sheet_rows(sheet).items()}
CASES: Table = {
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
    "case:agenda": Row(P.BOARD_RUN, kwargs=of_a_meeting, is_of_hospital=True),
    "case:agenda_build": pressed(P.BOARD_RUN, of_a_meeting, is_of_hospital=True),
    "case:agenda_move": pressed(P.BOARD_RUN, of_a_meeting, is_of_hospital=True),
    "case:agenda_publish": pressed(P.BOARD_RUN, of_a_meeting, is_of_hospital=True),
    "case:prereads": Row(P.PANEL_OPINION),
}
ROWS: Table = SHEET_ROWS | CASES
