"""The forms of a held conference, of a specialist's opinion, and of what the patient asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.enums import Discipline
from guidelines.record.board import BoneDrugStatement, Consultation, Opinion
from mdt.specs import ConferenceSpec, ConsultationSpec, OpinionSpec
from patients.forms.records import RecordForm, day, one_of, side, words


class ConferenceForm(RecordForm[ConferenceSpec]):
    """One discussion by the team."""

    held_on = day(_("Held on"))
    question = words(_("Question"), 4000, area=True)
    conclusion = words(_("Conclusion"), 4000, area=True)
    disciplines = forms.TypedMultipleChoiceField(
        label=_("Disciplines"),
        choices=Discipline.choices,
        required=False,
        coerce=Discipline,
        widget=forms.CheckboxSelectMultiple,
    )
    drug_statement = one_of(_("Bone-modifying drug"), BoneDrugStatement, required=False, buttons=True)
    drug_text = words(_("Which drug, or why not"), 300)

    def spec(self) -> ConferenceSpec:
        """The conference that was typed."""
        data = self.facts
        return ConferenceSpec(**data | {"disciplines": tuple(data["disciplines"])})


class OpinionForm(RecordForm[OpinionSpec]):
    """An opinion, examination or decision an urgent rule waits for."""

    opinion = one_of(_("Opinion"), Opinion)
    given_on = day(pgettext_lazy("opinion", "Given on"))
    site = words(_("Site"), 100)
    side = side()
    text = words(_("Opinion in words"), 4000, area=True)

    def spec(self) -> OpinionSpec:
        """The opinion that was typed."""
        return OpinionSpec(**self.facts)


class ConsultationForm(RecordForm[ConsultationSpec]):
    """What the patient asked for."""

    asked_for = one_of(_("The patient asks for"), Consultation, buttons=True)
    asked_on = day(_("Asked on"))
    text = words(_("In words"), 300)

    def spec(self) -> ConsultationSpec:
        """The request that was typed."""
        return ConsultationSpec(**self.facts)
