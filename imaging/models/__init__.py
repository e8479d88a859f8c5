"""Tables of this room."""

from imaging.models.lesions import Lesion
from imaging.models.studies import ImagingStudy

__all__ = ["ImagingStudy", "Lesion"]
