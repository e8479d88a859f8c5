"""Which of two records stays."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.forms.people import ReasonForm
from patients.models import Patient


class MergeForm(ReasonForm):
    """The record to keep, and why the two are one person."""

    keep = forms.ChoiceField(label=_("Record to keep"), widget=forms.RadioSelect)

    def __init__(self, pair: Sequence[Patient], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pair = {str(patient.id): patient for patient in pair}
        keep = self.fields["keep"]
        if isinstance(keep, forms.ChoiceField):
            keep.choices = [(key, patient.hospital_number) for key, patient in self.pair.items()]

    def chosen(self) -> tuple[Patient, Patient]:
        """The record that stays and the one that goes: the same one when the address names it twice."""
        keep = self.pair[self.cleaned_data["keep"]]
        return keep, next((other for other in self.pair.values() if other.pk != keep.pk), keep)
