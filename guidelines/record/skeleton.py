"""What happened to bone: skeletal events, the statement that none did, biopsies."""

from dataclasses import dataclass

from guidelines.bone.sre import SreType
from guidelines.record.entry import Entry
from guidelines.record.sites import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class SkeletalEvent(Entry):
    """A skeletal-related event (VOC-13).

    `pathological` False = a fracture that the record calls spontaneous or traumatic; None = not stated.
    """

    event: SreType
    site: Site | None = None
    pathological: bool | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFreeStatement(Entry):
    """Somebody stated that until the day `on` no skeletal event had happened."""

    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Biopsy(Entry):
    """A biopsy; `of_bone` None = the specimen is not named. `positive` None = no result yet."""

    specimen: str = ""
    of_bone: bool | None = None
    positive: bool | None = None
