"""What people do with an open task before it is settled: take it, hand it on, comment it, put it off."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import Conflict
from accounts.models import User
from worklist.enums import NoteKind, TaskState
from worklist.models import Task, TaskNote
from worklist.ranks import EMERGENCY
from worklist.selectors.todo import assignees_of
from worklist.services.wording import too_far, words_in


@transaction.atomic
def task_take(*, by: User, task: Task, now: datetime) -> Task:
    """The task, owned by the user from now on; taking it twice is taking it once.

    Raises Conflict when it is closed.
    """
    row = _open(task)
    return row if row.owner_id == by.id else _hand(row, by, by, NoteKind.TAKEN, now)


@transaction.atomic
def task_assign(*, by: User, task: Task, to: User, now: datetime) -> Task:
    """The task, owned by `to`; the same owner again changes nothing.

    Raises ValidationError for somebody who does not keep a work list or may not see the patient, Conflict
    when the task is closed.
    """
    row = _open(task)
    if not assignees_of(row.patient).filter(pk=to.pk).exists():
        text = _("This person may not open the patient. Choose one of the list.")
        raise ValidationError({"to": text})
    return row if row.owner_id == to.id else _hand(row, by, to, NoteKind.ASSIGNED, now)


@transaction.atomic
def task_comment(*, by: User, task: Task, text: str, now: datetime) -> TaskNote:
    """The comment; the same words of the same person twice are one. Also on a closed task."""
    words = words_in("text", text, _("Please write something."))
    row = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    same = row.notes.filter(kind=NoteKind.COMMENT, by=by, text=words).first()
    return same or _note(row, by, now, NoteKind.COMMENT, text=words)


@transaction.atomic
def task_postpone(*, by: User, task: Task, until: date, reason: str, today: date, now: datetime) -> Task:
    """The task, out of the way until that day; who, when and why is kept. It stays due on its own day.

    Raises ValidationError for a day that is not ahead or too far, without a reason, and for an emergency;
    Conflict when the task is closed. When its finding says something else, the task is back at once.
    """
    words = words_in("reason", reason, _("Please give a reason."))
    if until <= today:
        raise ValidationError({"until": _("Choose a later day than today.")})
    if problem := too_far(until, today):
        raise ValidationError({"until": problem})
    row = _open(task)
    if row.rank == EMERGENCY:
        raise ValidationError({"until": _("This cannot wait.")})
    if row.wait_until == until and row.notes.filter(by=by, until=until, text=words).exists():
        return row
    row.wait_until = until
    row.save(update_fields=["wait_until"])
    _note(row, by, now, NoteKind.POSTPONED, text=words, until=until)
    return row


def _open(task: Task) -> Task:
    row = Task.objects.select_for_update(of=("self",)).select_related("patient").get(pk=task.pk)
    if row.state != TaskState.OPEN:
        raise Conflict(_("This task is closed already."))
    return row


def _hand(row: Task, by: User, to: User, kind: NoteKind, now: datetime) -> Task:
    row.owner = to
    row.save(update_fields=["owner"])
    _note(row, by, now, kind, to=to)
    return row


def _note(row: Task, by: User, now: datetime, kind: NoteKind, **more: Any) -> TaskNote:
    return TaskNote.objects.create(task=row, kind=kind, by=by, at=now, **more)
