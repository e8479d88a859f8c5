"""Everything that is to do, as rows of one shape: tasks, and the due rows of other rooms."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission, can
from guidelines.assessment.coded import PATIENT
from guidelines.findings import Severity
from patients.models import Patient
from worklist.models import Task
from worklist.protocols import Action, WorkRow
from worklist.ranks import EMERGENCY
from worklist.sources import work_sources

LISTED = 50
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")
# A finding that no day is set for is shown by what it says, not by how long it holds.
STATES = {Severity.HARD: "hard", Severity.STOP: "stop", Severity.WARN: "warn"}


@dataclass(frozen=True, slots=True)
class Form:
    """Where a task is settled: a page named by its address for one patient, and who may use it."""

    page: str
    words: "str | Promise"
    icon: str
    permission: Permission


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: what is shown, and the task behind it; None: it lives in another room."""

    shown: WorkRow
    task: Task | None = None

    @property
    def more_url(self) -> str:
        """The page of the task; empty without one."""
        return reverse("worklist:task_settle", args=[self.task.id]) if self.task else ""


def due_now(*, user: User, patient: Patient, tasks: Iterable[Task], today: date) -> list[Row]:
    """All that is to do about one patient, the worst first, then by date."""
    visible = Patient.objects.filter(pk=patient.pk)
    rows = task_rows(user, tasks, today)
    for source in work_sources():
        rows += [Row(shown) for shown in source.rows(patients=visible, today=today, limit=20)]
    return in_order(rows)


def in_order(*lists: Iterable[Row]) -> list[Row]:
    """All of them, the worst first, then by date."""
    return sorted(chain(*lists), key=lambda row: (row.shown.rank, row.shown.due_on))


def listed_rows(*, user: User, patients: QuerySet[Patient], today: date, limit: int = LISTED) -> list[Row]:
    """Rows of other rooms that belong on the lists of the user's role, the worst first."""
    sources = [source for source in work_sources() if user.role in source.lists_for]
    found = (source.rows(patients=patients, today=today, limit=limit) for source in sources)
    return in_order(Row(shown) for rows in found for shown in rows)


def task_rows(user: User, tasks: Iterable[Task], today: date) -> list[Row]:
    """The rows of these tasks in their order; each needs its patient and owner loaded."""
    forms: dict[str, Form] = import_string(settings.TASK_FORMS)
    return [Row(_shown(user, task, today, forms), task) for task in tasks]


def _shown(user: User, task: Task, today: date, forms: dict[str, Form]) -> WorkRow:
    state, days = badge_of(task, today)
    return WorkRow(
        patient=task.patient,
        badge=state,
        days=days,
        title=_title(task),
        why=task.why,
        due_on=task.due_on,
        source=task.source,
        grade=task.grade,
        owner=task.owner.name if task.owner else task.get_role_display(),
        rank=task.rank,
        action=_action(user, task, forms),
    )


def badge_of(task: Task, today: date) -> tuple[str, int | None]:
    """The badge of a task and the days in its word: what cannot wait, what stops, else how late it is."""
    if task.rank == EMERGENCY:
        return "urgent", None
    if task.severity in (Severity.HARD, Severity.STOP) or not task.is_dated:
        return STATES.get(Severity(task.severity), "flag"), None
    late = (today - task.due_on).days
    if late > 0:
        return "overdue", late
    return ("planned" if late else "due_today"), None


def about_of(task: Task) -> str:
    """What the task is about, for people: no row's id, which says nothing, and not the patient as a whole."""
    return "" if task.subject == PATIENT or ID.match(task.subject) else task.subject


def _title(task: Task) -> str:
    about = about_of(task)
    return _("%(what)s: %(about)s") % {"what": task.title, "about": about} if about else task.title


def _action(user: User, task: Task, forms: dict[str, Form]) -> Action:
    form = forms.get(task.code or task.kind)
    if form is None or not can(user, form.permission):
        return Action(_("Open"), reverse("worklist:task_settle", args=[task.id]), "arrow-right")
    return Action(str(form.words), reverse(form.page, args=[task.patient_id]), form.icon)
