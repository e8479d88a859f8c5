"""Forms of the calendar: filters of the board, an order, an appointment, a refusal, a waiver."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.vocabulary import choices
from guidelines.imaging.calendar import SlotKind
from guidelines.imaging.orders import RefusalReason
from imaging.forms import basis
from imaging.selectors.board import BoardFilters, Show
from imaging.specs import BookingSpec
from patients.forms.base import RoomForm
from patients.forms.records import one_of, words


class BoardFilterForm(forms.Form):
    """Filters in an address; junk filters nothing."""

    show = forms.ChoiceField(choices=[(show.value, show.value) for show in Show if show], required=False)
    kind = forms.ChoiceField(label=_("Examination"), choices=choices(SlotKind), required=False)
    doctor = forms.UUIDField(required=False)

    def filters(self) -> BoardFilters:
        """The filters that make sense."""
        self.is_valid()
        data = self.cleaned_data
        return BoardFilters(Show(data.get("show") or ""), data.get("kind") or "", data.get("doctor"))


class OrderForm(RoomForm):
    """The day an examination was ordered, and why (IMG-14)."""

    ordered_on = forms.DateField(label=_("Ordered on"))
    order_basis = basis()


class BookForm(RoomForm):
    """An appointment."""

    booked_for = forms.DateTimeField(label=_("Booked for"), widget=forms.DateTimeInput)
    place = words(_("Place"), 100)

    def spec(self) -> BookingSpec:
        """What was typed; call it when the form is valid."""
        return BookingSpec(self.cleaned_data["booked_for"], self.cleaned_data["place"])


class RefusalForm(RoomForm):
    """Why a patient refuses an examination or puts it off (IMG-13)."""

    refusal = one_of(_("Reason of the patient"), RefusalReason, buttons=True)


class WaiveForm(RoomForm):
    """Why an examination is given up."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Give the reason: without one the examination stays due (IMG-10).")},
    )


class Ids(forms.Field):
    """Several UUIDs of one name; what is none is refused."""

    widget = forms.SelectMultiple

    def clean(self, value: Any) -> list[Any]:
        """The ids."""
        one = forms.UUIDField()
        try:
            return [one.clean(part) for part in value or ()]
        except ValidationError:
            raise ValidationError(_("These rows could not be read. Open the board again.")) from None


class AskForm(forms.Form):
    """Slots that were ticked on the board."""

    slot = Ids(required=False)
