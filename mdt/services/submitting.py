"""A question for the board: submitted, joined to a case that is under way, worded anew."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from mdt.enums import CaseState, Lane
from mdt.models import Board, Case, Meeting
from mdt.models.cases import UNDER_WAY
from mdt.selectors.boards import handles
from mdt.services import casework
from mdt.services.alarms import chairs_tell
from mdt.services.asking import question_tasks_close
from mdt.specs.cases import CaseSpec, QuestionSpec
from patients.models import Patient
from patients.services.writing import locked, must, refuse

LONGEST_QUESTION = 2000


class UnderWay(Conflict):
    """The board has a case of this patient already; `case` is the one to open or to join."""

    def __init__(self, case: Case) -> None:
        self.case = case
        super().__init__("a case of this patient is under way")


@transaction.atomic
def case_submit(
    *,
    by: User,
    patient: Patient,
    board: Board,
    spec: CaseSpec,
    now: datetime,
    meeting: Meeting | None = None,
) -> Case:
    """The submitted case. A proposal of the rules becomes it; the same question twice is one case.

    Without a meeting the board chooses one when it accepts the case.

    Raises ValidationError without a question, for a board of another hospital and a meeting that is over;
    UnderWay when a case is under way and the question does not join it.
    """
    must(by, Permission.CASE_SUBMIT)
    row = locked(patient.id)
    refuse(_problems(spec, row, board) | {"meeting": casework.wrong_meeting(meeting, board, now)})
    case = _under_way(row, board)
    if case is None or case.state == CaseState.PROPOSED:
        return _submitted(case or Case(patient=row, board=board), by, spec, meeting, now)
    if case.question == spec.question.strip() and case.submitted_by_id == by.id:
        return case
    if not spec.joins:
        raise UnderWay(case)
    return _joined(case, spec, now)


@transaction.atomic
def case_word(*, by: User, case: Case, spec: QuestionSpec, now: datetime) -> Case:
    """The case with another question and wish, by who submitted it or by the board.

    Raises ValidationError without a question; Conflict when it is concluded, or when somebody else has
    written since `spec.version` was shown.
    """
    must(by, Permission.CASE_SUBMIT)
    locked(case.patient_id)
    row = casework.held_row(case)
    if row.submitted_by_id != by.id and not handles(by, row.board):
        raise PermissionDenied
    casework.must_be_under_way(row)
    refuse(_word_problems(spec.question, spec.patient_wish))
    words = {"question": spec.question.strip(), "patient_wish": spec.patient_wish.strip()}
    if all(getattr(row, name) == value for name, value in words.items()):
        return row
    if row.version != spec.version:
        raise Conflict(_("Somebody else has changed this case meanwhile. Reload the page."))
    row = casework.written(row, **words)
    question_tasks_close(case=row, now=now)
    return row


def _problems(spec: CaseSpec, patient: Patient, board: Board) -> dict[str, object]:
    away = board.hospital_id != patient.hospital_id or not board.is_active
    return _word_problems(spec.question, spec.patient_wish) | {
        "board": _("This board does not take cases of this hospital.") if away else None,
    }


def _word_problems(question: str, wish: str) -> dict[str, object]:
    missing = _("Please write the question.")
    return {
        "question": casework.bad_words(question, LONGEST_QUESTION, missing),
        "patient_wish": casework.too_long(wish, LONGEST_QUESTION),
    }


def _under_way(patient: Patient, board: Board) -> Case | None:
    rows = Case.objects.select_for_update(of=("self",)).select_related("board__chair", "patient")
    return rows.filter(patient=patient, board=board, state__in=UNDER_WAY).first()


def _submitted(case: Case, by: User, spec: CaseSpec, meeting: Meeting | None, now: datetime) -> Case:
    case.question, case.patient_wish = spec.question.strip(), spec.patient_wish.strip()
    case.lane, case.meeting = spec.lane or case.lane, meeting or case.meeting
    case.state, case.submitted_by, case.submitted_at = CaseState.SUBMITTED, by, now
    case.version += 1
    case.save()
    if case.lane == Lane.URGENT:
        chairs_tell(cases=[case], now=now)
    question_tasks_close(case=case, now=now)
    return case


def _joined(case: Case, spec: CaseSpec, now: datetime) -> Case:
    is_new_alarm = spec.lane == Lane.URGENT and case.lane != Lane.URGENT
    row = casework.written(
        case,
        question=casework.both(case.question, spec.question),
        patient_wish=casework.both(case.patient_wish, spec.patient_wish),
        lane=Lane.URGENT if is_new_alarm else case.lane,
    )
    if is_new_alarm:
        chairs_tell(cases=[row], now=now)
    return row
