"""The watch after denosumab (REB-01 to REB-05)."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.base import Row
from bonetherapy.models.courses import Course
from patients.models import Patient


@pghistory.track()
class ReboundWatch(Row):
    """The plan that a denosumab stop, switch or long gap needs (BMA-24). Its dates are computed once."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="rebound_watches")
    course = models.OneToOneField(Course, models.PROTECT, related_name="rebound_watch")
    last_dose_on = models.DateField(_("last dose on"))
    opens_on = models.DateField(_("high alert from"))
    high_alert_until = models.DateField(_("high alert until"))
    ends_on = models.DateField(_("watch ends on"))
    ctx_due_on = models.JSONField(_("CTX due on"), default=list)
    plan = models.TextField(_("plan"))
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_on = models.DateField(_("closed on"), null=True)

    class Meta:
        ordering = ["-opens_on"]
        verbose_name = _("rebound watch")
        verbose_name_plural = _("rebound watches")

    def __str__(self) -> str:
        return f"{self.opens_on} – {self.ends_on}"
