"""Who may open the addresses of a meeting in session."""

from typing import Any

from accounts.permissions import Permission
from mdt.models import Case
from tests.access import Row, Stage, Table
from tests.mdt.boards import decision
from tests.mdt.live.session import session

P, POST, FORM = Permission, ("POST",), ("GET", "POST")


def a_live_case(stage: Stage) -> Case:
    """The case of 张桂兰 in a meeting in session, the same one each time."""
    found = Case.objects.filter(patient=stage.zhang).first()
    return found or session(stage.people, stage.zhang)


def of_a_live_meeting(stage: Stage) -> dict[str, Any]:
    """Its meeting."""
    return {"meeting_id": a_live_case(stage).meeting_id}


def of_a_live_case(stage: Stage) -> dict[str, Any]:
    """The case below its meeting."""
    return of_a_live_meeting(stage) | {"case_id": a_live_case(stage).id}


def of_a_live_decision(stage: Stage) -> dict[str, Any]:
    """Its first decision."""
    of = a_live_case(stage)
    row = of.decisions.first() or decision(of, stage.people.doctor_wang)
    return of_a_live_case(stage) | {"number": row.number}


ROWS: Table = {
    "live:meeting": Row(P.BOARD_VIEW, kwargs=of_a_live_meeting),
    "live:begin": Row(P.BOARD_RUN, methods=POST, kwargs=of_a_live_meeting),
    "live:case": Row(P.BOARD_VIEW, kwargs=of_a_live_case),
    "live:state": Row(P.BOARD_VIEW, kwargs=of_a_live_case),
    "live:show": Row(P.BOARD_RUN, methods=POST, kwargs=of_a_live_case),
    "live:attendance": Row(P.DECISION_RECORD, methods=POST, kwargs=of_a_live_case),
    "live:guest": Row(P.DECISION_RECORD, methods=FORM, kwargs=of_a_live_case),
    "live:decision": Row(P.DECISION_RECORD, methods=FORM, kwargs=of_a_live_case),
    "live:decision_edit": Row(P.DECISION_RECORD, methods=FORM, kwargs=of_a_live_decision),
    "live:decision_void": Row(P.DECISION_RECORD, methods=FORM, kwargs=of_a_live_decision),
    "live:dissent": Row(P.BOARD_VIEW, methods=FORM, kwargs=of_a_live_case),
    "live:texts": Row(P.DECISION_RECORD, methods=POST, kwargs=of_a_live_case),
    "live:close": Row(P.DECISION_RECORD, methods=FORM, kwargs=of_a_live_case),
}
