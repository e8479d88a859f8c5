"""What a reader says of a lesion that has no diameters: how it changed, and how far it has sclerosed."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from imaging.models.lesions import Lesion
from imaging.models.studies import ImagingStudy
from patients.models import Patient
from patients.models.recorded import Recorded, valid


@pghistory.track()
class LesionReading(Recorded):
    """One lesion in one examination against the examination before (IMG-40, IMG-43).

    `change` is a band of table 1, in a bone scan that of its uptake; `fill` is the sclerosis of a lytic
    lesion. Empty: not read, which is not "unchanged".
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="lesion_readings")
    study = models.ForeignKey(ImagingStudy, models.PROTECT, related_name="readings")
    lesion = models.ForeignKey(Lesion, models.PROTECT, related_name="readings")
    read_on = models.DateField(_("read on"))
    change = models.CharField(_("change"), max_length=9, blank=True)
    fill = models.CharField(_("sclerosis"), max_length=14, blank=True)

    class Meta(Recorded.Meta):
        ordering = ["-read_on", "-created_at"]
        verbose_name = _("reading of a lesion")
        verbose_name_plural = _("readings of lesions")
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(condition=~models.Q(change="", fill=""), name="a_reading_says_something"),
            models.UniqueConstraint(
                fields=["study", "lesion"],
                condition=models.Q(voided_at=None),
                name="one_valid_reading_of_a_lesion_in_a_study",
            ),
        ]
        indexes = [valid("reading_latest", "-read_on")]

    def __str__(self) -> str:
        return f"{self.change} {self.fill}".strip()
