"""Tasks: opened once per key, settled by a person with evidence or by a fact."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission, can
from guidelines.terms import Text
from patients.models import Patient
from worklist.codes import WAIVABLE, is_answerable
from worklist.enums import TaskKind, TaskState
from worklist.models import Task
from worklist.services.wording import words_in


def task_open(
    *,
    key: str,
    kind: TaskKind,
    patient: Patient,
    role: Role,
    due_on: date,
    by: User | None = None,
    owner: User | None = None,
    subject_id: UUID | None = None,
    rule_id: str = "",
    text: str = "",
    message: Text | None = None,
    code: str = "",
) -> Task:
    """The open task of this key, created unless it is there already. `by` None: a rule opened it.

    `message` is a sentence in both languages, `text` the words of a person. `code` names the finding whose
    work this task asks for: while it is open the finding shows no task.
    """
    task, _created = Task.objects.get_or_create(
        key=key,
        state=TaskState.OPEN,
        defaults={
            "kind": kind,
            "patient": patient,
            "department_id": patient.department_id,
            "role": role,
            "due_on": due_on,
            "opened_by": by,
            "owner": owner,
            "subject_id": subject_id,
            "rule_id": rule_id,
            "text": text[:300],
            "message": {"zh": message.zh, "en": message.en} if message else {},
            "code": code,
        },
    )
    return task


@transaction.atomic
def task_settle(*, by: User, task: Task, evidence: str, now: datetime) -> Task:
    """Close a task with what settled it; the same answer twice is one.

    Raises ValidationError without words, and for a finding that no words end: it closes itself when the
    record says so. Raises Conflict when somebody else closed it, or closed it otherwise.
    """
    words = words_in("evidence", evidence, _("Say what settled it, for example the result or who was told."))
    row = Task.objects.select_for_update().get(pk=task.pk)
    if row.state == TaskState.DONE and row.closed_by_id == by.id and row.evidence == words:
        return row
    _check_settling(by, row)
    if row.state != TaskState.OPEN:
        raise Conflict
    row.state, row.closed_at, row.closed_by, row.evidence = TaskState.DONE, now, by, words
    row.save(update_fields=["state", "closed_at", "closed_by", "evidence"])
    return row


def _check_settling(by: User, task: Task) -> None:
    if task.kind != TaskKind.FINDING:
        return
    if not is_answerable(task.code):
        text = _("Words do not end this finding: it closes itself when the record says that it is done.")
        raise ValidationError({"evidence": text})
    if task.code in WAIVABLE and not can(by, Permission.STOP_OVERRIDE):
        text = _("Only an oncologist gives up an examination (IMG-10).")
        raise ValidationError({"evidence": text})


def tasks_close_by_fact(
    *,
    patient: Patient,
    kinds: Collection[TaskKind],
    evidence: str,
    now: datetime,
    by: User | None = None,
    subject_id: UUID | None = None,
) -> int:
    """Close the patient's open tasks of these kinds, all or those about one subject; how many."""
    rows = Task.objects.filter(patient=patient, kind__in=kinds, state=TaskState.OPEN)
    if subject_id is not None:
        rows = rows.filter(subject_id=subject_id)
    return rows.update(state=TaskState.DONE, closed_at=now, closed_by=by, evidence=evidence[:300])
