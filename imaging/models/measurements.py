"""What was measured: two diameters of a lesion in one examination, and the scores that were made of it."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.base import Row
from imaging.models.lesions import Lesion
from imaging.models.studies import ImagingStudy
from patients.models import Patient, RiskScore
from patients.models.recorded import Recorded, valid


@pghistory.track()
class LesionMeasurement(Recorded):
    """Largest diameter and the largest one perpendicular to it in the same plane, in mm (IMG-40).

    0 x 0: looked for and gone. `ends` are the end points of both diameters in pixels of the slice, empty
    where the numbers were typed.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="lesion_measurements")
    study = models.ForeignKey(ImagingStudy, models.PROTECT, related_name="measurements")
    lesion = models.ForeignKey(Lesion, models.PROTECT, related_name="measurements")
    measured_on = models.DateField(_("measured on"))
    long_mm = models.DecimalField(_("largest diameter, mm"), max_digits=5, decimal_places=1)
    short_mm = models.DecimalField(_("perpendicular diameter, mm"), max_digits=5, decimal_places=1)
    series_uid = models.CharField(_("series"), max_length=64, blank=True)
    slice_index = models.PositiveIntegerField(_("slice"), null=True, blank=True)
    ends = models.JSONField(_("end points"), default=dict, blank=True)

    class Meta(Recorded.Meta):
        ordering = ["-measured_on", "-created_at"]
        verbose_name = _("lesion measurement")
        verbose_name_plural = _("lesion measurements")
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(short_mm__gte=0, long_mm__gte=models.F("short_mm")),
                name="longest_diameter_is_the_longer",
            ),
            models.UniqueConstraint(
                fields=["study", "lesion"],
                condition=models.Q(voided_at=None),
                name="one_valid_measurement_of_a_lesion_in_a_study",
            ),
        ]
        indexes = [valid("measurement_latest", "-measured_on")]

    def __str__(self) -> str:
        return f"{self.long_mm} x {self.short_mm} mm"


@pghistory.track()
class LesionScore(Row):
    """A Mirels or SINS score that was made of this lesion; the score itself stands in the record."""

    lesion = models.ForeignKey(Lesion, models.PROTECT, related_name="scores")
    score = models.OneToOneField(RiskScore, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at"]
        verbose_name = _("score of a lesion")
        verbose_name_plural = _("scores of lesions")

    def __str__(self) -> str:
        return f"{self.lesion_id} {self.score_id}"
