"""Forms about how the patient is: pain, performance status, symptoms, distress."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guidelines.psychology import Distress
from guidelines.record.complaints import Symptom
from guidelines.risk.ecog import ECOG_MAX
from patients.forms.records import RecordForm, day, one_of, words, yes_no
from patients.specs.status import DistressSpec, EcogSpec, PainSpec, SymptomSpec


def score(label: object) -> forms.IntegerField:
    """A number of the pain scale; the service says what is accepted."""
    return forms.IntegerField(label=label, required=False)  # type: ignore[arg-type]  # words or a promise


class PainForm(RecordForm[PainSpec]):
    """Pain on the numerical rating scale."""

    measured_on = day(_("Measured on"))
    nrs = score("NRS")
    site = words(_("Site"), 100)
    breakthrough_per_day = words(_("Breakthrough pain per day"), 20)
    text = words(_("In words"), 300)
    nrs_low = score(_("NRS, lowest"))
    nrs_high = score(_("NRS, highest"))
    severe = yes_no(_("Called severe"))
    rarely = ("nrs_low", "nrs_high", "severe")

    def spec(self) -> PainSpec:
        """The score that was typed."""
        return PainSpec(**self.facts)


class EcogForm(RecordForm[EcogSpec]):
    """Performance status."""

    score = forms.TypedChoiceField(
        label="ECOG",
        choices=[(str(score), str(score)) for score in range(ECOG_MAX + 1)],
        coerce=int,
        widget=forms.RadioSelect,
    )
    measured_on = day(_("Measured on"))

    def spec(self) -> EcogSpec:
        """The status that was chosen."""
        return EcogSpec(**self.facts)


class SymptomForm(RecordForm[SymptomSpec]):
    """A symptom or sign."""

    code = one_of(_("Symptom"), Symptom, required=False)
    text = words(_("In words"), 300)
    site = words(_("Site"), 100)
    noted_on = day(_("Noted on"))
    resolved_on = day(_("Over since"), required=False)
    rarely = ("resolved_on",)

    def spec(self) -> SymptomSpec:
        """The symptom that was typed."""
        return SymptomSpec(**self.facts)


class DistressForm(RecordForm[DistressSpec]):
    """A psychological screen."""

    distress = one_of(_("Result of the screen"), Distress)
    screened_on = day(_("Screened on"))
    tool = words(_("Screening tool"), 60)
    text = words(_("In words"), 300)
    judged_by = ("distress",)

    def spec(self) -> DistressSpec:
        """The screen that was typed."""
        return DistressSpec(**self.facts)
