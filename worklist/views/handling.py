"""What people do with a task before it is settled: one POST each, back to the page of the task."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import clock
from accounts.errors import Conflict
from accounts.permissions import Permission, SignedInRequest, requires
from worklist import services
from worklist.forms import AssignForm, CommentForm, PostponeForm
from worklist.models import Task
from worklist.selectors.todo import task_of
from worklist.views.task_page import task_page

Step = Callable[[dict[str, Any]], object]


@require_POST
@requires(Permission.WORKLIST_VIEW)
def task_take(request: SignedInRequest, task_id: UUID) -> HttpResponse:
    """The user does it."""
    task = _task(request, task_id)
    try:
        services.task_take(by=request.user, task=task, now=clock.now())
    except Conflict:
        messages.error(request, _("Somebody else has closed this task in the meantime."))
    else:
        messages.success(request, _("The task is yours."))
    return redirect("worklist:task_settle", task.id)


@require_POST
@requires(Permission.WORKLIST_VIEW)
def task_assign(request: SignedInRequest, task_id: UUID) -> HttpResponse:
    """Somebody else does it."""
    task = _task(request, task_id)
    form = AssignForm(request.POST, patient=task.patient)
    return _step(
        request,
        task,
        "assign_form",
        form,
        lambda data: services.task_assign(by=request.user, task=task, to=data["to"], now=clock.now()),
    )


@require_POST
@requires(Permission.WORKLIST_VIEW)
def task_comment(request: SignedInRequest, task_id: UUID) -> HttpResponse:
    """Words about it."""
    task = _task(request, task_id)
    return _step(
        request,
        task,
        "comment_form",
        CommentForm(request.POST),
        lambda data: services.task_comment(by=request.user, task=task, text=data["text"], now=clock.now()),
    )


@require_POST
@requires(Permission.WORKLIST_VIEW)
def task_postpone(request: SignedInRequest, task_id: UUID) -> HttpResponse:
    """Later, with the reason."""
    task = _task(request, task_id)
    return _step(
        request,
        task,
        "postpone_form",
        PostponeForm(request.POST),
        lambda data: services.task_postpone(
            by=request.user, task=task, **data, today=clock.today(), now=clock.now()
        ),
    )


def _task(request: SignedInRequest, task_id: UUID) -> Task:
    return get_object_or_404(task_of(request.user), id=task_id)


def _step(request: SignedInRequest, task: Task, name: str, form: forms.Form, step: Step) -> HttpResponse:
    """Do it when the form is right; else the page again with what to change."""
    if form.is_valid():
        try:
            step(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        except Conflict:
            form.add_error(None, _("Somebody else has closed this task in the meantime."))
        else:
            messages.success(request, _("Saved."))
            return redirect("worklist:task_settle", task.id)
    return task_page(request, task, **{name: form})
