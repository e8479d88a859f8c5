"""What a search answers, from the attributes of a file or of a QIDO-RS answer alike."""

from pydicom import Dataset

from imaging.pacs.headers import day, person, text, whole
from imaging.pacs.protocol import FoundStudy


def study_of(dataset: Dataset) -> FoundStudy:
    """The examination these attributes describe."""
    modalities = text(dataset, "ModalitiesInStudy") or text(dataset, "Modality")
    return FoundStudy(
        study_uid=text(dataset, "StudyInstanceUID"),
        accession_number=text(dataset, "AccessionNumber"),
        patient_id=text(dataset, "PatientID"),
        patient_name=person(dataset, "PatientName"),
        done_on=day(dataset, "StudyDate"),
        description=text(dataset, "StudyDescription"),
        modalities=tuple(modalities.split()),
        series=whole(dataset, "NumberOfStudyRelatedSeries") or None,
    )
