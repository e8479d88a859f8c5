"""What forms of the record share: a day that must be said, words, and answers that may stay unknown."""

from typing import Any, Generic, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.vocabulary import choices
from guidelines.record.sites import Side
from guidelines.terms import Term
from patients.forms.base import RoomForm
from patients.models import Patient
from patients.models.recorded import Recorded

S = TypeVar("S")
UNKNOWN = [("", _("not stated"))]
YES_NO = [*UNKNOWN, ("yes", _("yes")), ("no", _("no"))]
ANSWERS = {"yes": True, "no": False}
WORDS = {value: word for word, value in ANSWERS.items()}


class RecordForm(RoomForm, Generic[S]):
    """A form for one kind of row. Fields are named like the columns they fill.

    `rarely` names the fields that stand behind "more": only some documents fill them; `judged_by` those the
    rules read while the form is filled in.
    """

    rarely: tuple[str, ...] = ()
    judged_by: tuple[str, ...] = ()

    def __init__(self, *args: Any, patient: Patient, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.patient = patient

    @classmethod
    def start(cls, row: Recorded) -> dict[str, Any]:
        """What the form of a correction shows: the row as it stands."""
        shown = {name: field for name, field in cls.base_fields.items() if hasattr(row, name)}
        return {name: _as_chosen(getattr(row, name), field) for name, field in shown.items()}

    def spec(self) -> S:
        """What was typed. Only after the form was found valid."""
        raise NotImplementedError

    def ask_reason(self) -> None:
        """Ask why as well: for a correction."""
        self.fields["reason"] = words(_("Reason of the correction"), 200, required=True)

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, without the reason of a correction."""
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """The fields everybody fills."""
        return [field for field in self if field.name not in self.rarely]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The fields behind "more"."""
        return [self[name] for name in self.rarely]

    @property
    def has_more(self) -> bool:
        """True when one of them says something, so that it must be seen."""
        return any(self[name].value() or self[name].errors for name in self.rarely)


def _as_chosen(value: Any, field: forms.Field) -> Any:
    is_answer = isinstance(value, bool) and isinstance(field, forms.ChoiceField)
    return WORDS[value] if is_answer else value


def words(label: Any, longest: int, *, required: bool = False, area: bool = False) -> forms.CharField:
    """Free text; one line unless `area`."""
    widget = forms.Textarea(attrs={"rows": 3}) if area else forms.TextInput
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget)


def day(label: Any, *, required: bool = True) -> forms.DateField:
    """A day."""
    return forms.DateField(label=label, required=required)


def about() -> forms.BooleanField:
    """Whether the day is only about right."""
    return forms.BooleanField(label=_("About that day"), required=False)


def yes_no(label: Any) -> forms.TypedChoiceField:
    """Yes, no, or not stated: None, which is never "no"."""
    return forms.TypedChoiceField(
        label=label, choices=YES_NO, required=False, coerce=ANSWERS.__getitem__, empty_value=None
    )


def one_of(
    label: Any, terms: type[Term], *, required: bool = True, buttons: bool = False
) -> forms.TypedChoiceField:
    """One word of a clinical list, None when it may be left open."""
    options = choices(terms)
    return forms.TypedChoiceField(
        label=label,
        choices=[*([("", "—")] if required else UNKNOWN), *options],
        required=required,
        coerce=terms,
        empty_value=None,
        widget=forms.RadioSelect if buttons else forms.Select,
    )


def side() -> forms.TypedChoiceField:
    """Side of the body."""
    return one_of(_("Side"), Side, required=False)
