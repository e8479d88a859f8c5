"""Tables of this room."""

from accounts.models.audit import ReadRecord, TrailBatch, TrailEntry, TrailUnsealed
from accounts.models.places import Department, Hospital, Ward
from accounts.models.submissions import Submission
from accounts.models.users import User

__all__ = [
    "Department",
    "Hospital",
    "ReadRecord",
    "Submission",
    "TrailBatch",
    "TrailEntry",
    "TrailUnsealed",
    "User",
    "Ward",
]
