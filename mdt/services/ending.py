"""A case that is not discussed after all: withdrawn, or merged into another one of the same patient."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from mdt.enums import CaseState, Lane
from mdt.models import Case
from mdt.services import casework
from mdt.services.alarms import chairs_tell
from mdt.services.held import must_run
from patients.services.writing import locked, must, refuse

LONGEST_REASON = 200


@transaction.atomic
def case_withdraw(*, by: User, case: Case, reason: str, now: datetime) -> Case:
    """The case, taken back with a reason by who submitted it or by the board; members lose their access.

    Raises ValidationError without a reason, Conflict when it was concluded; withdrawing twice is once.
    """
    must(by, Permission.CASE_SUBMIT)
    locked(case.patient_id)
    row = casework.held_row(case)
    if row.submitted_by_id != by.id:
        must_run(by, row.board)
    refuse({"reason": casework.bad_words(reason, LONGEST_REASON, _("Please give a reason."))})
    if row.state == CaseState.WITHDRAWN:
        return row
    casework.must_be_under_way(row)
    return casework.ended(row, now, state=CaseState.WITHDRAWN, ended_by=by, ended_reason=reason.strip())


@transaction.atomic
def case_merge(*, by: User, case: Case, into: Case, now: datetime) -> Case:
    """The case `into`, with the question of `case`; that one ends. Merging twice is merging once.

    Raises ValidationError for cases of two patients or one and the same, Conflict when one is concluded.
    """
    locked(case.patient_id)
    row, kept = casework.held_row(case), casework.held_row(into)
    must_run(by, row.board)
    must_run(by, kept.board)
    refuse({"into": _not_mergeable(row, kept)})
    if row.state == CaseState.MERGED and row.merged_into_id == kept.pk:
        return kept
    casework.must_be_under_way(row)
    casework.must_be_under_way(kept)
    casework.ended(row, now, state=CaseState.MERGED, merged_into=kept, ended_by=by)
    return _taken_over(kept, row, now)


def _not_mergeable(case: Case, into: Case) -> object:
    if case.pk == into.pk:
        return _("Please choose two different cases.")
    return _("These cases are of two patients.") if case.patient_id != into.patient_id else None


def _taken_over(kept: Case, gone: Case, now: datetime) -> Case:
    """What the ended case asked is asked by the other one; an alarm goes with it.

    A proposal that takes over the question of a person is from then on that person's.
    """
    is_new_alarm = gone.lane == Lane.URGENT and kept.lane != Lane.URGENT
    mine = kept if kept.submitted_by_id else gone
    is_asked = mine.submitted_by_id is not None and kept.state == CaseState.PROPOSED
    row = casework.written(
        kept,
        question=casework.both(kept.question, gone.question),
        patient_wish=casework.both(kept.patient_wish, gone.patient_wish),
        lane=Lane.URGENT if is_new_alarm else kept.lane,
        submitted_by=mine.submitted_by,
        submitted_at=mine.submitted_at,
        state=CaseState.SUBMITTED if is_asked else kept.state,
    )
    if is_new_alarm:
        chairs_tell(cases=[row], now=now)
    return row
