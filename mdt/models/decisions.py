"""What the board decided, who objected, and what became of it."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.enums import Discipline
from accounts.models import User
from accounts.models.base import Row
from bonetherapy.models import Course
from imaging.models import ImagingSlot
from mdt.enums import Intent, NotDoneReason
from mdt.models.cases import Case
from worklist.models import Task

NOT_ASKED = models.Q(outcome="")


@pghistory.track()
class Decision(Row):
    """One line of the responsibility table (VOC-35, MDT-05); `number` counts within the case.

    `detail` holds what the type needs as typed values (agent and interval, examination, site ...), `text` the
    words people read. `rule_id` and `grade` are what it cites; a grade only for GL Rec 1 to 12 (MDT-10).
    `course`, `slot`, `task` are what it became once a clinician confirmed it (`confirmed_by`).
    `outcome` "" : not answered yet (MDT-08); `answered_by` None with an outcome: doses or scans answered.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField(_("number"))
    type = models.CharField(_("decision"), max_length=18)
    detail = models.JSONField(default=dict, blank=True)
    text = models.TextField(_("in words"), blank=True)
    intent = models.CharField(_("intent"), max_length=16, choices=Intent, blank=True)
    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="decisions")
    discipline = models.CharField(_("discipline"), max_length=14, choices=Discipline, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    rule_id = models.CharField(_("cites"), max_length=16, blank=True)
    grade = models.CharField(_("grade"), max_length=2, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    void_reason = models.CharField(max_length=200, blank=True)
    course = models.ForeignKey(Course, models.PROTECT, null=True, related_name="decisions")
    slot = models.ForeignKey(ImagingSlot, models.PROTECT, null=True, related_name="decisions")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="decisions")
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(_("what became of it"), max_length=12, blank=True)
    outcome_reason = models.CharField(_("why"), max_length=16, choices=NotDoneReason, blank=True)
    outcome_text = models.CharField(_("in words"), max_length=300, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["case", "number"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="one_decision_per_number"),
            models.CheckConstraint(
                condition=models.Q(voided_at=None, void_reason="")
                | (models.Q(voided_at__isnull=False) & ~models.Q(void_reason="")),
                name="decision_void_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome__in=["NOT", "CHANGED"]) | ~models.Q(outcome_reason=""),
                name="a_decision_not_done_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "case"],
                condition=NOT_ASKED & models.Q(voided_at=None),
                name="decision_unanswered",
            ),
            models.Index(
                fields=["owner", "due_on"],
                condition=NOT_ASKED & models.Q(voided_at=None),
                name="decision_of_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.type}"


@pghistory.track()
class Dissent(Row):
    """Somebody who sees it otherwise; `decision` None: the whole conclusion. Nobody takes it out again."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="dissents")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="dissents")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    name = models.CharField(pgettext_lazy("person", "name"), max_length=60)
    discipline = models.CharField(_("discipline"), max_length=14, choices=Discipline)
    reason = models.TextField(_("reason"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at"]
        verbose_name = _("dissent")
        verbose_name_plural = _("dissents")
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="dissent_stays", operation=pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.discipline}"
