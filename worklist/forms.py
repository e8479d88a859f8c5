"""Parse what people type into specs; services judge it."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.vocabulary import choices
from guidelines.assessment.codes import Code
from guidelines.findings import Severity
from patients.models import Contact, Patient
from worklist.enums import CallOutcome, Channel, ReminderKind, ReminderState, TaskKind
from worklist.selectors.todo import Due, TaskFilters, assignees_of
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


class CommentForm(forms.Form):
    """Words about a task."""

    text = forms.CharField(label=_("Comment"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class PostponeForm(forms.Form):
    """A task put off."""

    until = forms.DateField(label=_("Put off to"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label=_("Reason"), max_length=300)


class AssignForm(forms.Form):
    """Who gets a task."""

    to = forms.ModelChoiceField(label=_("Give to"), queryset=User.objects.none())

    def __init__(self, *args: Any, patient: Patient, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whom = cast("forms.ModelChoiceField[User]", self.fields["to"])
        whom.queryset = assignees_of(patient)


WHAT = [*choices(Code), *(choice for choice in TaskKind.choices if choice[0] != TaskKind.FINDING)]
DUE = [
    (Due.OVERDUE.value, _("overdue")),
    (Due.TODAY.value, _("until today")),
    (Due.WEEK.value, _("within 7 days")),
    (Due.PUT_OFF.value, _("put off")),
]
ORDER = [("day", _("by due date"))]


class TaskFilterForm(forms.Form):
    """Filters of the task list; junk in the address filters nothing."""

    show = forms.ChoiceField(choices=[("department", _("My department"))], required=False)
    what = forms.ChoiceField(label=_("What to do"), choices=WHAT, required=False)
    severity = forms.ChoiceField(label=_("Level"), choices=choices(Severity), required=False)
    due = forms.ChoiceField(label=_("Due"), choices=DUE, required=False)
    order = forms.ChoiceField(label=_("Order"), choices=ORDER, required=False)

    def filters(self) -> TaskFilters:
        """The filters that make sense."""
        self.is_valid()
        data = {name: self.cleaned_data.get(name, "") for name in self.fields}
        return TaskFilters(
            everybody=data["show"] == "department",
            what=data["what"],
            severity=data["severity"],
            due=Due(data["due"]),
            by_day=data["order"] == "day",
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
