"""Forms about weight and problems."""

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.enums import ProblemCode
from patients.forms.records import RecordForm, day, words
from patients.specs.facts import ProblemSpec, WeightSpec


class WeightForm(RecordForm[WeightSpec]):
    """Body weight."""

    weight_kg = forms.DecimalField(label=_("Weight, kg"), max_digits=4, decimal_places=1)
    measured_on = day(_("Measured on"))

    def spec(self) -> WeightSpec:
        """The weight that was typed."""
        return WeightSpec(**self.facts)


class ProblemForm(RecordForm[ProblemSpec]):
    """An entry of the problem list."""

    code = forms.TypedChoiceField(
        label=_("Problem"), choices=[("", "—"), *ProblemCode.choices], coerce=ProblemCode
    )
    text = words(_("Description"), 200)
    noted_on = day(_("Noted on"))
    resolved_on = day(_("Over since"), required=False)
    rarely = ("resolved_on",)

    def spec(self) -> ProblemSpec:
        """The problem that was typed."""
        return ProblemSpec(**self.facts)
