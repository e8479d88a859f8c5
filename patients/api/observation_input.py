"""What the API takes about weight and problems."""

from typing import Any

from rest_framework import serializers

from accounts.api import DayField
from patients.api.door import AnsweredSerializer
from patients.api.status_input import maybe_day, words
from patients.enums import ProblemCode
from patients.specs.facts import ProblemSpec, WeightSpec


class BodyWeightInput(AnsweredSerializer):
    """A body weight."""

    measured_on = DayField()
    weight_kg = serializers.DecimalField(4, 1)


class ProblemInput(AnsweredSerializer):
    """An entry of the problem list. Null as its day: only the correction of an imported one may lack it."""

    code = serializers.ChoiceField(ProblemCode.choices)
    noted_on = DayField(allow_null=True)
    resolved_on = maybe_day()
    text = words(200)


def weight_spec(values: dict[str, Any]) -> WeightSpec:
    """A weight."""
    return WeightSpec(**values)


def problem_spec(values: dict[str, Any]) -> ProblemSpec:
    """A problem."""
    return ProblemSpec(**values | {"code": ProblemCode(values["code"])})
