"""Attempts to reach a patient or a second contact."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.base import Row
from patients.models import Contact, Patient
from worklist.enums import CallOutcome


@pghistory.track()
class ContactLog(Row):
    """One attempt: who called whom, with what outcome. `subject_id` names the dose or reminder, if any."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="contact_log")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="+")
    subject_id = models.UUIDField(_("subject"), null=True)
    outcome = models.CharField(_("outcome"), max_length=14, choices=CallOutcome)
    note = models.CharField(_("note"), max_length=300, blank=True)
    next_try_on = models.DateField(_("try again on"), null=True, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at"]
        verbose_name = _("contact attempt")
        verbose_name_plural = _("contact attempts")
        indexes = [
            models.Index(fields=["patient", "-at"], name="contact_log_by_patient"),
            models.Index(fields=["subject_id", "-at"], name="contact_log_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.at:%Y-%m-%d}"
