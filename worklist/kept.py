"""What is kept of an assessment beside its tasks, as JSON: the data flags and the examinations that come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from guidelines.assessment.data import DataFlag
from guidelines.assessment.imaging import open_slots
from guidelines.imaging.calendar import SlotKind, SlotState, SlotStatus


@dataclass(frozen=True, slots=True)
class KeptSlot:
    """An examination of the calendar that is not done, with its state when it was assessed."""

    kind: SlotKind
    due_on: date
    state: SlotState


def flag_note(flag: DataFlag) -> dict[str, Any]:
    """A data flag: its check, the field it is about, its words."""
    message = {"zh": flag.message.zh, "en": flag.message.en}
    return {"check": flag.check, "field": flag.field, "message": message}


def slot_notes(slots: Iterable[SlotStatus]) -> list[dict[str, str]]:
    """The examinations that are not done: coming, due soon, and of each kind the last that was let pass."""
    return [
        {
            "kind": status.slot.kind.value,
            "due_on": status.slot.due_on.isoformat(),
            "state": status.state.value,
        }
        for status in open_slots(tuple(slots))
    ]


def kept_slots(notes: Iterable[dict[str, str]]) -> tuple[KeptSlot, ...]:
    """The notes read again; one written before states were kept is of an examination that was due soon."""
    return tuple(
        KeptSlot(
            SlotKind(note["kind"]),
            date.fromisoformat(note["due_on"]),
            SlotState(note.get("state", SlotState.DUE_SOON.value)),
        )
        for note in notes
    )
