"""Something a person has to do, with an owner and a date."""

import pghistory
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Department, User
from accounts.models.base import Row
from guidelines.terms import Text
from patients.models import Patient
from worklist import codes
from worklist.enums import TaskKind, TaskState
from worklist.ranks import RANK_OF_A_TASK

PLAIN = "TASK"


@pghistory.track()
class Task(Row):
    """One due thing. `key` makes it single: a repeated request is one task. Lateness comes from `due_on`.

    A task of kind FINDING is what the rules say of the patient's record: `code` and `subject` tell which
    finding, `message` says it in both languages, `since` is its first day. Such a task is opened, changed and
    closed by `worklist.services.reconciling` alone; `closing_facts` names the tables whose rows ended it.
    One that is not `is_dated` stands as long as it holds; its `due_on` then only gives it a place.
    Another task may bear a `code` too: it asks for what that finding asks for, and stands in its place.
    """

    # What only the rules wrote follows from the record: patients.services.relations reads this.
    DERIVED = models.Q(kind=TaskKind.FINDING, closed_by=None)

    key = models.CharField(_("key"), max_length=120)
    kind = models.CharField(_("kind"), max_length=14, choices=TaskKind)
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="tasks")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    subject_id = models.UUIDField(_("subject"), null=True)
    rule_id = models.CharField(_("rule"), max_length=12, blank=True)
    text = models.CharField(_("what to do"), max_length=300, blank=True)
    code = models.CharField(_("finding"), max_length=30, blank=True)
    subject = models.CharField(_("about"), max_length=300, blank=True)
    rules = models.JSONField(_("rules"), default=list, blank=True)
    severity = models.CharField(_("level"), max_length=6, default=PLAIN)
    rank = models.PositiveSmallIntegerField(_("rank, worst first"), default=RANK_OF_A_TASK)
    message = models.JSONField(_("why"), default=dict, blank=True)
    inputs = models.JSONField(_("inputs"), default=dict, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    grade = models.CharField(_("grade"), max_length=2, blank=True)
    since = models.DateField(_("since"), null=True)
    role = models.CharField(_("owner role"), max_length=20, choices=Role)
    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="tasks")
    due_on = models.DateField(_("due on"))
    is_dated = models.BooleanField(_("has a day of its own"), default=True)
    wait_until = models.DateField(_("put off to"), null=True)
    state = models.CharField(_("state"), max_length=10, choices=TaskState, default=TaskState.OPEN)
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    evidence = models.CharField(_("what settled it"), max_length=300, blank=True)
    closing_facts = models.JSONField(_("facts that ended it"), default=list, blank=True)

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
                fields=["department", "role", "rank", "due_on", "id"],
                condition=models.Q(state="OPEN"),
                name="task_open_by_role",
            ),
            models.Index(
                fields=["owner", "rank", "due_on", "id"],
                condition=models.Q(state="OPEN"),
                name="task_open_by_owner",
            ),
            models.Index(fields=["patient", "state"], name="task_by_patient"),
        ]

    def __str__(self) -> str:
        return f"{self.code or self.kind} {self.due_on}"

    @property
    def title(self) -> str:
        """What has to be done, in the user's language."""
        return codes.label(self.code) if self.kind == TaskKind.FINDING else self.get_kind_display()

    @property
    def why(self) -> str:
        """Why: the rule's sentence with its inputs, else the words of whoever asked."""
        return Text(**self.message).get(get_language() or "") if self.message else self.text
