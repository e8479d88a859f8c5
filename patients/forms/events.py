"""Forms about what happened: skeletal events or none, biopsies and treatments."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guidelines.bone.sre import SreType
from patients.enums import TreatmentKind, TreatmentState
from patients.forms.facts import BLANK
from patients.forms.records import RecordForm, about, day, one_of, side, words, yes_no
from patients.models.recorded import Recorded
from patients.specs.events import BiopsySpec, EventFreeSpec, SkeletalEventSpec, TreatmentSpec

BETWEEN_DRUGS = ("；", ";", "、", "，", ",", "+")


class EventForm(RecordForm[SkeletalEventSpec]):
    """A skeletal-related event."""

    type = one_of(_("Event"), SreType)
    occurred_on = day(_("Happened on"))
    site = words(_("Site"), 100)
    side = side()
    text = words(_("In words"), 300)
    pathological = yes_no(_("Pathological"))
    is_approximate = about()
    rarely = ("pathological", "is_approximate")

    def spec(self) -> SkeletalEventSpec:
        """The event that was typed."""
        return SkeletalEventSpec(**self.facts)


class EventFreeForm(RecordForm[EventFreeSpec]):
    """The statement that there was no skeletal event."""

    stated_on = day(_("No skeletal event until"))
    text = words(_("In words"), 300)

    def spec(self) -> EventFreeSpec:
        """The statement."""
        return EventFreeSpec(**self.facts)


class BiopsyForm(RecordForm[BiopsySpec]):
    """A specimen and what the pathologist found; the result may come later."""

    specimen = words(_("Specimen"), 200, required=True)
    taken_on = day(_("Taken on"))
    of_bone = yes_no(_("Of bone"))
    positive = yes_no(_("Tumour found"))
    result = words(_("Result"), 4000, area=True)

    def spec(self) -> BiopsySpec:
        """The biopsy that was typed."""
        return BiopsySpec(**self.facts)


def count(label: Any) -> forms.IntegerField:
    """How many; the service says what is accepted."""
    return forms.IntegerField(label=label, required=False)


class TreatmentForm(RecordForm[TreatmentSpec]):
    """A treatment that is no bone-modifying drug."""

    kind = forms.TypedChoiceField(
        label=_("Kind"), choices=[*BLANK, *TreatmentKind.choices], coerce=TreatmentKind
    )
    state = forms.TypedChoiceField(
        label=_("State"), choices=TreatmentState.choices, coerce=TreatmentState, widget=forms.RadioSelect
    )
    drugs = words(_("Drugs"), 600)
    procedure = words(_("Procedure"), 200)
    site = words(_("Site"), 200)
    side = side()
    dose_text = words(_("Dose"), 200)
    started_on = day(_("Started on"))
    stopped_on = day(_("Stopped on"), required=False)
    daily_mg = forms.DecimalField(label=_("Daily dose, mg"), max_digits=7, decimal_places=1, required=False)
    dose_gy = forms.DecimalField(label=_("Dose, Gy"), max_digits=5, decimal_places=2, required=False)
    fractions = count(_("Fractions"))
    cycles = count(_("Cycles"))
    drug_class = words(_("Class"), 30)
    of_bone = yes_no(_("Operation on bone"))
    curative = yes_no(_("Curative intent"))
    is_approximate = about()
    text = words(_("In words"), 300)
    rarely = (
        "dose_gy", "fractions", "cycles", "drug_class", "of_bone", "curative", "is_approximate", "text",
    )  # fmt: skip

    @classmethod
    def start(cls, row: Recorded) -> dict[str, Any]:
        """The treatment as it stands, its drugs in one line."""
        start = super().start(row)
        return start | {"drugs": "; ".join(start["drugs"])}

    def spec(self) -> TreatmentSpec:
        """The treatment that was typed."""
        return TreatmentSpec(**self.facts | {"drugs": drugs_in(self.cleaned_data["drugs"])})


def drugs_in(text: str) -> tuple[str, ...]:
    """The names in a line, split at commas, semicolons and plus signs of both languages."""
    for mark in BETWEEN_DRUGS:
        text = text.replace(mark, "\n")
    return tuple(name.strip() for name in text.splitlines() if name.strip())
