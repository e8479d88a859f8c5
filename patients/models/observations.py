"""Dated facts: laboratory results, weight, problems."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.base import Row
from patients.enums import ProblemCode
from patients.models.patients import Patient
from patients.models.recorded import Recorded, period, valid


@pghistory.track()
class LabResult(Row):
    """One result as the laboratory reported it. The range is mandatory (LAB-12); a limit is normal (LAB-09).

    A correction voids the row and writes a new one that names it in `corrects`. Only an imported result may
    lack its range, and one an oncologist let pass: the override names it.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="labs")
    analyte = models.CharField(_("test"), max_length=20)
    value = models.DecimalField(_("value"), max_digits=10, decimal_places=3)
    unit = models.CharField(_("unit"), max_length=16)
    ref_low = models.DecimalField(_("lower limit"), max_digits=10, decimal_places=3, null=True, blank=True)
    ref_high = models.DecimalField(_("upper limit"), max_digits=10, decimal_places=3, null=True, blank=True)
    sampled_on = models.DateField(_("sampled on"))
    is_imported = models.BooleanField(_("imported"), default=False, editable=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrected_by")
    voided_at = models.DateTimeField(null=True, editable=False)
    voided_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    void_reason = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        ordering = ["-sampled_on", "-created_at"]
        verbose_name = _("laboratory result")
        verbose_name_plural = _("laboratory results")
        indexes = [
            models.Index(
                fields=["patient", "analyte", "-sampled_on"],
                condition=models.Q(voided_at=None),
                name="lab_latest",
            )
        ]

    def __str__(self) -> str:
        return f"{self.analyte} {self.sampled_on}"


@pghistory.track()
class BodyWeight(Recorded):
    """Actual body weight; the creatinine clearance formula uses the last one (STD-01)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="weights")
    measured_on = models.DateField(_("measured on"))
    weight_kg = models.DecimalField(_("weight, kg"), max_digits=4, decimal_places=1)

    class Meta(Recorded.Meta):
        ordering = ["-measured_on", "-created_at"]
        verbose_name = _("body weight")
        verbose_name_plural = _("body weights")
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(weight_kg__gte=20, weight_kg__lte=300), name="weight_is_plausible"
            ),
        ]
        indexes = [valid("weight_latest", "-measured_on")]

    def __str__(self) -> str:
        return f"{self.weight_kg} kg"


@pghistory.track()
class Problem(Recorded):
    """An entry of the problem list; open while `resolved_on` is None.

    `noted_on` None: imported without a day, or the correction of such a row.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="problems")
    code = models.CharField(_("problem"), max_length=20, choices=ProblemCode)
    text = models.CharField(_("description"), max_length=200, blank=True)
    noted_on = models.DateField(_("noted on"), null=True, blank=True)
    resolved_on = models.DateField(_("resolved on"), null=True, blank=True)

    class Meta(Recorded.Meta):
        ordering = ["resolved_on", "-noted_on"]
        verbose_name = _("problem")
        verbose_name_plural = _("problems")
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(
                condition=period("noted_on", "resolved_on"), name="problem_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=models.Q(noted_on__isnull=False)
                | models.Q(is_imported=True)
                | models.Q(corrects__isnull=False),
                name="typed_problem_has_a_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["patient"],
                condition=models.Q(resolved_on=None, voided_at=None),
                name="problem_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}"
