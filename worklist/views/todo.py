"""Tasks: the list, and settling one."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import audit, clock
from accounts.errors import Conflict
from accounts.permissions import Permission, SignedInRequest, requires
from worklist import services
from worklist.forms import SettleForm
from worklist.models import Task
from worklist.selectors.todo import department_tasks, my_tasks, task_of

PAGE = 50


@require_safe
@requires(Permission.WORKLIST_VIEW)
def tasks_page(request: SignedInRequest) -> HttpResponse:
    """My open tasks, or with `?show=department` all I may see."""
    show_all = request.GET.get("show") == "department"
    rows = department_tasks(request.user) if show_all else my_tasks(request.user)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "show_all": show_all, "today": clock.today()}
    return render(request, "worklist/tasks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORKLIST_VIEW)
def task_settle(request: SignedInRequest, task_id: UUID) -> HttpResponse:
    """One task with the field that closes it."""
    task = get_object_or_404(task_of(request.user), id=task_id)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _settled(request, task, form):
        return redirect("worklist:tasks")
    audit.record(request=request, patient_id=task.patient_id, subject="task")
    context = {"task": task, "form": form, "today": clock.today()}
    return render(request, "worklist/task.html", context, status=422 if form.is_bound else 200)


def _settled(request: SignedInRequest, task: Task, form: SettleForm) -> bool:
    evidence = form.cleaned_data["evidence"]
    try:
        services.task_settle(by=request.user, task=task, evidence=evidence, now=clock.now())
    except ValidationError as error:
        form.add_error(None, error)
        return False
    except Conflict:
        form.add_error(None, _("Somebody else has closed this task in the meantime."))
        return False
    messages.success(request, _("The task is done."))
    return True
