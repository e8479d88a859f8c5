"""The pages that settle a task (settings.TASK_FORMS); each is opened with what is known filled in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission, can
from accounts.templatetags.words import say
from guidelines.terms import Text
from patients.naming import NamedRow
from worklist.models import Task
from worklist.protocols import Action

Fill = Callable[[Task], Mapping[str, str]]


def nothing(_task: Task) -> Mapping[str, str]:
    """No field is known before."""
    return {}


@dataclass(frozen=True, slots=True)
class Form:
    """Where a task is settled: a page named by its address for one patient, and who may use it.

    `fill` gives the fields the page offers filled in. `lacks`: the page serves only while the finding says
    that this is missing. `about` stands behind the words where several such pages stand beside each other.
    """

    page: str
    words: "str | Promise"
    icon: str
    permission: Permission
    fill: Fill = nothing
    lacks: Text | None = None
    about: Text | None = None

    def action(self, user: User, task: Task, _row: NamedRow | None) -> Action | None:
        """The button; None for who may not use it, or when this is not missing."""
        if not can(user, self.permission) or not (self.lacks is None or _lacks(task.inputs, self.lacks)):
            return None
        query = urlencode(self.fill(task))
        url = reverse(self.page, args=[task.patient_id])
        return Action(self._words(), f"{url}?{query}" if query else url, self.icon)

    def _words(self) -> str:
        if self.about is None:
            return str(self.words)
        return _("%(what)s: %(about)s") % {"what": self.words, "about": say(self.about)}


@dataclass(frozen=True, slots=True)
class RowForm:
    """Where the row is corrected that a finding points to."""

    words: "str | Promise"
    icon: str = "edit"

    def action(self, user: User, _task: Task, row: NamedRow | None) -> Action | None:
        """The button; None without a row, and for who may not correct it."""
        if row is None or row.permission is None or not row.correct_url or not can(user, row.permission):
            return None
        return Action(str(self.words), row.correct_url, self.icon)


TaskForms = Mapping[str, Sequence[Form | RowForm]]


def actions_for(user: User, task: Task, row: NamedRow | None) -> Iterator[Action]:
    """Every page that brings this task nearer to its end, the nearest first."""
    forms: TaskForms = import_string(settings.TASK_FORMS)
    for form in forms.get(task.code or task.kind, ()):
        action = form.action(user, task, row)
        if action is not None:
            yield action


def _lacks(inputs: Mapping[str, Any], wanted: Text) -> bool:
    """Whether a finding names this among what is missing; one that names nothing lacks nothing."""
    missing = inputs.get("missing") or ()
    return any(isinstance(one, dict) and one.get("zh") == wanted.zh for one in missing)
