"""A decision becomes a course, an examination or a task when a person confirms it: nothing happens by itself.

A second click finds it confirmed and changes nothing.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission, can
from accounts.vocabulary import say
from bonetherapy.models import Course
from bonetherapy.models.courses import OPEN_STATES
from bonetherapy.services.courses import course_start
from bonetherapy.specs import CourseSpec
from guidelines.mdt.decisions import DecisionType
from imaging.models import ImagingSlot
from imaging.services import slot_order
from mdt.models import Decision
from mdt.selectors.followed import followed, is_unconfirmed
from mdt.selectors.proposals import course_proposal
from mdt.selectors.proposed import proposed_slot
from mdt.services.outcomes import decision_held, written
from patients.services.writing import must
from worklist.enums import TaskKind
from worklist.models import Task
from worklist.services import task_open


@transaction.atomic
def decision_confirm_course(
    *, by: User, decision: Decision, spec: CourseSpec, today: date, now: datetime
) -> Decision:
    """The decision with the course it became, written by the service of every course with all its checks.

    Raises what `course_start` raises; Conflict when it was confirmed otherwise or proposes no course.
    """
    must(by, Permission.COURSE_PRESCRIBE)
    row = decision_held(decision)
    if row.course_id is not None and row.confirmed_at is not None:
        return row
    if course_proposal(row) is None or not is_unconfirmed(row):
        raise Conflict(_("This decision has no course to confirm any more."))
    course = course_start(by=by, patient=row.case.patient, spec=spec, today=today)
    return written(row, course=course, confirmed_at=now, confirmed_by=by)


@transaction.atomic
def decision_confirm(*, by: User, decision: Decision, today: date, now: datetime) -> Decision:
    """The decision as an ordered examination of the calendar, or as a task of its owner.

    A slot that fits is taken, and ordered by who may order; a drug that runs already is followed; everything
    else is a task. Raises Conflict for a course, which has to be checked first.
    """
    must(by, Permission.OUTCOME_RECORD)
    row = decision_held(decision)
    if row.confirmed_at is not None:
        return row
    if course_proposal(row) is not None:
        raise Conflict(_("A course is confirmed on a page of its own, where dose and dates are checked."))
    slot = proposed_slot(row)
    if slot is not None:
        return _as_slot(by, row, slot, today, now)
    task = _task(by, row)
    return written(row, task=task, course=_running(row), confirmed_at=now, confirmed_by=by)


def _as_slot(by: User, row: Decision, slot: ImagingSlot, today: date, now: datetime) -> Decision:
    if slot.ordered_on is None and can(by, Permission.SCAN_ARRANGE):
        slot = slot_order(by=by, slot=slot, on=today, today=today)
    return written(row, slot=slot, confirmed_at=now, confirmed_by=by)


def _task(by: User, row: Decision) -> Task:
    of = DecisionType(row.type)
    words = row.text.strip() or say(of.label)
    return task_open(
        key=f"decision:{row.id}",
        kind=TaskKind.BOARD_DECISION,
        patient=row.case.patient,
        role=Role(row.owner.role) if row.owner else Role.COORDINATOR,
        due_on=row.due_on or followed().get(pk=row.pk).asked_on,
        by=by,
        owner=row.owner,
        subject_id=row.id,
        rule_id=row.rule_id[:12],
        text=words,
    )


RUNNING = frozenset({DecisionType.BMA_HOLD, DecisionType.BMA_STOP, DecisionType.BMA_EXTEND})


def _running(row: Decision) -> Course | None:
    """The open course that a hold, a stop or a longer interval is about."""
    if row.type not in RUNNING:
        return None
    return row.case.patient.courses.filter(state__in=OPEN_STATES).first()
