"""A corrected examination keeps its images, its statements, its attachments and the lesions seen in it."""

from imaging.models import ImagingStudy


def images_follow(old: ImagingStudy, new: ImagingStudy) -> None:
    """What hung on the old row hangs on the new one; the old row keeps its words only."""
    new.study_uid, new.accession_number = old.study_uid, old.accession_number
    new.save(update_fields=["study_uid", "accession_number"])
    old.lesions.filter(voided_at=None).update(study=new)
    old.series.update(study=new)
    old.window_statements.update(study=new)
    old.attachments.filter(voided_at=None).update(study=new)
