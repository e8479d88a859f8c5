"""Tables of this room."""

from accounts.models.audit import ReadRecord
from accounts.models.places import Department, Hospital, Ward
from accounts.models.users import User

__all__ = ["Department", "Hospital", "ReadRecord", "User", "Ward"]
