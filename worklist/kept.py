"""What is kept of an assessment beside its tasks, as JSON: the data flags and the examinations that come."""

from collections.abc import Iterable
from typing import Any

from guidelines.assessment.data import DataFlag
from guidelines.imaging.calendar import SlotState, SlotStatus

# An overdue slot is a finding, hence a task of its own; a slot far ahead asks for nothing yet.
COMING = SlotState.DUE_SOON


def flag_note(flag: DataFlag) -> dict[str, Any]:
    """A data flag: its check, the field it is about, its words."""
    message = {"zh": flag.message.zh, "en": flag.message.en}
    return {"check": flag.check, "field": flag.field, "message": message}


def slot_notes(slots: Iterable[SlotStatus]) -> list[dict[str, str]]:
    """The examinations that are due soon."""
    return [
        {"kind": status.slot.kind.value, "due_on": status.slot.due_on.isoformat()}
        for status in slots
        if status.state is COMING
    ]
