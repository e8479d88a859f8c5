"""Who took part in a meeting, and how."""

from dataclasses import dataclass

from accounts.enums import Discipline
from accounts.models import User
from guidelines.mdt.quorum import AttendanceMode


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceSpec:
    """One person; `user` None: a guest without an account. `hospital` empty: that of the account."""

    user: User | None
    name: str
    discipline: Discipline
    mode: AttendanceMode = AttendanceMode.ON_SITE
    hospital: str = ""
