"""Who of a board may see the patient of a case, and until when.

The members get access with the acceptance, the chair at once with an urgent case. It lasts 30 days beyond
the meeting, so that what was decided can be followed; a withdrawn case ends it. Of a case from
another hospital it ends on the day of the referral.
"""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from mdt.enums import CaseState
from mdt.models import BoardReferral, Case, Meeting
from mdt.selectors.boards import seats_of
from patients.enums import AccessReason
from patients.services.lent_access import access_lend, access_take_back

AFTER_MEETING = timedelta(days=30)


def case_show_to_board(*, by: User, case: Case, today: date) -> int:
    """Let members, chair, coordinator and the invited see the patient; how many rows were written."""
    people = list(User.objects.filter(id__in=_people(case)))
    return _show(by, case, people, today)


def case_show_to_chair(*, case: Case, today: date) -> int:
    """Let the chair see the patient of an urgent case at once."""
    return _show(case.submitted_by, case, [case.board.chair], today)


def case_hide_from_board(*, case: Case, today: date) -> int:
    """Take the access back from all who neither discuss the patient elsewhere nor follow what was decided."""
    lost = _people(case) - _still_needed(case, today)
    return access_take_back(patient=case.patient, user_ids=lost, reason=AccessReason.BOARD)


def meeting_hide_from(*, meeting: Meeting, user_id: UUID, today: date) -> int:
    """Take the access to the patients of an agenda back from somebody who is no longer expected there."""
    cases = meeting.cases.filter(state=CaseState.ACCEPTED).select_related("patient", "board", "meeting")
    gone = [case for case in cases if user_id not in _people(case) | _still_needed(case, today)]
    reason = AccessReason.BOARD
    return sum(access_take_back(patient=case.patient, user_ids={user_id}, reason=reason) for case in gone)


def _show(by: User | None, case: Case, people: Collection[User], today: date) -> int:
    until = _until(case, today)
    return access_lend(by=by, patient=case.patient, users=people, until=until, reason=AccessReason.BOARD)


def _until(case: Case, today: date) -> date:
    held_on = today if case.meeting is None else timezone.localdate(case.meeting.starts_at)
    last = max(held_on, today) + AFTER_MEETING
    referral = BoardReferral.objects.filter(case=case).first()
    return min(last, referral.until) if referral else last


def _people(case: Case) -> set[UUID]:
    return seats_of(case.board) | _invited(case)


def _invited(case: Case) -> set[UUID]:
    """Who sent a case from another hospital takes part for it, and sees no other patient of that agenda."""
    if case.meeting is None:
        return set()
    houses = {case.board.hospital_id, case.patient.hospital_id}
    rows = case.meeting.invitations.filter(withdrawn_at=None, user__hospital__in=houses)
    return set(rows.values_list("user_id", flat=True))


def _still_needed(case: Case, today: date) -> set[UUID]:
    followed = Q(state=CaseState.CLOSED, meeting__starts_at__date__gte=today - AFTER_MEETING)
    cases = Case.objects.filter(Q(state=CaseState.ACCEPTED) | followed, patient=case.patient)
    others = cases.exclude(pk=case.pk)
    return set[UUID]().union(
        *(_people(other) for other in others.select_related("board", "meeting", "patient"))
    )
