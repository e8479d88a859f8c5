"""Missing items of a case become tasks of their owners, and close by themselves when the item arrives."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import User
from guidelines.assessment.assess import Assessment
from guidelines.mdt.dataset import CaseItem
from mdt.models import Case
from mdt.models.cases import UNDER_WAY
from mdt.selectors.readiness import Standing, item_key, missing_of, standings_of
from mdt.services.casework import ITEM_CLOSED
from mdt.services.held import must_run
from worklist.enums import TaskKind, TaskState
from worklist.models import Task

ARRIVED = _("It is on record now.")


@transaction.atomic
def owners_ask(*, by: User, cases: Collection[Case], now: datetime) -> int:
    """Ask the owners of everything these cases lack; how many tasks are new, once per case and item.

    An item whose task somebody settled with words is not asked for again. Raises PermissionDenied when the
    user does not handle the cases of one of the boards.
    """
    for board in {case.board for case in cases}:
        must_run(by, board)
    today = timezone.localdate(now)
    wanted = [task for standing in standings_of(cases, now, today) for task in _tasks(standing, by, today)]
    before = Task.objects.filter(key__in=[task.key for task in wanted])
    said = set(before.exclude(closed_by=None, state=TaskState.DONE).values_list("key", flat=True))
    new = [task for task in wanted if task.key not in said]
    Task.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def items_settle(assessments: Mapping[UUID, Assessment], now: datetime) -> int:
    """Close the questions whose answer is on record by now, or whose case is over; how many."""
    open_tasks = list(
        Task.objects.filter(
            patient__in=assessments.keys(), kind=TaskKind.CASE_ITEM, state=TaskState.OPEN
        ).select_for_update(of=("self",))
    )
    if not open_tasks:
        return 0
    cases = Case.objects.filter(id__in={task.subject_id for task in open_tasks}).select_related("patient")
    return _close(open_tasks, list(cases), now)


def question_tasks_close(*, case: Case, now: datetime) -> int:
    """Close what the words of the case itself answer: its question, the patient's wish."""
    told = {CaseItem.QUESTION: case.question, CaseItem.WISH: case.patient_wish}
    keys = [item_key(case, item) for item, words in told.items() if words.strip()]
    rows = Task.objects.filter(key__in=keys, state=TaskState.OPEN)
    return rows.update(state=TaskState.DONE, closed_at=now, evidence=str(ARRIVED))


def _tasks(standing: Standing, by: User, today: date) -> Iterable[Task]:
    case, patient = standing.case, standing.case.patient
    due_on = today if standing.deadline is None else max(timezone.localdate(standing.deadline), today)
    for gap in standing.wanted:
        yield Task(
            key=item_key(case, gap.item),
            kind=TaskKind.CASE_ITEM,
            patient=patient,
            department_id=patient.department_id,
            role=gap.role,
            owner_id=patient.responsible_doctor_id if gap.role == Role.ONCOLOGIST else None,
            subject_id=case.id,
            message={"zh": gap.item.zh, "en": gap.item.en},
            due_on=due_on,
            opened_by=by,
        )


def _close(tasks: list[Task], cases: list[Case], now: datetime) -> int:
    under_way = [case for case in cases if case.state in UNDER_WAY]
    missing = missing_of(under_way, timezone.localdate(now))
    lacking = {item_key(case, item) for case in under_way for item in missing[case.id]}
    standing = {case.id for case in under_way}
    settled = [task for task in tasks if task.key not in lacking]
    for task in settled:
        told = ARRIVED if task.subject_id in standing else ITEM_CLOSED
        task.state, task.closed_at, task.evidence = TaskState.DONE, now, str(told)
    return Task.objects.bulk_update(settled, ["state", "closed_at", "evidence"]) if settled else 0
