"""What this room shows on the patient's page."""

from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission, can
from patients.models import Patient
from patients.panels import Panel
from worklist.selectors.todo import patient_tasks
from worklist.views.pathway_page import panel_context


def tasks(request: HttpRequest, patient: Patient, today: date) -> Panel | None:
    """The patient's open tasks; nothing for those who keep no work list."""
    if not can(request.user, Permission.WORKLIST_VIEW):
        return None
    return Panel(
        title=_("Tasks"),
        url=reverse("worklist:tasks"),
        template="worklist/parts/panel.html",
        context={"tasks": list(patient_tasks(patient)[:20]), "today": today},
    )


def pathway(request: HttpRequest, patient: Patient, today: date) -> Panel | None:
    """Where the patient stands in the diagnostic pathway and what can come next."""
    user = request.user
    if not isinstance(user, User) or not can(user, Permission.PATIENT_VIEW):
        return None
    return Panel(
        title=_("Diagnostic pathway"),
        url="",
        template="worklist/pathway/panel.html",
        context=panel_context(patient, user, today),
    )
