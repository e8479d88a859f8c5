"""How this room's rows are written: `patients.services.recording` with these kinds."""

from imaging.services.arranging import (
    slot_book,
    slot_order,
    slot_refuse,
    slot_restore,
    slot_unbook,
    slot_waive,
    slots_ask,
)
from imaging.services.attachments import attachment_add, attachment_void
from imaging.services.lesions import LESION
from imaging.services.linking import images_link
from imaging.services.measuring import MEASUREMENT, measurement_record
from imaging.services.reading import READING, reading_record
from imaging.services.responding import RESPONSE, response_record, response_void
from imaging.services.scoring import lesion_score_add
from imaging.services.statements import bone_window_record
from imaging.services.studies import REGISTERED, STUDY

__all__ = [
    "LESION",
    "MEASUREMENT",
    "READING",
    "REGISTERED",
    "RESPONSE",
    "STUDY",
    "attachment_add",
    "attachment_void",
    "bone_window_record",
    "images_link",
    "lesion_score_add",
    "measurement_record",
    "reading_record",
    "response_record",
    "response_void",
    "slot_book",
    "slot_order",
    "slot_refuse",
    "slot_restore",
    "slot_unbook",
    "slot_waive",
    "slots_ask",
]
