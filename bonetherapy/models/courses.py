"""A course: one agent for one patient from start to stop, and everything that was changed on the way."""

import pghistory
import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.base import Row
from bonetherapy.enums import ChangeKind, CourseState, Route
from bonetherapy.models.protocols import DrugProtocol
from patients.models import Patient

OPEN_STATES = (CourseState.ACTIVE, CourseState.HELD)


@pghistory.track()
class Course(Row):
    """Open while ACTIVE or HELD. The interval becomes dates once (bonetherapy.services.planning).

    An imported course may have been stopped without a reason: its document gives none (BMA-21).
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="courses")
    agent = models.CharField(_("agent"), max_length=14)
    protocol = models.ForeignKey(DrugProtocol, models.PROTECT, related_name="courses")
    state = models.CharField(_("state"), max_length=8, choices=CourseState, default=CourseState.ACTIVE)
    dose_mg = models.DecimalField(_("dose, mg"), max_digits=6, decimal_places=2)
    route = models.CharField(_("route"), max_length=2, choices=Route)
    interval_days = models.PositiveSmallIntegerField(_("interval, days"), null=True)
    interval_months = models.PositiveSmallIntegerField(_("interval, months"), null=True)
    off_standard = models.BooleanField(_("longer than standard"), default=False)
    interval_review_on = models.DateField(_("review of the interval"), null=True)
    first_due_on = models.DateField(_("first dose due on"))
    prescribed_by = models.ForeignKey(User, models.PROTECT, related_name="prescribed_courses")
    start_inputs = models.JSONField(_("inputs at the start"), default=dict)
    hold_reason = models.CharField(_("reason of the hold"), max_length=24, blank=True)
    held_on = models.DateField(_("held on"), null=True)
    hold_review_on = models.DateField(_("review of the hold"), null=True)
    stop_reason = models.CharField(_("reason of the stop"), max_length=24, blank=True)
    stopped_on = models.DateField(_("stopped on"), null=True)
    is_imported = models.BooleanField(_("imported"), default=False, editable=False)
    follows = models.OneToOneField("self", models.PROTECT, null=True, related_name="followed_by")

    class Meta:
        ordering = ["-first_due_on"]
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        constraints = [
            # BMA-09, HARD: the toxicity of two agents adds up. The database refuses what no page may pass.
            models.UniqueConstraint(
                fields=["patient"],
                condition=models.Q(state__in=["ACTIVE", "HELD"]),
                name="one_open_course_per_patient",
            ),
            models.CheckConstraint(
                condition=models.Q(interval_days__isnull=False, interval_months=None)
                | models.Q(interval_days=None, interval_months__isnull=False),
                name="interval_in_days_or_months",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="HELD")
                | (~models.Q(hold_reason="") & models.Q(held_on__isnull=False, hold_review_on__isnull=False)),
                name="hold_has_reason_and_review",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="STOPPED")
                | (
                    (~models.Q(stop_reason="") | models.Q(is_imported=True))
                    & models.Q(stopped_on__isnull=False)
                ),
                name="stop_has_reason_and_date",
            ),
        ]
        indexes = [
            models.Index(
                fields=["hold_review_on"], condition=models.Q(state="HELD"), name="course_hold_review"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agent} {self.state}"

    @property
    def is_open(self) -> bool:
        """True while ACTIVE or HELD."""
        return self.state in OPEN_STATES


class CourseChange(Row):
    """One change of a course or of one of its doses: before, after, who, when, why. Append-only."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="changes")
    dose_id = models.UUIDField(null=True)
    kind = models.CharField(_("change"), max_length=10, choices=ChangeKind)
    reason_code = models.CharField(_("reason"), max_length=24, blank=True)
    reason_text = models.TextField(_("explanation"), blank=True)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    review_on = models.DateField(_("review on"), null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("change of the course")
        verbose_name_plural = _("changes of the course")
        triggers = [pgtrigger.Protect(name="change_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.kind}"
