"""Key images: a slice in a window, made into a picture on the server, with a caption."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from imaging.models import ImagingSeries, KeyImage
from imaging.pacs import pacs
from imaging.pacs.cropping import Crop, cropped
from imaging.pacs.errors import NotShown
from imaging.pacs.rendering import PictureType, picture
from imaging.pacs.windows import Window
from imaging.selectors.images import address_of, slice_of
from imaging.services.studies import level_problem, width_problem
from patients.models import Patient
from patients.services.recording import Kind, Problems, record_add
from patients.services.writing import must, refuse


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyImageSpec:
    """A slice by its place in the series, the window it is shown in, a part of it or all of it (None)."""

    series_id: UUID
    slice_index: int
    width: int
    level: int
    crop: Crop | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class MadeKeyImage:
    """The same with its picture."""

    asked: KeyImageSpec
    series: ImagingSeries
    jpeg: bytes


def key_image_add(*, by: User, patient: Patient, spec: KeyImageSpec, today: date) -> KeyImage:
    """The key image. Raises ValidationError per field, PacsError when the slice cannot be fetched."""
    must(by, Permission.IMAGING_RECORD)
    rows = ImagingSeries.objects.select_related("study").filter(study__patient=patient, study__voided_at=None)
    series = rows.filter(pk=spec.series_id).first()
    if series is None:
        raise ValidationError({"series": _("These images do not belong to the patient.")})
    refuse(_place_problems(spec, series))
    made = MadeKeyImage(spec, series, _jpeg(spec, series))
    return record_add(kind=KEY_IMAGE, by=by, patient=patient, spec=made, today=today)


def _place_problems(spec: KeyImageSpec, series: ImagingSeries) -> Problems:
    is_inside = 0 <= spec.slice_index < series.n_instances
    fits = spec.crop is None or spec.crop.fits(series.rows, series.columns)
    return {
        "slice_index": None if is_inside else _("The series does not have such a slice."),
        "crop": None if fits else _("This part lies outside the image."),
        "width": width_problem(spec.width),
        "level": level_problem(spec.level),
    }


def _jpeg(spec: KeyImageSpec, series: ImagingSeries) -> bytes:
    if not series.can_show:
        raise NotShown
    whole = slice_of(series, spec.slice_index, pacs().frame(address_of(series, spec.slice_index)))
    part = cropped(whole, spec.crop) if spec.crop else whole
    return picture(part, Window(spec.width, spec.level), PictureType.JPEG, series.edges)


def _columns(made: MadeKeyImage) -> dict[str, Any]:
    asked, crop = made.asked, made.asked.crop
    return {
        "series": made.series,
        "sop_uid": made.series.sop_uids[asked.slice_index],
        "slice_index": asked.slice_index,
        "width": asked.width,
        "level": asked.level,
        "crop_left": crop.left if crop else None,
        "crop_top": crop.top if crop else None,
        "crop_width": crop.width if crop else None,
        "crop_height": crop.height if crop else None,
        "caption": asked.caption,
        "jpeg": made.jpeg,
    }


def _nothing_wrong(_made: MadeKeyImage, _patient: Patient, _today: date) -> Problems:
    return {}


KEY_IMAGE = Kind(KeyImage, Permission.IMAGING_RECORD, _nothing_wrong, _columns)
