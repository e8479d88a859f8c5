"""Everything that is to do, as rows of one shape: tasks, doses of other rooms, examinations that come."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission, can
from accounts.vocabulary import say
from guidelines.assessment.coded import PATIENT
from guidelines.assessment.imaging import IMG_07_OVERDUE
from guidelines.findings import Severity
from guidelines.imaging.calendar import SlotKind
from patients.models import Patient
from worklist.models import Reassessment, Task
from worklist.protocols import Action, WorkRow
from worklist.ranks import EMERGENCY, RANK_OF_A_TASK
from worklist.sources import work_sources

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


def due_now(
    *, user: User, patient: Patient, tasks: Iterable[Task], kept: Reassessment, today: date
) -> list[Row]:
    """All that is to do about one patient, the worst first, then by date."""
    visible = Patient.objects.filter(pk=patient.pk)
    rows = [*task_rows(user, tasks, today), *(Row(slot) for slot in _slots(patient, kept))]
    for source in work_sources():
        rows += [Row(shown) for shown in source.rows(patients=visible, today=today, limit=20)]
    return sorted(rows, key=lambda row: (row.shown.rank, row.shown.due_on))


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


def _slots(patient: Patient, kept: Reassessment) -> Iterable[WorkRow]:
    for slot in kept.slots:
        yield WorkRow(
            patient=patient,
            badge="due_soon",
            title=say(SlotKind(slot["kind"]).label),
            due_on=date.fromisoformat(slot["due_on"]),
            why=_("Follow-up examination of the calendar."),
            source=IMG_07_OVERDUE.source,
            grade=IMG_07_OVERDUE.grade.value,
            rank=RANK_OF_A_TASK,
        )
