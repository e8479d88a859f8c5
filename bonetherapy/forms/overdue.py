"""A dose that did not happen: a new date, or not given, with the reason and the call that was made."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.templatetags.words import mask_phone
from bonetherapy.forms.fields import reason_choices
from bonetherapy.specs import NotGivenSpec, RebookSpec
from guidelines.bone.checks import CheckKind
from patients.models import Contact
from worklist.enums import CallOutcome
from worklist.specs import CallSpec

NO_CALL = "NONE"
REASON_ERRORS = {"required": _("Choose the reason: an overdue dose cannot be closed without one.")}
DATE_ERRORS = {"invalid": _("Write the date as 2026-11-20.")}


class ContactField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only for the type checker
    """A contact said as on the call list: who it is, and the number with its middle hidden."""

    def label_from_instance(self, obj: Any) -> str:
        """`患者 136****2716`, `子女 张强 139****3305`."""
        known = (str(obj.get_kind_display()), obj.name, mask_phone(obj.phone) if obj.phone else "")
        return " ".join(part for part in known if part)


class ReasonForm(forms.Form):
    """What both ways share: the reason (VOC-17) and words."""

    reason_code = forms.ChoiceField(label=_("Reason of the interruption"), error_messages=REASON_ERRORS)
    reason_text = forms.CharField(
        label=_("In words"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["reason_code"]
        if isinstance(field, forms.ChoiceField):
            field.choices = reason_choices()


class RebookForm(ReasonForm):
    """Reason, new appointment and the call in which it was agreed: three actions on one page."""

    booked_on = forms.DateField(
        label=_("New appointment"), error_messages={"required": _("Choose the new date."), **DATE_ERRORS}
    )
    outcome = forms.ChoiceField(
        label=_("Contact with the patient"),
        widget=forms.RadioSelect,
        choices=[(NO_CALL, _("Not called")), *CallOutcome.choices],
        initial=CallOutcome.REACHED,
    )
    contact = ContactField(
        label=_("Who was called"), queryset=Contact.objects.none(), required=False, empty_label=None
    )

    field_order = ["reason_code", "booked_on", "outcome", "contact", "reason_text"]

    def __init__(self, contacts: QuerySet[Contact], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["contact"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = contacts

    def spec(self) -> RebookSpec:
        """The new appointment. Call after `is_valid`."""
        data = self.cleaned_data
        return RebookSpec(
            reason_code=data["reason_code"],
            reason_text=data["reason_text"].strip(),
            booked_on=data["booked_on"],
        )

    def has_contacts(self) -> bool:
        """True when there is anybody to choose."""
        field = self.fields["contact"]
        return isinstance(field, forms.ModelChoiceField) and bool(field.queryset)

    def call(self, subject_id: UUID) -> CallSpec:
        """The attempt to reach the patient. Call after `is_valid`."""
        data = self.cleaned_data
        return CallSpec(
            contact=data["contact"], outcome=data["outcome"], note=data["reason_text"], subject_id=subject_id
        )

    def called(self) -> bool:
        """True when an attempt to reach the patient is to be logged."""
        return bool(self.cleaned_data["outcome"] != NO_CALL)


class NotGivenForm(ReasonForm):
    """Reason, and where the next dose goes; empty leaves it where it is planned."""

    next_due_on = forms.DateField(
        label=_("Next injection"),
        required=False,
        error_messages=DATE_ERRORS,
        help_text=_("empty: as planned"),
    )

    def spec(self) -> NotGivenSpec:
        """The dose that was not given. Call after `is_valid`."""
        data = self.cleaned_data
        return NotGivenSpec(
            reason_code=data["reason_code"],
            reason_text=data["reason_text"].strip(),
            next_due_on=data["next_due_on"],
        )


class RequestForm(forms.Form):
    """Which check is asked for."""

    check = forms.ChoiceField(choices=[(kind.value, kind.value) for kind in CheckKind])

    def kind(self) -> CheckKind:
        """The check. Call after `is_valid`."""
        return CheckKind(self.cleaned_data["check"])
