"""The form of a conference that was held, as a document tells of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Discipline
from guidelines.record.board import BoneDrugStatement
from mdt.specs import ConferenceSpec
from patients.forms.records import RecordForm, day, one_of, words


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
