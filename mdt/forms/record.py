"""The forms of a conference that was held, as a document tells of it, and of a specialist's opinion."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Discipline
from guidelines.record.board import BoneDrugStatement, Opinion
from mdt.specs import ConferenceSpec, OpinionSpec
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
    given_on = day(_("Given on"))
    site = words(_("Site"), 100)
    side = side()
    text = words(_("Opinion in words"), 4000, area=True)

    def spec(self) -> OpinionSpec:
        """The opinion that was typed."""
        return OpinionSpec(**self.facts)
