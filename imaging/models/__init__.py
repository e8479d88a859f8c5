"""Tables of this room."""

from imaging.models.attachments import ReportAttachment
from imaging.models.lesions import Lesion
from imaging.models.series import ImagingSeries
from imaging.models.studies import ImagingStudy

__all__ = ["ImagingSeries", "ImagingStudy", "Lesion", "ReportAttachment"]
