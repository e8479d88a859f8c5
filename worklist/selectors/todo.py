"""Open tasks: mine, my department's, one patient's."""

from django.db.models import Q, QuerySet

from accounts.models import User
from patients.models import Patient
from patients.selectors import visible_to
from worklist.enums import TaskState
from worklist.models import Task


def my_tasks(user: User) -> QuerySet[Task]:
    """Open tasks of the user, and those of the user's role in the department that nobody has taken."""
    role = Q(owner=None, role=user.role, department_id=user.department_id)
    return _open(user).filter(Q(owner=user) | role)


def department_tasks(user: User) -> QuerySet[Task]:
    """Open tasks about every patient the user may see."""
    return _open(user)


def patient_tasks(patient: Patient) -> QuerySet[Task]:
    """The patient's open tasks, by due date."""
    rows = Task.objects.filter(patient=patient, state=TaskState.OPEN).select_related("owner")
    return rows.order_by("due_on", "id")


def task_of(user: User) -> QuerySet[Task]:
    """Tasks the user may open, in every state."""
    return Task.objects.filter(patient__in=visible_to(user)).select_related("patient", "owner")


def _open(user: User) -> QuerySet[Task]:
    return task_of(user).filter(state=TaskState.OPEN).order_by("due_on", "id")
