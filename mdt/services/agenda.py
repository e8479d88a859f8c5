"""The agenda of a meeting: proposed in order, changed by people, published."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from guidelines.mdt.agenda import AgendaEntry, Expert, agenda_order, leaves_first_at
from guidelines.mdt.disciplines import Discipline
from mdt.enums import Answer, CaseState, Lane, MeetingState
from mdt.models import Case, Meeting
from mdt.selectors.cases import agenda_of
from mdt.selectors.readiness import seats_of
from mdt.services.held import must_run
from mdt.services.meetings import meeting_publish
from mdt.services.sealing import RENDER
from mdt.services.seeing import case_show_to_board
from worklist.middleware import wake

CHANGEABLE = (MeetingState.PLANNED, MeetingState.OPEN)


@transaction.atomic
def agenda_build(*, by: User, meeting: Meeting) -> list[Case]:
    """The cases in the proposed order: urgent, then those whose experts leave early, then the rest.

    Building it again gives the same order. Raises Conflict when the meeting is over.
    """
    row = _held(by, meeting)
    cases = {str(case.id): case for case in _cases(row)}
    experts = _experts(row)
    order = agenda_order(_entry(key, case, experts) for key, case in cases.items())
    return _numbered([cases[key] for key in order])


@transaction.atomic
def agenda_move(*, by: User, meeting: Meeting, case: Case, place: int) -> list[Case]:
    """The cases with this one at `place`, counted from 1; a place beyond the end is the last one.

    Raises Conflict when the meeting is over or the case has left it.
    """
    row = _held(by, meeting)
    cases = _cases(row)
    moved = next((one for one in cases if one.pk == case.pk), None)
    if moved is None:
        raise Conflict(_("This case is no longer on this meeting's agenda. Reload the page."))
    others = [one for one in cases if one.pk != case.pk]
    at = min(max(place, 1), len(cases)) - 1
    return _numbered([*others[:at], moved, *others[at:]])


@transaction.atomic
def agenda_publish(*, by: User, meeting: Meeting, now: datetime) -> Meeting:
    """The meeting, published: every member is invited and sees its patients; the pre-read is printed.

    Publishing twice is once.

    Raises Conflict when the meeting is cancelled or has begun.
    """
    row = _held(by, meeting)
    for case in _cases(row):
        case_show_to_board(by=by, case=case, today=timezone.localdate(now))
    transaction.on_commit(partial(wake, RENDER))
    return meeting_publish(by=by, meeting=row, now=now)


def _held(by: User, meeting: Meeting) -> Meeting:
    row = Meeting.objects.select_for_update(of=("self",)).select_related("board").get(pk=meeting.pk)
    must_run(by, row.board)
    if row.state not in CHANGEABLE or row.cancelled_at is not None:
        raise Conflict(_("The agenda of this meeting can no longer be changed."))
    return row


def _cases(meeting: Meeting) -> list[Case]:
    return list(agenda_of(meeting).filter(state=CaseState.ACCEPTED))


def _experts(meeting: Meeting) -> list[Expert]:
    """Who comes, with the time they leave; who declined is not counted on."""
    rows = meeting.invitations.filter(withdrawn_at=None).exclude(answer=Answer.DECLINED)
    return [Expert(Discipline(row.discipline), row.leaves_at) for row in rows]


def _entry(key: str, case: Case, experts: list[Expert]) -> AgendaEntry:
    return AgendaEntry(
        key=key,
        urgent=case.lane == Lane.URGENT,
        listed=case.lane == Lane.LISTED,
        leaves_at=leaves_first_at(seats_of(case), experts),
        wanted_by=case.wanted_by,
        submitted_at=case.submitted_at,
    )


def _numbered(cases: list[Case]) -> list[Case]:
    """The cases with places from 1; only those whose place changed are written."""
    changed = []
    for place, case in enumerate(cases, 1):
        if case.place != place:
            case.place, case.version = place, case.version + 1
            changed.append(case)
    if changed:
        Case.objects.bulk_update(changed, ["place", "version"])
    return cases
