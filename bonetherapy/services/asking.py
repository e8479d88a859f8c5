"""Asking somebody to do something about a patient: a doctor's task belongs to the responsible doctor."""

from datetime import date
from uuid import UUID

from accounts.enums import Role
from accounts.models import User
from guidelines.terms import Text
from patients.models import Patient
from worklist.enums import TaskKind
from worklist.models import Task
from worklist.services.todo import task_open


def ask(
    *,
    key: str,
    kind: TaskKind,
    patient: Patient,
    role: Role,
    due_on: date,
    by: User,
    subject_id: UUID,
    rule_id: str = "",
    text: str = "",
    message: Text | None = None,
) -> Task:
    """The open task of this key; without a responsible doctor it is for any of the department."""
    return task_open(
        key=key,
        kind=kind,
        patient=patient,
        role=role,
        owner=patient.responsible_doctor if role == Role.ONCOLOGIST else None,
        due_on=due_on,
        by=by,
        subject_id=subject_id,
        rule_id=rule_id,
        text=text,
        message=message,
    )
