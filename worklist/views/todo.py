"""Tasks: the list, and settling one."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import clock
from accounts.errors import Conflict
from accounts.permissions import Permission, SignedInRequest, requires
from worklist import services
from worklist.forms import SettleForm, TaskFilterForm
from worklist.models import Task
from worklist.rows import task_rows
from worklist.selectors.todo import TaskFilters, task_list, task_of
from worklist.views.task_page import task_page

PAGE = 50


@require_safe
@requires(Permission.WORKLIST_VIEW)
def tasks_page(request: SignedInRequest) -> HttpResponse:
    """My open tasks, or with `?show=department` all I may see; narrowed, the worst first."""
    form, today = TaskFilterForm(request.GET), clock.today()
    filters = form.filters()
    tasks = task_list(user=request.user, filters=filters, today=today)
    page = Paginator(tasks, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": task_rows(request.user, page.object_list, today),
        "form": form,
        "filters": filters,
        "is_narrowed": filters != TaskFilters(everybody=filters.everybody, by_day=filters.by_day),
        "today": today,
    }
    return render(request, "worklist/tasks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORKLIST_VIEW)
def task_settle(request: SignedInRequest, task_id: UUID) -> HttpResponse:
    """One task with the field that closes it."""
    task = get_object_or_404(task_of(request.user), id=task_id)
    if request.method != "POST":
        return task_page(request, task)
    form = SettleForm(request.POST)
    if form.is_valid() and _settled(request, task, form):
        return redirect("worklist:tasks")
    return task_page(request, task, settle_form=form)


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
