"""Who may open the addresses of follow-through and referrals."""

from typing import Any

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import Permission
from mdt.enums import CaseState
from mdt.models import Board, BoardReferral, Case, Decision
from tests.access import Row, Stage, Table, of_zhang
from tests.cast import TODAY, person
from tests.mdt import boards
from tests.mdt.following.board_day import MET_ON, at, concluded, start_denosumab
from tests.patients.access import FORM


def a_decision(stage: Stage) -> Decision:
    """The board of Hospital East wants denosumab for 张桂兰, written once."""
    standing = Decision.objects.filter(case__patient=stage.zhang).first()
    if standing is not None:
        return standing
    case = concluded(stage.people, stage.zhang)
    return start_denosumab(case, stage.people.doctor_wang)


def of_a_decision(stage: Stage) -> dict[str, Any]:
    """That decision."""
    return {"decision_id": a_decision(stage).id}


def a_referral(stage: Stage) -> BoardReferral:
    """张桂兰 at a board of Hospital West, whose only person is nobody of the cast; written once."""
    standing = BoardReferral.objects.filter(case__patient=stage.zhang).first()
    if standing is not None:
        return standing
    fang = User.objects.filter(username="fang").first() or person(
        "fang", "方静", Role.COORDINATOR, stage.people.oncology_west
    )
    board = Board.objects.create(
        hospital=stage.people.west, name="区域骨转移中心", chair=fang, coordinator=fang
    )
    case = boards.case(board, stage.zhang, stage.people.doctor_wang)
    return BoardReferral.objects.create(
        case=case,
        from_hospital=stage.people.east,
        reason="本院诊断不明",
        until=TODAY.replace(year=2099),
        referred_by=stage.people.doctor_wang,
    )


def of_a_referral(stage: Stage) -> dict[str, Any]:
    """That referral."""
    return {"referral_id": a_referral(stage).id}


def concluded_elsewhere(referral: BoardReferral) -> Case:
    """The other board concluded it."""
    Case.objects.filter(pk=referral.case_id).update(
        state=CaseState.CLOSED,
        closed_at=at(MET_ON),
        closed_by=referral.case.board.chair,
        conclusion="活检 T8。",
    )
    referral.case.refresh_from_db()
    return referral.case


P, POST = Permission, ("POST",)
ROWS: Table = {
    "following:board": Row(P.BOARD_VIEW),
    "following:decision": Row(P.BOARD_VIEW, kwargs=of_a_decision),
    "following:course": Row(P.COURSE_PRESCRIBE, methods=FORM, kwargs=of_a_decision),
    "following:confirm": Row(P.OUTCOME_RECORD, methods=POST, kwargs=of_a_decision),
    "following:answer": Row(P.OUTCOME_RECORD, methods=POST, kwargs=of_a_decision),
    "following:refer": Row(P.CASE_REFER, methods=FORM, kwargs=of_zhang),
    "following:referrals": Row(P.BOARD_VIEW),
    "following:referral": Row(P.BOARD_VIEW, kwargs=of_a_referral),
    "following:accept": Row(P.BOARD_RUN, methods=POST, kwargs=of_a_referral),
    "following:end": Row(P.BOARD_RUN, methods=POST, kwargs=of_a_referral),
}
