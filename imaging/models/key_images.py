"""A key image: one slice in one window with a caption, as the board will see it."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from imaging.models.series import ImagingSeries
from patients.models import Patient
from patients.models.recorded import Recorded, valid


@pghistory.track(exclude=["jpeg"])
class KeyImage(Recorded):
    """The slice by its UID, the window it is shown in, and a picture made from it on the server.

    `crop_left` to `crop_height` are the part of the slice in pixels; None: the whole slice. `jpeg` holds no
    DICOM tags.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="key_images")
    series = models.ForeignKey(ImagingSeries, models.PROTECT, related_name="key_images")
    sop_uid = models.CharField(_("instance"), max_length=64)
    slice_index = models.PositiveIntegerField(_("slice"))
    width = models.PositiveIntegerField(_("window width"))
    level = models.IntegerField(_("window level"))
    crop_left = models.PositiveIntegerField(null=True, blank=True)
    crop_top = models.PositiveIntegerField(null=True, blank=True)
    crop_width = models.PositiveIntegerField(null=True, blank=True)
    crop_height = models.PositiveIntegerField(null=True, blank=True)
    caption = models.CharField(_("caption"), max_length=200, blank=True)
    jpeg = models.BinaryField()

    class Meta(Recorded.Meta):
        ordering = ["-created_at"]
        verbose_name = _("key image")
        verbose_name_plural = _("key images")
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(condition=models.Q(width__gte=1), name="key_image_has_a_window"),
        ]
        indexes = [valid("key_image_latest", "-created_at")]

    def __str__(self) -> str:
        return self.caption or f"{self.slice_index}"
