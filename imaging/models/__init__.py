"""Tables of this room."""

from imaging.models.assessments import ResponseAssessment
from imaging.models.attachments import ReportAttachment
from imaging.models.key_images import KeyImage
from imaging.models.lesions import Lesion
from imaging.models.measurements import LesionMeasurement, LesionScore
from imaging.models.plans import FollowUpPlan
from imaging.models.readings import LesionReading
from imaging.models.reviews import BoneWindowReview, BoneWindowStatement
from imaging.models.series import ImagingSeries
from imaging.models.slots import ImagingSlot
from imaging.models.studies import WINDOW_READ, ImagingStudy

__all__ = [
    "WINDOW_READ",
    "BoneWindowReview",
    "BoneWindowStatement",
    "FollowUpPlan",
    "ImagingSeries",
    "ImagingSlot",
    "ImagingStudy",
    "KeyImage",
    "Lesion",
    "LesionMeasurement",
    "LesionReading",
    "LesionScore",
    "ReportAttachment",
    "ResponseAssessment",
]
