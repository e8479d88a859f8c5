"""How this room's rows are written: `patients.services.recording` with these kinds."""

from imaging.services.arranging import (
    slot_book,
    slot_order,
    slot_restore,
    slot_unbook,
    slot_waive,
    slots_ask,
)
from imaging.services.lesions import LESION
from imaging.services.studies import REGISTERED, STUDY, bone_window_record

__all__ = [
    "LESION",
    "REGISTERED",
    "STUDY",
    "bone_window_record",
    "slot_book",
    "slot_order",
    "slot_restore",
    "slot_unbook",
    "slot_waive",
    "slots_ask",
]
