"""What this room shows on the patient's page: what is due now, and what is doubtful in the data."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import User
from accounts.permissions import Permission, can
from patients.panels import Panel
from patients.selectors.whole import OpenRecord
from worklist.rows import due_now, stopping, task_rows
from worklist.selectors.todo import flag_tasks, patient_tasks
from worklist.services import patient_freshen
from worklist.views.pathway_page import panel_context


def tasks(request: HttpRequest, record: OpenRecord) -> Panel | None:
    """All that is to do about the patient, the worst first; nothing for those who keep no work list."""
    user = request.user
    if not isinstance(user, User) or not can(user, Permission.WORKLIST_VIEW):
        return None
    patient, today = record.patient, record.today
    kept = patient_freshen(patient_id=patient.id, now=clock.now())
    rows = due_now(user=user, patient=patient, tasks=patient_tasks(patient, today), kept=kept, today=today)
    return Panel(
        title=_("Due now"),
        url=reverse("worklist:tasks"),
        template="worklist/parts/panel.html",
        is_due=True,
        context={"rows": rows, "today": today, "failed_at": kept.failed_at},
        stops=None if kept.failed_at else stopping(rows),
    )


def data_flags(request: HttpRequest, record: OpenRecord) -> Panel | None:
    """What was entered and cannot be, until a person corrects or confirms it; None when nothing is."""
    user = request.user
    if not isinstance(user, User) or not can(user, Permission.WORKLIST_VIEW):
        return None
    rows = task_rows(user, flag_tasks(record.patient), record.today)
    if not rows:
        return None
    return Panel(
        title=_("Data to be checked"),
        url=reverse("worklist:tasks"),
        template="worklist/parts/flags.html",
        context={"rows": rows, "today": record.today},
    )


def pathway(request: HttpRequest, record: OpenRecord) -> Panel | None:
    """Where the patient stands in the diagnostic pathway and what can come next."""
    user = request.user
    if not isinstance(user, User) or not can(user, Permission.PATIENT_VIEW):
        return None
    return Panel(
        title=_("Diagnostic pathway"),
        url="",
        template="worklist/pathway/panel.html",
        context=panel_context(record, user),
    )
