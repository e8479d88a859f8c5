"""Draws one Django form field the house way: label above, hint, unit inside, error with what to change."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.forms import BaseForm

MAX_BUTTONS = 6
DATE_FORMAT = "%Y-%m-%d"
MOMENT_FORMAT = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio button or tick drawn as a button."""

    id: str
    value: str
    label: str
    checked: bool
    note: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A line of the error summary: what is wrong and where to jump."""

    href: str
    label: str
    text: str


def kind_of(field: BoundField) -> str:
    """`hidden`, `tick`, `choices`, `date`, `select`, `password` or `text`: which drawing fits the widget."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.PasswordInput):
        return "password"
    if isinstance(field.field, forms.DateField):
        return "date"
    return "select" if isinstance(widget, forms.Select) else "text"


def choices_of(field: BoundField, notes: dict[str, str] | None = None) -> list[Choice]:
    """The options of a radio or tick group; `notes` maps a value to a small second line (上次)."""
    chosen = _chosen(field)
    options: list[tuple[Any, Any]] = [
        (value, label) for value, label in getattr(field.field, "choices", ()) if value not in ("", None)
    ]
    return [
        Choice(
            id=f"{field.auto_id}_{index}",
            value=str(value),
            label=str(label),
            checked=str(value) in chosen,
            note=str((notes or {}).get(str(value), "")),
        )
        for index, (value, label) in enumerate(options)
    ]


def _chosen(field: BoundField) -> set[str]:
    value = field.value()
    if value is None:
        return set()
    return {str(item) for item in value} if isinstance(value, list | tuple | set) else {str(value)}


def control(field: BoundField, size: str = "") -> str:
    """The HTML of the control itself with describedby, invalid, keyboard type and a class for its width."""
    _prepare(field)
    attributes: dict[str, str | bool] = {**_described(field)}
    if kind_of(field) != "tick":
        attributes["class"] = f"input {_width(field, size)}".strip()
    if isinstance(field.field, forms.DecimalField | forms.FloatField):
        attributes["inputmode"] = "decimal"
    elif isinstance(field.field, forms.IntegerField):
        attributes["inputmode"] = "numeric"
    if not isinstance(field.field.widget, forms.Select | forms.Textarea):
        attributes.setdefault("autocomplete", field.field.widget.attrs.get("autocomplete", "off"))
    return field.as_widget(attrs=attributes)


def _width(field: BoundField, size: str) -> str:
    if size:
        return f"input--{size}"
    if isinstance(field.field, forms.DecimalField | forms.IntegerField | forms.FloatField):
        return "input--number"
    return "input--date" if isinstance(field.field, forms.DateField) else ""


def _described(field: BoundField) -> dict[str, str]:
    ids = []
    if field.help_text:
        ids.append(f"{field.auto_id}_hint")
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    attributes = {"aria-describedby": " ".join(ids)} if ids else {}
    if field.errors:
        attributes["aria-invalid"] = "true"
    return attributes


def _prepare(field: BoundField) -> None:
    """Numbers are plain text (a wheel must not change a dose); dates use the picker of the browser.

    The widget belongs to this one form (Django copies fields), so changing it here reaches no other page.
    A date that could not be read stays a text field: a picker would throw away what was typed.
    """
    widget = field.field.widget
    if isinstance(widget, forms.NumberInput):
        widget.input_type = "text"
    elif isinstance(widget, forms.DateTimeInput):
        widget.format = MOMENT_FORMAT
        widget.input_type = "text" if field.errors else "datetime-local"
    elif isinstance(widget, forms.DateInput):
        widget.format = DATE_FORMAT
        widget.input_type = "text" if field.errors else "date"
    elif isinstance(widget, forms.TimeInput):
        widget.format = "%H:%M"
        widget.input_type = "text" if field.errors else "time"


def problems_of(form: BaseForm) -> list[Problem]:
    """All errors of a form in field order, those of the whole form first."""
    found = [Problem("", "", str(text)) for text in form.non_field_errors()]
    for field in form:
        found += [Problem(f"#{field.auto_id}", str(field.label), str(text)) for text in field.errors]
    return found
