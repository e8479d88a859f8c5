"""One imaging study as the rules read it: what was done, when, and what was read in it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guidelines.imaging.modalities import Modality
from guidelines.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class BoneWindowReview:
    """The quality field of a CT report (IMG-21); `reviewed` None = left empty. Width and level in HU."""

    reviewed: bool | None
    reader: Role | None = None
    reviewed_on: date | None = None
    window_width: Decimal | None = None
    window_level: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A study that was done. `whole_body` None = not stated; `reason` is why a PET/CT replaced a bone scan.

    A study without a date fills no slot, so it is not handed to the calendar.
    """

    study_id: str
    modality: Modality
    done_on: date
    whole_body: bool | None = None
    reason: str = ""
    bone_window: BoneWindowReview | None = None
