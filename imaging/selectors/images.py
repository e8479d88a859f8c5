"""Series and examinations a user may see, and where each of their frames lies in the archive."""

from django.db.models import QuerySet

from accounts.models import User
from imaging.models import ImagingSeries, ImagingStudy, ReportAttachment
from imaging.pacs.protocol import FrameAddress
from imaging.pacs.rendering import Slice
from patients.selectors import visible_to


def studies_of(user: User) -> QuerySet[ImagingStudy]:
    """Valid examinations of patients the user may see."""
    return ImagingStudy.objects.filter(patient__in=visible_to(user), voided_at=None)


def series_of(user: User) -> QuerySet[ImagingSeries]:
    """Their series: no image of any other examination can be asked for."""
    return ImagingSeries.objects.filter(study__in=studies_of(user)).select_related("study")


def attachments_of(user: User) -> QuerySet[ReportAttachment]:
    """Valid attachments of those examinations."""
    rows = ReportAttachment.objects.filter(study__in=studies_of(user), voided_at=None)
    return rows.select_related("study", "recorded_by")


def address_of(series: ImagingSeries, index: int) -> FrameAddress:
    """Where a slice lies; the client never names a UID. Raises IndexError beyond the last slice."""
    return FrameAddress(
        study_uid=series.study.study_uid,
        series_uid=series.series_uid,
        sop_uid=series.sop_uids[index],
        rows=series.rows,
        columns=series.columns,
        bits_allocated=series.bits_allocated,
        bits_stored=series.bits_stored,
        is_signed=series.is_signed,
    )


def slice_of(series: ImagingSeries, index: int, pixels: bytes) -> Slice:
    """A slice as it is drawn."""
    slope, intercept = series.rescales[index]
    return Slice(
        pixels=pixels,
        rows=series.rows,
        columns=series.columns,
        is_signed=series.is_signed,
        slope=slope,
        intercept=intercept,
        modality=series.modality,
        padding=series.padding,
        is_monochrome1=series.is_monochrome1,
        row_spacing_mm=series.row_spacing_mm,
        column_spacing_mm=series.column_spacing_mm,
    )
