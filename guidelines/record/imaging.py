"""Imaging studies as they were reported."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guidelines.imaging.calendar import SlotKind
from guidelines.imaging.modalities import Modality
from guidelines.imaging.orders import OrderBasis
from guidelines.lesions import Bone
from guidelines.record.entry import Entry
from guidelines.record.lesions import BoneLesion


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowReview(Entry):
    """The bone window of a CT, read on the day `on`; `reviewed` None = not stated. Width and level in HU."""

    reviewed: bool | None = None
    by: str = ""
    window_width: Decimal | None = None
    window_level: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImagingStudy(Entry):
    """A study; `modality` None = not named, `modality_text` is what the record calls it.

    `bones` are the bones in the field of view, empty = not stated. `reason` is why a PET/CT replaced a bone
    scan. `response` is as reported, in words or as category; `mixed` = one lesion grew alone (IMG-46).
    `basis` is why it was ordered, empty = not stated.
    """

    modality: Modality | None = None
    modality_text: str = ""
    region: str = ""
    bones: frozenset[Bone] = frozenset()
    whole_body: bool | None = None
    bone_window: WindowReview | None = None
    reason: str = ""
    response: str = ""
    basis: frozenset[OrderBasis] = frozenset()
    mixed: bool = False
    text: str = ""
    lesions: tuple[BoneLesion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenUpScan(Entry):
    """An examination of the calendar that an oncologist gave up on the day `on`, with the reason (IMG-10)."""

    kind: SlotKind
    due_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanOrder(Entry):
    """An examination of the calendar that was ordered on the day `on` and is not done; why (IMG-14)."""

    kind: SlotKind
    basis: frozenset[OrderBasis]
