"""How this room's rows are written: `patients.services.recording` with these kinds."""

from imaging.services.attachments import attachment_add, attachment_void
from imaging.services.lesions import LESION
from imaging.services.linking import images_link
from imaging.services.studies import STUDY, bone_window_record

__all__ = ["LESION", "STUDY", "attachment_add", "attachment_void", "bone_window_record", "images_link"]
