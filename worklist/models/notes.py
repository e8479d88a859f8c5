"""What people did with a task: took it, gave it to somebody, said something, put it off with a reason."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.base import Row
from worklist.enums import NoteKind
from worklist.models.tasks import Task


class TaskNote(Row):
    """One line of the story of a task. `to` is who got it, `until` the day it was put off to."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="notes")
    kind = models.CharField(_("kind"), max_length=10, choices=NoteKind)
    text = models.CharField(_("text"), max_length=300, blank=True)
    until = models.DateField(_("until"), null=True)
    to = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at"]
        verbose_name = _("note of a task")
        verbose_name_plural = _("notes of tasks")
        indexes = [models.Index(fields=["task", "-at"], name="task_note_by_task")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
