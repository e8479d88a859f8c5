"""The response of bone in one examination: what was read, what the rules made of it, what was confirmed."""

from typing import Any

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from imaging.enums import Response, Standard
from imaging.models.studies import ImagingStudy
from patients.models import Patient
from patients.models.recorded import Recorded, valid


def _percent(label: Any) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(label, max_digits=6, decimal_places=1, null=True, blank=True)


def _total(label: Any) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(label, max_digits=10, decimal_places=2, null=True, blank=True)


@pghistory.track()
class ResponseAssessment(Recorded):
    """Statements of the reader, the computed class by either measure (IMG-44), and the confirmed one.

    A statement of None: not examined or not estimated. A sum of None: a lesion of baseline was not measured,
    or there is nothing to compare. `replaced` is what the examination's report said before.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="response_assessments")
    study = models.ForeignKey(ImagingStudy, models.PROTECT, related_name="assessments")
    assessed_on = models.DateField(_("assessed on"))
    standard = models.CharField(_("standard"), max_length=10, choices=Standard)
    has_measurable = models.BooleanField(_("measurable lesions at baseline"), null=True, blank=True)
    new_lesion = models.CharField(_("new bone lesion"), max_length=9)
    nonmeasurable_change_pct = _percent(_("change of lesions that cannot be measured, %"))
    bs_change_pct = _percent(_("change of uptake in the bone scan, %"))
    correlative = models.CharField(_("other imaging of the site"), max_length=11)
    ct_fill = models.CharField(_("sclerosis of lytic lesions"), max_length=14, blank=True)
    density_normalised = models.BooleanField(_("density normal"), null=True, blank=True)
    mri_normalised = models.BooleanField(_("MRI signal normal"), null=True, blank=True)
    bs_normalised = models.BooleanField(_("bone scan normal"), null=True, blank=True)

    computed = models.CharField(_("computed by the sum"), max_length=2, choices=Response)
    by_product = models.CharField(_("computed by the product"), max_length=2, choices=Response)
    baseline_on = models.DateField(_("baseline"), null=True, blank=True)
    nadir_on = models.DateField(_("nadir"), null=True, blank=True)
    sum_baseline = _total(_("sum at baseline, mm"))
    sum_nadir = _total(_("smallest sum, mm"))
    sum_now = _total(_("sum now, mm"))
    product_baseline = _total(_("product at baseline, mm²"))
    product_nadir = _total(_("smallest product, mm²"))
    product_now = _total(_("product now, mm²"))
    is_mixed = models.BooleanField(_("mixed response"), default=False)
    is_discordant = models.BooleanField(_("discordant imaging"), default=False)

    confirmed = models.CharField(_("confirmed response"), max_length=2, choices=Response)
    deviation = models.CharField(_("reason of the deviation"), max_length=300, blank=True)
    note = models.CharField(_("note of the reader"), max_length=300, blank=True)
    replaced = models.CharField(max_length=2, blank=True, editable=False)
    replaced_standard = models.CharField(max_length=10, blank=True, editable=False)

    class Meta(Recorded.Meta):
        ordering = ["-assessed_on", "-created_at"]
        verbose_name = _("response assessment")
        verbose_name_plural = _("response assessments")
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(confirmed=models.F("computed")) | ~models.Q(deviation=""),
                name="deviation_from_the_rules_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["study"],
                condition=models.Q(voided_at=None),
                name="one_valid_response_of_a_study",
            ),
        ]
        indexes = [valid("assessment_latest", "-assessed_on")]

    def __str__(self) -> str:
        return f"{self.confirmed} {self.assessed_on}"
