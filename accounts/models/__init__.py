"""Tables of this room."""

from accounts.models.audit import ReadRecord, TrailBatch, TrailEntry, TrailUnsealed
from accounts.models.passwords import FormerPassword
from accounts.models.places import Department, Hospital, Ward
from accounts.models.sessions import OpenSession
from accounts.models.submissions import Submission
from accounts.models.users import User

__all__ = [
    "Department",
    "FormerPassword",
    "Hospital",
    "OpenSession",
    "ReadRecord",
    "Submission",
    "TrailBatch",
    "TrailEntry",
    "TrailUnsealed",
    "User",
    "Ward",
]
