"""What the API takes about how the patient is: pain, performance, height, symptoms, distress, scores."""

from typing import Any

from rest_framework import serializers

from accounts.api import DayField, options
from guidelines.psychology import Distress
from guidelines.record.complaints import Symptom
from guidelines.record.sites import Side
from patients.api.door import AnsweredSerializer
from patients.enums import RiskScale
from patients.specs.status import (
    DistressSpec,
    EcogSpec,
    HeightSpec,
    PainSpec,
    RiskScoreSpec,
    SymptomSpec,
)

SYMPTOMS = options(Symptom)
DISTRESSES = options(Distress)


def words(longest: int) -> serializers.CharField:
    """Text that may be left out."""
    return serializers.CharField(max_length=longest, required=False, default="", allow_blank=True)


def maybe_day() -> DayField:
    """A day that may be left out while nobody knows it."""
    return DayField(required=False, allow_null=True, default=None)


def whole() -> serializers.IntegerField:
    """A whole number that may be left out."""
    return serializers.IntegerField(required=False, allow_null=True, default=None)


def maybe(field: type[serializers.Field[Any, Any, Any, Any]], *args: Any) -> Any:
    """A field that may be left out: None, which is "not stated"."""
    return field(*args, required=False, allow_null=True, default=None)


def side() -> Any:
    """A side of the body."""
    return maybe(serializers.ChoiceField, options(Side))


class PainScoreInput(AnsweredSerializer):
    """Pain by NRS; a range in `nrs_low` and `nrs_high`, words alone in `text`."""

    measured_on = DayField()
    nrs = whole()
    nrs_low = whole()
    nrs_high = whole()
    severe = maybe(serializers.BooleanField)
    breakthrough_per_day = words(20)
    site = words(100)
    text = words(300)


class EcogScoreInput(AnsweredSerializer):
    """Performance status 0 to 5."""

    measured_on = DayField()
    score = serializers.IntegerField()


class BodyHeightInput(AnsweredSerializer):
    """Body height."""

    measured_on = DayField()
    height_cm = serializers.DecimalField(4, 1)


class SymptomInput(AnsweredSerializer):
    """A symptom or sign; without a code that a rule knows it needs words."""

    code = maybe(serializers.ChoiceField, SYMPTOMS)
    noted_on = DayField()
    resolved_on = maybe_day()
    site = words(100)
    text = words(300)


class DistressScreenInput(AnsweredSerializer):
    """What a psychological screen found, by the hospital's own tool."""

    screened_on = DayField()
    distress = serializers.ChoiceField(DISTRESSES)
    tool = words(60)
    text = words(300)


class RiskScoreInput(AnsweredSerializer):
    """A Mirels or SINS score by its items, its total, or both; the total of complete items is computed."""

    scale = serializers.ChoiceField(RiskScale.choices)
    scored_on = DayField()
    site = serializers.CharField(max_length=100)
    side = side()
    total = whole()
    items = serializers.DictField(child=serializers.CharField(max_length=20), required=False, default=dict)
    is_approximate = serializers.BooleanField(required=False, default=False)
    text = words(300)


def pain_spec(values: dict[str, Any]) -> PainSpec:
    """Pain."""
    return PainSpec(**values)


def ecog_spec(values: dict[str, Any]) -> EcogSpec:
    """Performance status."""
    return EcogSpec(**values)


def height_spec(values: dict[str, Any]) -> HeightSpec:
    """Height."""
    return HeightSpec(**values)


def symptom_spec(values: dict[str, Any]) -> SymptomSpec:
    """A symptom."""
    return SymptomSpec(**values | coded(values, code=Symptom))


def distress_spec(values: dict[str, Any]) -> DistressSpec:
    """A psychological screen."""
    return DistressSpec(**values | coded(values, distress=Distress))


def risk_score_spec(values: dict[str, Any]) -> RiskScoreSpec:
    """A score."""
    return RiskScoreSpec(**values | coded(values, side=Side, scale=RiskScale))


def coded(values: dict[str, Any], **kinds: Any) -> dict[str, Any]:
    """The codes of a parsed body as the terms they stand for; None stays None."""
    return {name: kind(values[name]) if values[name] else None for name, kind in kinds.items()}
