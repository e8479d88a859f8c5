"""A bone lesion: as one examination shows it, or as the record of the patient names it."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from imaging.models.studies import ImagingStudy
from patients.models import Patient
from patients.models.recorded import Recorded, valid


@pghistory.track()
class Lesion(Recorded):
    """A lesion of one bone (VOC-07, VOC-08). A flag of None: not stated, never "no".

    `study` None: the lesion stands in the patient's list; `first_seen_on` None: the source gives no day.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="lesions")
    study = models.ForeignKey(ImagingStudy, models.PROTECT, null=True, blank=True, related_name="lesions")
    site = models.CharField(_("site"), max_length=100)
    site_text = models.CharField(_("site as told"), max_length=100, blank=True)
    bone = models.CharField(_("bone"), max_length=8, blank=True)
    side = models.CharField(_("side"), max_length=9, blank=True)
    type = models.CharField(_("type"), max_length=12, blank=True)
    type_text = models.CharField(_("type as told"), max_length=200, blank=True)
    certainty = models.CharField(_("certainty"), max_length=12, blank=True)
    first_seen_on = models.DateField(_("first seen on"), null=True, blank=True)
    is_approximate = models.BooleanField(_("about that day"), default=False)
    pathologic_fracture = models.BooleanField(_("pathological fracture"), null=True, blank=True)
    cord_compression = models.BooleanField(_("cord compression"), null=True, blank=True)
    epidural_contact = models.BooleanField(_("epidural contact"), null=True, blank=True)
    thecal_sac_compression = models.BooleanField(_("thecal sac compression"), null=True, blank=True)
    direct_invasion = models.BooleanField(_("direct invasion by the lung tumour"), null=True, blank=True)
    soft_tissue_mass = models.BooleanField(_("soft tissue mass"), null=True, blank=True)
    solitary = models.BooleanField(_("solitary"), null=True, blank=True)
    weight_bearing = models.BooleanField(_("weight bearing"), null=True, blank=True)
    suv_max = models.DecimalField("SUVmax", max_digits=5, decimal_places=1, null=True, blank=True)

    class Meta(Recorded.Meta):
        ordering = ["bone", "site", "created_at"]
        verbose_name = _("bone lesion")
        verbose_name_plural = _("bone lesions")
        indexes = [valid("lesion_latest", "bone")]

    def __str__(self) -> str:
        return f"{self.site}"
