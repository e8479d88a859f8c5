"""A report or picture somebody attached to an examination. The file itself lies in `ATTACHMENT_DIR`."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from imaging.enums import AttachmentType
from imaging.models.studies import ImagingStudy
from patients.models.recorded import Recorded


@pghistory.track()
class ReportAttachment(Recorded):
    """`name` is for people only: the file on disk is called by the row's id. `sha256`: as it came."""

    study = models.ForeignKey(ImagingStudy, models.PROTECT, related_name="attachments")
    name = models.CharField(_("name"), max_length=100)
    type = models.CharField(_("type"), max_length=4, choices=AttachmentType)
    size = models.PositiveBigIntegerField(_("bytes"))
    sha256 = models.CharField("SHA-256", max_length=64)

    class Meta(Recorded.Meta):
        ordering = ["created_at"]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        indexes = [
            models.Index(fields=["study"], condition=models.Q(voided_at=None), name="attachment_valid")
        ]

    def __str__(self) -> str:
        return self.name
