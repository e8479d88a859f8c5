"""Teeth, supplements and adverse events."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.vocabulary import choices
from bonetherapy.enums import DentalOutcome, Severity
from bonetherapy.forms.sheet import Sheet, day, reason_text
from bonetherapy.specs import AdverseEventSpec, DentalSpec, SupplementSpec
from guidelines.bone.adverse import AdverseEvent
from guidelines.bone.dental import DentalItem
from guidelines.bone.jaw import OnjSymptom
from patients.specs.overrides import Acknowledgement

DONE, PLANNED = "done", "planned"
Answers = tuple[Acknowledgement, ...]
CHOOSE = ("", _("Choose"))


def amount(label: Any, hint: Any) -> forms.DecimalField:
    """A strength per day; empty: not stated."""
    return forms.DecimalField(
        label=label,
        required=False,
        max_digits=7,
        decimal_places=1,
        min_value=Decimal(0),
        help_text=hint,
        error_messages={"invalid": _("Type the amount as a number, for example 1000.")},
    )


class DentalForm(Sheet):
    """A dental item, done or planned."""

    item = forms.ChoiceField(
        label=_("Item"),
        choices=choices(DentalItem),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is done at the dentist.")},
    )
    status = forms.ChoiceField(
        label=_("Done or planned"),
        choices=[(DONE, _("Done")), (PLANNED, _("Planned"))],
        widget=forms.RadioSelect,
    )
    on = day(_("Date"))
    outcome = forms.ChoiceField(
        label=_("Result"), choices=DentalOutcome.choices, widget=forms.RadioSelect, required=False
    )
    urgent = forms.BooleanField(label=_("Urgent: it cannot wait"), required=False)
    dentist_name = forms.CharField(label=_("Dentist"), max_length=60, required=False)
    is_agreed = forms.BooleanField(
        label=_("I judged the hold together with the dentist (DEN-08)"), required=False
    )
    note = reason_text(_("Note"))

    def spec(self, by: User, answers: Answers = ()) -> DentalSpec | None:
        """The record as far as it can be read; None while item or date are missing."""
        known = self.known()
        if "item" not in known or "on" not in known:
            return None
        is_done = known.get("status") != PLANNED
        return DentalSpec(
            item=known["item"],
            on=known["on"],
            is_done=is_done,
            outcome=known.get("outcome", "") if is_done and known.get("outcome") else "NOT_STATED",
            dentist_name=known.get("dentist_name", "").strip(),
            oncologist=by if known.get("is_agreed") else None,
            urgent=known.get("urgent", False),
            note=known.get("note", "").strip(),
            answers=answers,
        )


class ClearForm(Sheet):
    """The dentist lets the drug go on (DEN-05)."""

    cleared_on = day(_("Cleared on"))
    dentist_name = forms.CharField(
        label=_("Dentist"), max_length=60, error_messages={"required": _("Enter the dentist's name.")}
    )


class SupplementForm(Sheet):
    """Calcium and vitamin D per day (CAL-01)."""

    calcium_mg_per_day = amount(_("Calcium per day"), _("empty: not stated"))
    vitamin_d_iu_per_day = amount(_("Vitamin D per day"), _("empty: not stated"))
    product = forms.CharField(label=_("Product"), max_length=100, required=False)
    started_on = day(_("Started on"))

    def spec(self, answers: Answers = ()) -> SupplementSpec | None:
        """The order as far as it can be read; None without a first day."""
        known = self.known()
        if "started_on" not in known:
            return None
        return SupplementSpec(
            calcium_mg_per_day=known.get("calcium_mg_per_day"),
            vitamin_d_iu_per_day=known.get("vitamin_d_iu_per_day"),
            started_on=known["started_on"],
            product=known.get("product", "").strip(),
            answers=answers,
        )


class AdverseEventForm(Sheet):
    """What happened, how bad, since when; for the jaw also what was seen."""

    code = forms.ChoiceField(
        label=_("Event"),
        choices=[CHOOSE, *choices(AdverseEvent)],
        error_messages={"required": _("Choose the event.")},
    )
    severity = forms.ChoiceField(
        label=_("Severity"),
        choices=Severity.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how severe it is.")},
    )
    onset_on = day(_("Began on"))
    symptoms = forms.MultipleChoiceField(
        label=_("Jaw symptoms"),
        choices=choices(OnjSymptom),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    exposed_bone_on = day(_("Exposed bone or fistula since"), required=False)
    note = forms.CharField(
        label=_("Note"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def seen(self) -> tuple[OnjSymptom, ...]:
        """The jaw symptoms that were ticked."""
        return tuple(OnjSymptom(code) for code in self.known().get("symptoms", []))

    def spec(self) -> AdverseEventSpec | None:
        """The event as far as it can be read; None while event, severity or first day are missing."""
        known = self.known()
        if not {"code", "severity", "onset_on"} <= known.keys():
            return None
        words = "、".join(symptom.zh for symptom in self.seen())
        return AdverseEventSpec(
            code=known["code"],
            severity=known["severity"],
            onset_on=known["onset_on"],
            exposed_bone_on=known.get("exposed_bone_on"),
            note="\n".join(part for part in (words, known.get("note", "").strip()) if part),
        )


class WhyForm(Sheet):
    """Why something planned does not happen."""

    reason_text = reason_text(_("Why is it given up?"), required=True)


class DayForm(Sheet):
    """One day."""

    on = day(_("Date"))
