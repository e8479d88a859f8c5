"""Tables of this room."""

from imaging.models.lesions import Lesion
from imaging.models.slots import ImagingSlot
from imaging.models.studies import ImagingStudy

__all__ = ["ImagingSlot", "ImagingStudy", "Lesion"]
