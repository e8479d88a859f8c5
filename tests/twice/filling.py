"""What somebody sends who leaves a form as it stands and answers what it asks for."""

from collections.abc import Iterator, Mapping
from typing import Any

from accounts.once.keys import ASKS
from tests.cast import TODAY
from tests.twice.markup import Control, Form

# What stands in a field the page asks for, by its kind; else the word.
GUESSES = {"date": str(TODAY), "datetime-local": f"{TODAY}T11:00", "time": "15:00"}
NUMBER = "1"
WORD = "已核对"
PRESSED = {"checkbox", "radio"}
UNSENT = {"file", "submit", "button", "reset", "image"}


def filled(form: Form, typed: Mapping[str, Any]) -> dict[str, Any]:
    """The form as it is sent; `typed` stands over what is there, None takes a field away."""
    said: dict[str, Any] = {}
    for control in form.controls:
        for value in _sent(control, said, typed):
            said.setdefault(control.name, []).append(value)
    said.update(_pressed(form))
    said.update(typed)
    return {name: value for name, value in said.items() if value is not None}


def _sent(control: Control, said: Mapping[str, Any], typed: Mapping[str, Any]) -> Iterator[str]:
    if not control.name or control.kind in UNSENT or "disabled" in control.attributes:
        return
    is_asked = control.is_needed and control.name not in said
    if control.kind in PRESSED:
        is_on = "checked" in control.attributes
        if is_on or (is_asked and control.name not in typed):
            yield control.attributes.get("value") or "on"
    elif control.value or not is_asked:
        yield control.value
    else:
        yield _guess(control)


def _pressed(form: Form) -> dict[str, str]:
    """The first button that acts, if it says anything."""
    buttons = (one for one in form.controls if one.tag == "button" and one.name not in ASKS)
    first = next(buttons, None)
    return {first.name: first.value} if first and first.name else {}


def _guess(control: Control) -> str:
    if control.kind == "select":
        return next(filter(None, control.options), "")
    if "inputmode" in control.attributes:
        return control.attributes.get("min") or NUMBER
    return GUESSES.get(control.kind, WORD)
