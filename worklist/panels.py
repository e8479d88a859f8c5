"""What this room shows on the patient's page."""

from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Permission, can
from patients.models import Patient
from patients.panels import Panel
from worklist.selectors.todo import patient_tasks


def tasks(request: HttpRequest, patient: Patient, today: date) -> Panel | None:
    """The patient's open tasks; nothing for those who keep no work list."""
    if not can(request.user, Permission.WORKLIST_VIEW):
        return None
    return Panel(
        title=_("Tasks"),
        url=reverse("worklist:tasks"),
        template="worklist/parts/panel.html",
        is_due=True,
        context={"tasks": list(patient_tasks(patient)[:20]), "today": today},
    )
