"""What the API takes about courses, parsed into the specs the services take."""

from typing import Any

from rest_framework import serializers

from accounts.api import DayField, StrictSerializer, options
from bonetherapy.enums import Route
from bonetherapy.specs import CourseSpec, HoldSpec, IntervalSpec, ResumeSpec, StopSpec, SwitchSpec
from guidelines.bone.agents import Agent
from guidelines.bone.choice import ChoiceFactor
from guidelines.bone.interruptions import InterruptionReason
from guidelines.bone.stopping import StopReason
from patients.api.door import AnsweredSerializer, answers_of

REASONS = options(InterruptionReason)
STOP_REASONS = options(StopReason)
ECOG_MAX = 5
SMALL_INT_MAX = 400


def words(most: int = 1000) -> serializers.CharField:
    """Free words beside a coded value."""
    return serializers.CharField(max_length=most, required=False, default="", allow_blank=True)


def interval() -> serializers.IntegerField:
    """An interval in days or in months; null: the other unit, or the protocol's own."""
    return serializers.IntegerField(
        min_value=1, max_value=SMALL_INT_MAX, required=False, allow_null=True, default=None
    )


class CourseInput(AnsweredSerializer):
    """A course to start. Without a dose the renal table or the protocol gives it."""

    agent = serializers.ChoiceField(options(Agent))
    first_due_on = DayField()
    dose_mg = serializers.DecimalField(6, 2, required=False, allow_null=True, default=None)
    route = serializers.ChoiceField(Route.choices, required=False, default="", allow_blank=True)
    interval_days = interval()
    interval_months = interval()
    reason_text = words()


class CoursePreviewInput(CourseInput):
    """A course to look at before it is started, with what leans the choice of the drug."""

    factors = serializers.ListField(
        child=serializers.ChoiceField(options(ChoiceFactor)), required=False, default=list, max_length=30
    )


class IntervalInput(AnsweredSerializer):
    """Another interval, in days or in months; a longer one needs reasons and a review (BMA-17)."""

    interval_days = interval()
    interval_months = interval()
    reason_code = serializers.ChoiceField(REASONS, required=False, default="", allow_blank=True)
    reason_text = words()
    disease_stable = serializers.BooleanField(required=False, default=False)
    symptoms_controlled = serializers.BooleanField(required=False, default=False)
    review_on = DayField(required=False, allow_null=True, default=None)
    rebound_plan = words()


class HoldInput(AnsweredSerializer):
    """Why the course waits, and the day somebody looks at it again."""

    reason_code = serializers.ChoiceField(REASONS)
    review_on = DayField()
    reason_text = words()
    dental_record_id = serializers.UUIDField(required=False, allow_null=True, default=None)


class ResumeInput(AnsweredSerializer):
    """The day of the one next dose."""

    resume_on = DayField()
    reason_text = words()


class StopInput(AnsweredSerializer):
    """Why and when the course ends; leaving denosumab needs a rebound plan (BMA-24)."""

    reason_code = serializers.ChoiceField(STOP_REASONS)
    stopped_on = DayField()
    reason_text = words()
    rebound_plan = words()
    no_benefit = serializers.BooleanField(required=False, default=False)
    oligo_controlled = serializers.BooleanField(required=False, default=False)
    ecog = serializers.IntegerField(
        min_value=0, max_value=ECOG_MAX, required=False, allow_null=True, default=None
    )


class SwitchInput(StrictSerializer):
    """One drug stopped and the next one started, in one step."""

    stop = StopInput()
    start = CourseInput()


def course_spec(values: dict[str, Any]) -> CourseSpec:
    """A course to start."""
    values.pop("factors", None)
    return CourseSpec(**values | {"answers": answers_of(values)})


def interval_spec(values: dict[str, Any]) -> IntervalSpec:
    """Another interval."""
    return IntervalSpec(**values | {"answers": answers_of(values)})


def hold_spec(values: dict[str, Any]) -> HoldSpec:
    """A hold."""
    return HoldSpec(**values | {"answers": answers_of(values)})


def resume_spec(values: dict[str, Any]) -> ResumeSpec:
    """The end of a hold."""
    return ResumeSpec(**values | {"answers": answers_of(values)})


def stop_spec(values: dict[str, Any]) -> StopSpec:
    """A stop."""
    return StopSpec(**values | {"answers": answers_of(values)})


def switch_spec(values: dict[str, Any]) -> SwitchSpec:
    """A switch."""
    return SwitchSpec(stop=stop_spec(dict(values["stop"])), start=course_spec(dict(values["start"])))
