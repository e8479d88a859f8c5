"""A series of images in the archive: where its slices lie and how their pixels are stored. No pixels here."""

from decimal import Decimal
from typing import TYPE_CHECKING

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.base import Row
from imaging.enums import SeriesLimit
from imaging.models.studies import ImagingStudy
from imaging.pacs.orientation import Edges, Plane, edges_of, plane_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

UNMEASURABLE = frozenset({SeriesLimit.MULTI_FRAME, SeriesLimit.COLOUR, SeriesLimit.NO_SPACING})
NOT_SHOWN = frozenset({SeriesLimit.MULTI_FRAME, SeriesLimit.COLOUR})


def _spacing(name: "_StrPromise") -> "models.DecimalField[Decimal | None, Decimal | None]":
    return models.DecimalField(name, max_digits=12, decimal_places=6, null=True)


@pghistory.track()
class ImagingSeries(Row):
    """One series of a study, its slices from the feet to the head.

    Lists have one entry per slice. A height of None in `z_positions`: the image does not say where it lies.
    A spacing or thickness of None: not stated, so nothing is measured. `orientation` is the
    ImageOrientationPatient they share; None: not stated, so no side is named. `limits`: what does not go.
    """

    study = models.ForeignKey(ImagingStudy, models.PROTECT, related_name="series")
    series_uid = models.CharField("Series Instance UID", max_length=64)
    modality = models.CharField(_("DICOM modality"), max_length=16)
    description = models.CharField(_("description"), max_length=64, blank=True)
    kernel = models.CharField(_("kernel"), max_length=64, blank=True)
    slice_thickness_mm = _spacing(_("slice thickness (mm)"))
    row_spacing_mm = _spacing(_("between rows (mm)"))
    column_spacing_mm = _spacing(_("between columns (mm)"))
    rows = models.PositiveIntegerField(_("rows"))
    columns = models.PositiveIntegerField(_("columns"))
    n_instances = models.PositiveIntegerField(_("slices"))
    frame_of_reference_uid = models.CharField("Frame of Reference UID", max_length=64, blank=True)
    bits_allocated = models.PositiveSmallIntegerField(_("bits allocated"))
    bits_stored = models.PositiveSmallIntegerField(_("bits stored"))
    is_signed = models.BooleanField(_("signed"))
    is_monochrome1 = models.BooleanField(_("low values are bright"), default=False)
    padding = models.IntegerField(_("padding value"), null=True)
    sop_uids = models.JSONField("SOP Instance UIDs")
    z_positions = models.JSONField(_("heights (mm)"))
    rescales = models.JSONField(_("slope and intercept"))
    orientation = models.JSONField(_("orientation"), null=True)
    limits = models.JSONField(_("limits"), default=list)

    class Meta:
        ordering = ["modality", "-n_instances", "series_uid"]
        verbose_name = _("image series")
        verbose_name_plural = _("image series")
        constraints = [models.UniqueConstraint(fields=["study", "series_uid"], name="one_row_per_series")]

    def __str__(self) -> str:
        return f"{self.modality} {self.description}"

    @property
    def can_show(self) -> bool:
        """Whether it is a stack of grey slices."""
        return not NOT_SHOWN & set(self.limits)

    @property
    def is_measurable(self) -> bool:
        """Whether a distance within a slice means millimetres."""
        return not UNMEASURABLE & set(self.limits)

    @property
    def can_reformat(self) -> bool:
        """Whether the slices make a straight axial block: nothing but a scout image left out."""
        return self.plane is Plane.AXIAL and not set(self.limits) - {SeriesLimit.MIXED}

    @property
    def plane(self) -> Plane:
        """The plane of its slices; axial where they do not say, as those of an old scanner are."""
        return plane_of(self.orientation) if self.orientation else Plane.AXIAL

    @property
    def edges(self) -> Edges | None:
        """Which side of the patient each edge of a slice shows; None: the images do not say."""
        return edges_of(self.orientation) if self.orientation else None

    @property
    def why_not(self) -> list[str]:
        """What does not go, in words."""
        return [str(SeriesLimit(code).label) for code in self.limits]
