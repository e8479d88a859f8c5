"""Forms of an emergency: who is meant, why, and the verdict afterwards."""

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.enums import EmergencyReason, EmergencyVerdict
from patients.forms.base import RoomForm
from patients.specs.emergency import EmergencyReviewSpec, EmergencySpec


class EmergencySearchForm(RoomForm):
    """What is known of the person at the bedside."""

    q = forms.CharField(label=_("Hospital number, identity card, phone, or name"), max_length=60)
    born = forms.DateField(label=_("Date of birth"), required=False)


class EmergencyForm(RoomForm):
    """Why the patient is opened."""

    reason_code = forms.ChoiceField(label=_("Why"), choices=EmergencyReason, widget=forms.RadioSelect)
    reason_text = forms.CharField(label=_("Explanation"), max_length=300, widget=forms.Textarea)

    def spec(self) -> EmergencySpec:
        """The reason that was given."""
        data = self.cleaned_data
        return EmergencySpec(
            reason_code=EmergencyReason(data["reason_code"]), reason_text=data["reason_text"]
        )


class EmergencyReviewForm(RoomForm):
    """What the department thinks of it."""

    verdict = forms.ChoiceField(label=_("Verdict"), choices=EmergencyVerdict, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Note"), max_length=300, required=False, widget=forms.Textarea)

    def spec(self) -> EmergencyReviewSpec:
        """The verdict that was given."""
        data = self.cleaned_data
        return EmergencyReviewSpec(verdict=EmergencyVerdict(data["verdict"]), note=data["note"])
