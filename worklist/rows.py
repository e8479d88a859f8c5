"""Everything that is to do, as rows of one shape: tasks, and the due rows of other rooms."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from guidelines.findings import Severity
from patients.models import Patient
from worklist.models import Task
from worklist.protocols import Action, WorkRow
from worklist.ranks import EMERGENCY
from worklist.sources import work_sources
from worklist.subjects import Subject, subjects_of
from worklist.task_forms import actions_for

LISTED = 50
# A finding that no day is set for is shown by what it says, not by how long it holds.
STOPPING = frozenset({Severity.HARD, Severity.STOP})
STATES = {Severity.HARD: "hard", Severity.STOP: "stop", Severity.WARN: "warn"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: what is shown, and the task behind it; None: it lives in another room.

    `actions` are all pages that bring the task nearer to its end; the list shows the first.
    """

    shown: WorkRow
    task: Task | None = None
    actions: tuple[Action, ...] = ()
    about: Subject | None = None

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


def in_order(*lists: Iterable[Row], by_day: bool = False) -> list[Row]:
    """All of them, the worst first, then by date; or by date, then the worst."""

    def place(row: Row) -> tuple[object, object]:
        worst, day = row.shown.rank, row.shown.due_on
        return (day, worst) if by_day else (worst, day)

    return sorted(chain(*lists), key=place)


def listed_rows(*, user: User, patients: QuerySet[Patient], today: date, limit: int = LISTED) -> list[Row]:
    """Rows of other rooms that belong on the lists of the user's role, the worst first."""
    sources = [source for source in work_sources() if user.role in source.lists_for]
    found = (source.rows(patients=patients, today=today, limit=limit) for source in sources)
    return in_order(Row(shown) for rows in found for shown in rows)


def task_rows(user: User, tasks: Iterable[Task], today: date) -> list[Row]:
    """The rows of these tasks in their order; each needs its patient and owner loaded."""
    listed = list(tasks)
    subjects = subjects_of(listed)
    return [_row(user, task, subjects[task.id], today) for task in listed]


def _row(user: User, task: Task, about: Subject, today: date) -> Row:
    actions = tuple(actions_for(user, task, about.row))
    return Row(_shown(task, about, next(iter(actions), _open(task)), today), task, actions, about)


def _shown(task: Task, about: Subject, action: Action, today: date) -> WorkRow:
    state, days = badge_of(task, today)
    return WorkRow(
        patient=task.patient,
        badge=state,
        days=days,
        title=_title(task, about),
        why=task.why,
        due_on=task.due_on,
        source=task.source,
        grade=task.grade,
        owner=task.owner.name if task.owner else task.get_role_display(),
        rank=task.rank,
        action=action,
    )


def stopping(rows: Iterable[Row]) -> frozenset[str]:
    """The rules of the tasks that stop something or cannot wait, by their ids."""
    tasks = [row.task for row in rows if row.task is not None]
    return frozenset(task.rule_id for task in tasks if task.rank == EMERGENCY or task.severity in STOPPING)


def badge_of(task: Task, today: date) -> tuple[str, int | None]:
    """The badge of a task and the days in its word: what cannot wait, what stops, else how late it is."""
    if task.rank == EMERGENCY:
        return "urgent", None
    if task.severity in STOPPING or not task.is_dated:
        return STATES.get(Severity(task.severity), "flag"), None
    late = (today - task.due_on).days
    if late > 0:
        return "overdue", late
    return ("planned" if late else "due_today"), None


def _title(task: Task, about: Subject) -> str:
    if not about.words:
        return task.title
    return _("%(what)s: %(about)s") % {"what": task.title, "about": about.words}


def _open(task: Task) -> Action:
    return Action(_("Open"), reverse("worklist:task_settle", args=[task.id]), "arrow-right")
