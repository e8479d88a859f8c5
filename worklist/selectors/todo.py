"""Open tasks: mine, my department's, one patient's; narrowed and the worst first."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Q, QuerySet

from accounts import clock
from accounts.models import User
from accounts.permissions import ALLOWED, Permission
from guidelines.assessment.codes import Code
from patients.models import Patient
from patients.selectors import visible_to
from worklist.enums import TaskKind, TaskState
from worklist.models import ContactLog, Task, TaskNote

WORST_FIRST = ("rank", "due_on", "id")
EARLIEST_FIRST = ("due_on", "rank", "id")
WEEK = timedelta(days=7)
KEEPS_A_LIST = [role for role, may in ALLOWED.items() if Permission.WORKLIST_VIEW in may]


class Due(StrEnum):
    """Which days a list shows; what was put off is shown only when it is asked for."""

    ANY = ""
    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    PUT_OFF = "put_off"


@dataclass(frozen=True, slots=True)
class TaskFilters:
    """How a list is narrowed and ordered. `what` is a finding code or a kind of task; empty: everything.

    `by_day`: the earliest due day first, else the worst first.
    """

    everybody: bool = False
    what: str = ""
    severity: str = ""
    due: Due = Due.ANY
    by_day: bool = False


def task_list(*, user: User, filters: TaskFilters, today: date) -> QuerySet[Task]:
    """The user's list, the worst first or the earliest due first."""
    rows = department_tasks(user) if filters.everybody else my_tasks(user)
    if filters.by_day:
        rows = rows.order_by(*EARLIEST_FIRST)
    return rows.filter(_what(filters.what), _severity(filters.severity), _due(filters.due, today))


def my_tasks(user: User) -> QuerySet[Task]:
    """Open tasks of the user, and those of the user's role in the department that nobody has taken."""
    role = Q(owner=None, role=user.role, department_id=user.department_id)
    return _open(user).filter(Q(owner=user) | role)


def department_tasks(user: User) -> QuerySet[Task]:
    """Open tasks about every patient the user may see."""
    return _open(user)


def patient_tasks(patient: Patient, today: date) -> QuerySet[Task]:
    """The patient's open tasks that are not put off, the worst first, without data flags (`flag_tasks`)."""
    rows = Task.objects.filter(_due(Due.ANY, today), patient=patient, state=TaskState.OPEN)
    return rows.exclude(code=Code.DATA_FLAG).select_related("owner", "patient").order_by(*WORST_FIRST)


def flag_tasks(patient: Patient) -> QuerySet[Task]:
    """Doubts about the patient's data: open ones, and those a person confirmed."""
    rows = Task.objects.filter(patient=patient, code=Code.DATA_FLAG, kind=TaskKind.FINDING)
    kept = Q(state=TaskState.OPEN) | Q(state=TaskState.DONE, closed_by__isnull=False)
    return (
        rows.filter(kept)
        .select_related("closed_by", "owner", "patient")
        .order_by("-state", "subject", "-closed_at")
    )


def task_of(user: User) -> QuerySet[Task]:
    """Tasks the user may open, in every state."""
    return Task.objects.filter(patient__in=visible_to(user)).select_related("patient", "owner")


def notes_of(task: Task) -> QuerySet[TaskNote]:
    """What people did with the task, newest first."""
    return task.notes.select_related("by", "to").order_by("-at")


def calls_of(task: Task) -> QuerySet[ContactLog]:
    """Attempts to reach somebody about this task, newest first."""
    return ContactLog.objects.filter(subject_id=task.id).select_related("by", "contact").order_by("-at")


def assignees_of(patient: Patient) -> QuerySet[User]:
    """Who can be given a task about the patient: those of department and care team with a work list."""
    team = patient.care_team.filter(Q(until=None) | Q(until__gte=clock.today())).values("user_id")
    near = Q(department_id=patient.department_id) | Q(pk__in=team)
    return User.objects.filter(near, is_active=True, role__in=KEEPS_A_LIST).order_by("role", "name")


def _open(user: User) -> QuerySet[Task]:
    return task_of(user).filter(state=TaskState.OPEN).order_by(*WORST_FIRST)


def _what(what: str) -> Q:
    if what in Code.__members__:
        return Q(code=what)
    return Q(kind=what) if what else Q()


def _severity(severity: str) -> Q:
    return Q(severity=severity) if severity else Q()


def _due(due: Due, today: date) -> Q:
    if due is Due.PUT_OFF:
        return Q(wait_until__gt=today)
    now = Q(wait_until=None) | Q(wait_until__lte=today)
    return (
        now
        & {
            Due.ANY: Q(),
            Due.OVERDUE: Q(due_on__lt=today, is_dated=True),
            Due.TODAY: Q(due_on__lte=today),
            Due.WEEK: Q(due_on__lte=today + WEEK),
        }[due]
    )
