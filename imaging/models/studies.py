"""One examination: what was looked at, when, what was found, and whether the bone window was read."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from imaging.enums import Response, Standard
from patients.models import Patient
from patients.models.recorded import Recorded, valid

# A bone window counts as read with its day only (IMG-21; docs/adr/0018).
WINDOW_READ = models.Q(bone_window_reviewed=True, bone_window_on__isnull=False)


def _one_valid(column: str) -> models.UniqueConstraint:
    """Images belong to one examination of one patient."""
    linked = models.Q(voided_at=None) & ~models.Q(**{column: ""})
    return models.UniqueConstraint(fields=[column], condition=linked, name=f"one_study_per_{column}")


@pghistory.track()
class ImagingStudy(Recorded):
    """An examination. `done_on` None: the source gives no day, so it fills no slot of the calendar.

    `modality` (VOC-10) empty: none of the list, `modality_text` is what the document calls it.
    `bone_window_reviewed` None: not stated, which is not the same as not read (IMG-21).
    `order_basis`: codes of OrderBasis (IMG-14), empty: not stated.
    `response_standard` is empty only where a document names none (IMG-49).
    `study_uid` and `accession_number` are empty until the examination is linked to its images.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="imaging_studies")
    modality = models.CharField(_("examination"), max_length=12, blank=True)
    modality_text = models.CharField(_("examination as told"), max_length=60, blank=True)
    region = models.CharField(_("region"), max_length=200, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    is_approximate = models.BooleanField(_("about that day"), default=False)
    outside_hospital = models.CharField(_("other hospital"), max_length=100, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    findings = models.TextField(_("findings"), blank=True)
    bone_window_reviewed = models.BooleanField(_("bone window read"), null=True, blank=True)
    bone_window_by = models.CharField(_("bone window read by"), max_length=60, blank=True)
    bone_window_on = models.DateField(_("bone window read on"), null=True, blank=True)
    window_width = models.PositiveIntegerField(_("window width"), null=True, blank=True)
    window_level = models.IntegerField(_("window level"), null=True, blank=True)
    response = models.CharField(_("response"), max_length=2, choices=Response, blank=True)
    response_standard = models.CharField(
        _("standard of the response"), max_length=10, choices=Standard, blank=True
    )
    response_text = models.CharField(_("response as told"), max_length=300, blank=True)
    order_basis = models.JSONField(_("ordered because of"), default=list, blank=True)
    accession_number = models.CharField(_("accession number"), max_length=64, blank=True, editable=False)
    study_uid = models.CharField("Study Instance UID", max_length=64, blank=True, editable=False)

    class Meta(Recorded.Meta):
        ordering = ["-done_on", "-created_at"]
        verbose_name = _("imaging study")
        verbose_name_plural = _("imaging studies")
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(
                # Spelt out: a comparison with NULL is neither true nor false, and a check lets that pass.
                condition=models.Q(bone_window_reviewed__isnull=False, bone_window_reviewed=True)
                | models.Q(bone_window_on=None, window_width=None, window_level=None),
                name="bone_window_details_need_a_reading",
            ),
            _one_valid("study_uid"),
            _one_valid("accession_number"),
        ]
        indexes = [valid("study_latest", "-done_on")]

    def __str__(self) -> str:
        return f"{self.modality} {self.done_on}"

    @property
    def has_read_window(self) -> bool:
        """Whether the bone window counts as read: `WINDOW_READ`, of one row."""
        return self.bone_window_reviewed is True and self.bone_window_on is not None
