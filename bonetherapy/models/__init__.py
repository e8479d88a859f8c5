"""Tables of this room."""

from bonetherapy.models.courses import Course, CourseChange
from bonetherapy.models.doses import Dose
from bonetherapy.models.history import NotStarted, ReportedTherapy
from bonetherapy.models.oral import DentalRecord
from bonetherapy.models.protocols import DrugProtocol
from bonetherapy.models.rebound import ReboundWatch
from bonetherapy.models.safety import AdverseEvent, SupplementOrder
from bonetherapy.models.ward_sheets import WardSheet, WardSheetLine

__all__ = [
    "AdverseEvent",
    "Course",
    "CourseChange",
    "DentalRecord",
    "Dose",
    "DrugProtocol",
    "NotStarted",
    "ReboundWatch",
    "ReportedTherapy",
    "SupplementOrder",
    "WardSheet",
    "WardSheetLine",
]
