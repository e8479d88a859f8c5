"""Forms about whom to reach and who may look."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from patients.enums import AccessReason, ContactKind
from patients.forms.base import RoomForm
from patients.forms.people import choose
from patients.models import Contact
from patients.specs.contacts import ContactSpec, GrantSpec

# What a board gives is written by the board's own service alone.
GRANTED = [(one.value, one.label) for one in AccessReason if one is not AccessReason.BOARD]


class ContactForm(RoomForm):
    """A person to reach. Of a stored number only the mask is shown: an empty field leaves it as it is."""

    kind = forms.ChoiceField(label=_("Relation"), choices=ContactKind, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name"), max_length=60, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    email = forms.CharField(label=_("E-mail"), max_length=254, required=False)
    wants_messages = forms.BooleanField(label=_("Wants reminders by e-mail"), required=False)
    rank = forms.IntegerField(label=_("Call order"), initial=1)

    @classmethod
    def start(cls, contact: Contact) -> dict[str, Any]:
        """The stored contact without its number and address."""
        return {name: getattr(contact, name) for name in ("kind", "name", "wants_messages", "rank")}

    def spec(self, *, is_new: bool) -> ContactSpec:
        """The contact that was typed."""
        data = self.cleaned_data
        return ContactSpec(
            kind=ContactKind(data["kind"]),
            name=data["name"],
            phone=data["phone"] if is_new or data["phone"] else None,
            email=data["email"] if is_new or data["email"] else None,
            wants_messages=data["wants_messages"],
            rank=data["rank"],
        )


class GrantForm(RoomForm):
    """Who gets to see the patient."""

    user = forms.ModelChoiceField(User.objects.none(), label=_("Person"))
    reason = forms.ChoiceField(label=_("Why"), choices=GRANTED, widget=forms.RadioSelect)
    until = forms.DateField(label=_("Last day"), required=False)

    def __init__(self, people: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "user", people)

    def spec(self) -> GrantSpec:
        """The access that was chosen."""
        data = self.cleaned_data
        return GrantSpec(user=data["user"], reason=AccessReason(data["reason"]), until=data["until"])
