"""Supplements taken and adverse events seen during bone therapy."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from bonetherapy.enums import Severity
from bonetherapy.models.courses import Course
from patients.models import Patient
from patients.models.recorded import Recorded, period


@pghistory.track()
class SupplementOrder(Recorded):
    """Calcium and vitamin D per day (CAL-01). None: the strength is not stated, so it cannot be verified.

    `started_on` None: imported from a document without the day.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="supplements")
    calcium_mg_per_day = models.DecimalField(
        _("calcium, mg per day"), max_digits=6, decimal_places=1, null=True, blank=True
    )
    vitamin_d_iu_per_day = models.DecimalField(
        _("vitamin D, IU per day"), max_digits=7, decimal_places=1, null=True, blank=True
    )
    product = models.CharField(_("product"), max_length=100, blank=True)
    started_on = models.DateField(_("started on"), null=True, blank=True)
    stopped_on = models.DateField(_("stopped on"), null=True, blank=True)
    confirmed_on = models.DateField(_("taken, confirmed on"), null=True, blank=True)

    class Meta(Recorded.Meta):
        ordering = ["-started_on"]
        verbose_name = _("supplement")
        verbose_name_plural = _("supplements")
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(
                condition=period("started_on", "stopped_on"), name="supplement_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=models.Q(started_on__isnull=False)
                | models.Q(is_imported=True)
                | models.Q(corrects__isnull=False),
                name="typed_supplement_has_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["patient"], condition=models.Q(stopped_on=None), name="supplement_running")
        ]

    def __str__(self) -> str:
        return f"{self.calcium_mg_per_day} mg {self.vitamin_d_iu_per_day} IU"


@pghistory.track()
class AdverseEvent(Recorded):
    """An adverse event on a course (ADR-01, VOC-25). One not listed for the class is accepted too."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="adverse_events")
    course = models.ForeignKey(Course, models.PROTECT, related_name="adverse_events")
    code = models.CharField(_("event"), max_length=22)
    severity = models.CharField(_("severity"), max_length=8, choices=Severity)
    onset_on = models.DateField(_("began on"))
    exposed_bone_on = models.DateField(_("exposed bone or fistula since"), null=True, blank=True)
    resolved_on = models.DateField(_("over on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(Recorded.Meta):
        ordering = ["-onset_on"]
        verbose_name = _("adverse event")
        verbose_name_plural = _("adverse events")
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(
                condition=period("onset_on", "resolved_on"), name="adverse_event_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.severity}"
