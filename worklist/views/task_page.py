"""One task with everything a person can do with it; each form has its own address, all share this page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from accounts import audit, clock
from accounts.permissions import Permission, SignedInRequest, can
from worklist.codes import is_answerable
from worklist.enums import TaskKind, TaskState
from worklist.forms import AssignForm, CommentForm, PostponeForm, SettleForm
from worklist.models import Task
from worklist.ranks import EMERGENCY
from worklist.rows import task_rows
from worklist.selectors.todo import calls_of, notes_of


def task_page(request: SignedInRequest, task: Task, **forms: Any) -> HttpResponse:
    """The page; `forms` are those that were filled in wrongly, by the name the page knows them by."""
    audit.record(request=request, patient_id=task.patient_id, subject="task")
    today = clock.today()
    row = task_rows(request.user, [task], today)[0]
    context = {
        "task": task,
        "row": row,
        "entry": row.about.row if row.about else None,
        "is_open": task.state == TaskState.OPEN,
        "takes_words": task.kind != TaskKind.FINDING or is_answerable(task.code),
        "may_call": can(request.user, Permission.CONTACT_LOG),
        "can_wait": task.rank != EMERGENCY,
        "notes": notes_of(task),
        "calls": calls_of(task),
        "today": today,
        **_forms(task),
        **forms,
    }
    return render(request, "worklist/task.html", context, status=422 if forms else 200)


def _forms(task: Task) -> dict[str, Any]:
    return {
        "settle_form": SettleForm(),
        "comment_form": CommentForm(),
        "postpone_form": PostponeForm(),
        "assign_form": AssignForm(patient=task.patient),
    }
