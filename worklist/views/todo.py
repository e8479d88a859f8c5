"""Tasks: the list, and settling one."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import audit, clock
from accounts.enums import Role
from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission, SignedInRequest, requires
from patients.selectors import visible_to
from worklist import services
from worklist.forms import SettleForm, TaskFilterForm
from worklist.models import Task
from worklist.rows import Row, in_order, listed_rows, task_rows
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
    is_narrowed = filters != TaskFilters(everybody=filters.everybody, by_day=filters.by_day)
    others = [] if is_narrowed or page.number > 1 else _other_rows(request.user, filters, today)
    rows = in_order(others, task_rows(request.user, page.object_list, today), by_day=filters.by_day)
    audit.record_listed(request=request, patient_ids=[row.shown.patient.id for row in rows], subject="tasks")
    context = {
        "page": page,
        "rows": rows,
        "form": form,
        "filters": filters,
        "is_narrowed": is_narrowed,
        "today": today,
    }
    return render(request, "worklist/tasks.html", context)


def _other_rows(user: User, filters: TaskFilters, today: date) -> list[Row]:
    """Due rows of other rooms: an oncologist's own list holds those of the own patients."""
    patients = visible_to(user)
    if user.role == Role.ONCOLOGIST and not filters.everybody:
        patients = patients.filter(responsible_doctor=user)
    return listed_rows(user=user, patients=patients, today=today)


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
