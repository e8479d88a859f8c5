"""Dental examinations and procedures (VOC-22)."""

from datetime import date

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from bonetherapy.enums import DentalOutcome
from patients.models import Patient
from patients.models.recorded import Recorded


@pghistory.track()
class DentalRecord(Recorded):
    """One dental item, planned, done or given up. `cleared_on`: the dentist lets the drug resume (DEN-05).

    A hold plan is complete when both `dentist_name` and `oncologist` stand (DEN-08).
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="dental_records")
    item = models.CharField(_("item"), max_length=14)
    on = models.DateField(_("date"))
    is_done = models.BooleanField(_("done"), default=True)
    outcome = models.CharField(
        _("result"), max_length=18, choices=DentalOutcome, default=DentalOutcome.NOT_STATED
    )
    dentist_name = models.CharField(_("dentist"), max_length=60, blank=True)
    oncologist = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    cleared_on = models.DateField(_("cleared on"), null=True, blank=True)
    cancelled_on = models.DateField(_("given up on"), null=True, blank=True)
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    cancel_reason = models.CharField(_("why it was given up"), max_length=300, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta(Recorded.Meta):
        ordering = ["-on", "-created_at"]
        verbose_name = _("dental record")
        verbose_name_plural = _("dental records")
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(cancelled_on=None)
                | (
                    models.Q(is_done=False, cleared_on=None, cancelled_by__isnull=False)
                    & ~models.Q(cancel_reason="")
                ),
                name="given_up_says_who_and_why",
            ),
        ]
        indexes = [models.Index(fields=["patient", "-on"], name="dental_latest")]

    def __str__(self) -> str:
        return f"{self.item} {self.on}"

    @property
    def settled_on(self) -> date | None:
        """The day nothing waits for it any more: cleared by the dentist, or given up. None until then."""
        return self.cleared_on or self.cancelled_on
