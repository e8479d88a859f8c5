"""An examination told by the archive enters the record: a new row, or the images of one that is there."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from guidelines.imaging.modalities import Modality
from imaging.models import ImagingStudy
from imaging.pacs.protocol import FoundStudy
from imaging.pacs.reading import Pulled
from imaging.services.linking import images_link
from imaging.services.studies import STUDY
from imaging.specs import StudySpec
from patients.models import Patient
from patients.services.recording import record_add
from patients.services.writing import refuse

# DICOM's own words for a device. A nuclear medicine image need not be a bone scan, so it is not guessed.
MODALITIES = {
    frozenset({"CT"}): Modality.CT,
    frozenset({"MR"}): Modality.MRI,
    frozenset({"CR"}): Modality.XRAY,
    frozenset({"DX"}): Modality.XRAY,
}
NO_IMAGES = frozenset({"SR", "PR", "KO", "DOC"})
LONGEST_TEXT, LONGEST_REGION = 60, 200


@transaction.atomic
def study_register(
    *,
    by: User,
    patient: Patient,
    found: FoundStudy,
    series: Iterable[Pulled],
    study: ImagingStudy | None,
    today: date,
) -> ImagingStudy:
    """The examination with its images; `study` None: one that is not in the record yet.

    Raises ValidationError when the archive gives no day or the images belong elsewhere, Conflict when the
    examination is void or has other images.
    """
    refuse({"accession_number": _without_day(found) if study is None else None})
    row = study or record_add(kind=STUDY, by=by, patient=patient, spec=spec_of(found), today=today)
    return images_link(by=by, study=row, found=found, series=series)


def spec_of(found: FoundStudy) -> StudySpec:
    """What the archive says of an examination, in the words of the record."""
    devices = frozenset(found.modalities) - NO_IMAGES
    modality = MODALITIES.get(devices)
    return StudySpec(
        modality=modality,
        modality_text="" if modality else (" ".join(sorted(devices)) or "DICOM")[:LONGEST_TEXT],
        done_on=found.done_on,
        region=found.description[:LONGEST_REGION],
    )


def candidates(patient: Patient, found: FoundStudy) -> QuerySet[ImagingStudy]:
    """Examinations of the record the images may belong to: of that day, without images or with these."""
    same_day = ImagingStudy.objects.filter(
        patient=patient, voided_at=None, done_on=found.done_on, study_uid=""
    )
    return same_day | ImagingStudy.objects.filter(patient=patient, voided_at=None, study_uid=found.study_uid)


def differences(patient: Patient, found: FoundStudy) -> list[str]:
    """In what the archive's patient differs from ours: nothing, the number, the name, or both."""
    numbers = (found.patient_id, patient.hospital_number)
    names = (_plain(found.patient_name), {_plain(patient.name), _plain(patient.name_pinyin)})
    return [
        *([] if numbers[0] == numbers[1] else ["number"]),
        *([] if names[0] in names[1] else ["name"]),
    ]


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()


def _without_day(found: FoundStudy) -> object:
    return _("The archive gives no day for this examination.") if found.done_on is None else None
