"""Parse what people type into specs; services judge it."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.models import Contact, Patient
from worklist.enums import CallOutcome, Channel, ReminderKind, ReminderState
from worklist.specs import CallSpec


class CallForm(forms.Form):
    """One attempt. The outcome is the button that was pressed."""

    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=CallOutcome.choices,
        error_messages={
            "required": _("Say what became of the call: choose one of the buttons."),
            "invalid_choice": _("Choose one of the buttons."),
        },
    )
    contact = forms.ModelChoiceField(
        label=_("Whom"), queryset=Contact.objects.none(), required=False, widget=forms.HiddenInput
    )
    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    next_try_on = forms.DateField(
        label=_("Try again on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    subject_id = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, patient: Patient, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whom = cast("forms.ModelChoiceField[Contact]", self.fields["contact"])
        whom.queryset = patient.contacts.order_by("rank", "created_at")

    def spec(self) -> CallSpec:
        """What was typed; call it when the form is valid."""
        data = self.cleaned_data
        subject: UUID | None = data["subject_id"]
        return CallSpec(
            outcome=CallOutcome(data["outcome"]),
            contact=data["contact"],
            note=data["note"],
            subject_id=subject,
            next_try_on=data["next_try_on"],
        )


class SettleForm(forms.Form):
    """What settled a task."""

    evidence = forms.CharField(
        label=_("What settled it"),
        max_length=300,
        error_messages={"required": _("Say what settled it, for example the result or who was told.")},
    )


class OutboxFilter(forms.Form):
    """Filters of the outbox; junk in the address filters nothing."""

    state = forms.ChoiceField(label=_("State"), choices=ReminderState.choices, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=ReminderKind.choices, required=False)
    channel = forms.ChoiceField(label=_("Channel"), choices=Channel.choices, required=False)

    def chosen(self) -> dict[str, str]:
        """The filters that make sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
