"""Tables of this room."""

from imaging.models.assessments import ResponseAssessment
from imaging.models.lesions import Lesion
from imaging.models.measurements import LesionMeasurement, LesionScore
from imaging.models.studies import ImagingStudy

__all__ = ["ImagingStudy", "Lesion", "LesionMeasurement", "LesionScore", "ResponseAssessment"]
