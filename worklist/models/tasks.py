"""Something a person has to do, with an owner and a date."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Department, User
from accounts.models.base import Row
from patients.models import Patient
from worklist.enums import TaskKind, TaskState


@pghistory.track()
class Task(Row):
    """One due thing. `key` makes it single: a repeated request is one task. Lateness comes from `due_on`."""

    key = models.CharField(_("key"), max_length=120)
    kind = models.CharField(_("kind"), max_length=14, choices=TaskKind)
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="tasks")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    subject_id = models.UUIDField(_("subject"), null=True)
    rule_id = models.CharField(_("rule"), max_length=12, blank=True)
    text = models.CharField(_("what to do"), max_length=300, blank=True)
    role = models.CharField(_("owner role"), max_length=20, choices=Role)
    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="tasks")
    due_on = models.DateField(_("due on"))
    state = models.CharField(_("state"), max_length=10, choices=TaskState, default=TaskState.OPEN)
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    evidence = models.CharField(_("what settled it"), max_length=300, blank=True)

    class Meta:
        ordering = ["due_on", "created_at"]
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(state="OPEN"), name="one_open_task_per_key"
            )
        ]
        indexes = [
            models.Index(
                fields=["department", "role", "due_on", "id"],
                condition=models.Q(state="OPEN"),
                name="task_open_by_role",
            ),
            models.Index(
                fields=["owner", "due_on", "id"], condition=models.Q(state="OPEN"), name="task_open_by_owner"
            ),
            models.Index(fields=["patient", "state"], name="task_by_patient"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"
