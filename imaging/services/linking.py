"""An examination of the record and its images in the archive become one."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from imaging.models import ImagingSeries, ImagingStudy
from imaging.pacs.manifest import Manifest
from imaging.pacs.protocol import FoundStudy
from imaging.pacs.reading import Pulled
from patients.services.writing import locked, must, refuse

LONGEST = 64


@transaction.atomic
def images_link(
    *, by: User, study: ImagingStudy, found: FoundStudy, series: Iterable[Pulled]
) -> ImagingStudy:
    """The study with the images that were found for it; linking the same ones again brings new series only.

    Raises ValidationError when the images belong to another examination, Conflict when the study is void or
    has other images already.
    """
    must(by, Permission.IMAGING_RECORD)
    locked(study.patient_id)
    row = ImagingStudy.objects.select_for_update(of=("self",)).get(pk=study.pk)
    if row.voided_at is not None or row.study_uid not in ("", found.study_uid):
        raise Conflict(_("This examination is void, or has other images already."))
    refuse({"accession_number": _taken(row, found)})
    row.study_uid, row.accession_number = found.study_uid, found.accession_number
    row.save(update_fields=["study_uid", "accession_number"])
    known = set(row.series.values_list("series_uid", flat=True))
    fresh = [_row(row, one) for one in series if one.series_uid not in known]
    ImagingSeries.objects.bulk_create(fresh)
    return row


def _taken(row: ImagingStudy, found: FoundStudy) -> object:
    others = ImagingStudy.objects.filter(voided_at=None).exclude(pk=row.pk)
    same_number = others.filter(accession_number=found.accession_number).exclude(accession_number="")
    if same_number.exists() or others.filter(study_uid=found.study_uid).exists():
        return _("These images belong to another examination already.")
    return None


def _row(study: ImagingStudy, pulled: Pulled) -> ImagingSeries:
    one = pulled.manifest
    return ImagingSeries(
        study=study,
        series_uid=pulled.series_uid,
        modality=one.modality[:16],
        description=one.description[:LONGEST],
        kernel=one.kernel[:LONGEST],
        slice_thickness_mm=one.thickness_mm,
        row_spacing_mm=one.row_spacing_mm,
        column_spacing_mm=one.column_spacing_mm,
        rows=one.rows,
        columns=one.columns,
        n_instances=len(one.slices),
        frame_of_reference_uid=one.frame_of_reference,
        orientation=one.orientation,
        **_pixels(one),
    )


def _pixels(one: Manifest) -> dict[str, object]:
    return {
        "bits_allocated": one.bits_allocated,
        "bits_stored": one.bits_stored,
        "is_signed": one.is_signed,
        "is_monochrome1": one.is_monochrome1,
        "padding": one.padding,
        "sop_uids": [part.sop_uid for part in one.slices],
        "z_positions": [part.z_mm for part in one.slices],
        "rescales": [[part.slope, part.intercept] for part in one.slices],
        "limits": list(one.limits),
    }
