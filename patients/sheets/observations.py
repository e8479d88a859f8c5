"""Sheets about weight and the problem list; the page shows them beside the record."""

from django.utils.translation import gettext_lazy as _

from patients.forms.observations import ProblemForm, WeightForm
from patients.lines.observations import problem_line, weight_line
from patients.models import BodyWeight, Problem
from patients.services import observations
from patients.sheets.base import Sheet
from patients.specs.facts import ProblemSpec, WeightSpec

WEIGHT: Sheet[WeightSpec, BodyWeight] = Sheet(
    name="weight",
    room="patients",
    kind=observations.WEIGHT,
    form=WeightForm,
    title=_("Weight"),
    new=_("New weight"),
    day="measured_on",
    line=weight_line,
    icon="weight",
)
PROBLEM: Sheet[ProblemSpec, Problem] = Sheet(
    name="problem",
    room="patients",
    kind=observations.PROBLEM,
    form=ProblemForm,
    title=_("Problems"),
    new=_("New problem"),
    day="noted_on",
    line=problem_line,
    icon="list-check",
    ends="resolved_on",
)
