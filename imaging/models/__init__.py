"""Tables of this room."""

from imaging.models.assessments import ResponseAssessment
from imaging.models.attachments import ReportAttachment
from imaging.models.key_images import KeyImage
from imaging.models.lesions import Lesion
from imaging.models.measurements import LesionMeasurement, LesionScore
from imaging.models.reviews import BoneWindowReview, BoneWindowStatement
from imaging.models.series import ImagingSeries
from imaging.models.slots import ImagingSlot
from imaging.models.studies import ImagingStudy

__all__ = [
    "BoneWindowReview",
    "BoneWindowStatement",
    "ImagingSeries",
    "ImagingSlot",
    "ImagingStudy",
    "KeyImage",
    "Lesion",
    "LesionMeasurement",
    "LesionScore",
    "ReportAttachment",
    "ResponseAssessment",
]
