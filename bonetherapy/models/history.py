"""What a record tells about bone-modifying drugs besides the courses themselves."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from bonetherapy.models.courses import Course
from patients.models import Patient
from patients.models.recorded import Recorded, valid


@pghistory.track()
class ReportedTherapy(Recorded):
    """A bone-modifying treatment as a document tells it; `agent` empty: the document names no drug (DQ-26).

    `course` is what could be made of it: None where the drug or every day is missing, or where it would have
    overlapped another course (BMA-09). Nothing here counts as a dose given. Of two valid reports about one
    course the later one is read.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="reported_therapies")
    course = models.ForeignKey(
        Course, models.PROTECT, null=True, blank=True, related_name="reported_therapies"
    )
    agent = models.CharField(_("agent"), max_length=14, blank=True)
    agent_text = models.CharField(_("agent as told"), max_length=100)
    dose_mg = models.DecimalField(_("dose, mg"), max_digits=6, decimal_places=2, null=True, blank=True)
    route_text = models.CharField(_("route as told"), max_length=40, blank=True)
    interval_days = models.PositiveSmallIntegerField(_("interval, days"), null=True, blank=True)
    started_on = models.DateField(_("started on"), null=True, blank=True)
    stopped_on = models.DateField(_("stopped on"), null=True, blank=True)
    is_approximate = models.BooleanField(_("about that day"), default=False)
    doses_stated = models.PositiveSmallIntegerField(_("doses, as told"), null=True, blank=True)
    doses_stated_on = models.DateField(_("doses counted until"), null=True, blank=True)
    text = models.CharField(_("as told"), max_length=300, blank=True)

    class Meta(Recorded.Meta):
        ordering = ["-started_on", "-created_at"]
        verbose_name = _("reported bone therapy")
        verbose_name_plural = _("reported bone therapies")
        indexes = [valid("reported_therapy_latest", "-started_on")]

    def __str__(self) -> str:
        return f"{self.agent_text}"


@pghistory.track()
class NotStarted(Recorded):
    """Why no bone-modifying drug is given: contraindicated or declined, with the reason (BMA-01)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="not_started")
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    agent = models.CharField(_("agent"), max_length=14, blank=True)
    declined = models.BooleanField(_("declined by the patient"), default=False)
    reason = models.CharField(_("reason"), max_length=300)

    class Meta(Recorded.Meta):
        ordering = ["-decided_on", "-created_at"]
        verbose_name = _("reason against a start")
        verbose_name_plural = _("reasons against a start")
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(condition=~models.Q(reason=""), name="no_start_has_a_reason"),
        ]
        indexes = [valid("not_started_latest", "-decided_on")]

    def __str__(self) -> str:
        return f"{self.reason}"
