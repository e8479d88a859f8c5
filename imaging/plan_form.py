"""Choosing a follow-up schedule for a patient whom the record itself puts on none (IMG-01)."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.vocabulary import choices
from guidelines.imaging.category import FollowUpCategory
from patients.forms.base import RoomForm
from patients.models import Diagnosis

# What an oncologist may choose (AMB-14); recurrence is a day, not a choice.
CHOSEN = (FollowUpCategory.ADVANCED, FollowUpCategory.POST_OP)


class PlanForm(RoomForm):
    """The schedule, and since when the disease is back; empty: the rules derive it from the record."""

    category = forms.TypedChoiceField(
        label=_("Follow-up schedule"),
        choices=[("", _("as the record shows")), *choices(CHOSEN)],
        coerce=FollowUpCategory,
        empty_value=None,
        required=False,
    )
    recurred_on = forms.DateField(label=_("Recurred on"), required=False)

    @classmethod
    def start(cls, diagnosis: Diagnosis | None) -> dict[str, Any]:
        """The choice as it stands."""
        if diagnosis is None:
            return {"category": ""}
        return {"category": diagnosis.follow_up_category, "recurred_on": diagnosis.recurred_on}

    def chosen(self) -> tuple[FollowUpCategory | None, date | None]:
        """What was chosen; call it when the form is valid."""
        return self.cleaned_data["category"], self.cleaned_data["recurred_on"]
