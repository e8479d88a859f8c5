"""What the API takes about teeth, supplements and adverse events: entered, and corrected."""

from datetime import date
from typing import Any

from rest_framework import serializers

from accounts.api import DayField, StrictSerializer, options
from accounts.enums import Role
from accounts.models import User
from bonetherapy.api.input import words
from bonetherapy.enums import DentalOutcome, Severity
from bonetherapy.specs import (
    AdverseEventFacts,
    AdverseEventSpec,
    DentalFacts,
    DentalSpec,
    SupplementFacts,
    SupplementSpec,
)
from guidelines.bone.adverse import AdverseEvent
from guidelines.bone.dental import DentalItem
from patients.api.door import AnsweredSerializer, answers_of
from patients.api.status_input import coded, maybe_day

DENTAL_ITEMS = options(DentalItem)
EVENTS = options(AdverseEvent)


class DentalItemInput(AnsweredSerializer):
    """What of a dental item is entered and corrected alike."""

    item = serializers.ChoiceField(DENTAL_ITEMS)
    on = DayField()
    is_done = serializers.BooleanField(required=False, default=True)
    outcome = serializers.ChoiceField(
        DentalOutcome.choices, required=False, default=DentalOutcome.NOT_STATED.value
    )
    dentist_name = words(60)
    note = words(300)


class DentalInput(DentalItemInput):
    """A dental item, done or planned."""

    oncologist = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.filter(is_active=True, role=Role.ONCOLOGIST),
        required=False,
        allow_null=True,
        default=None,
    )
    urgent = serializers.BooleanField(required=False, default=False)


class DentalFactsInput(DentalItemInput):
    """A dental item as it stands on record."""

    cleared_on = maybe_day()


class ClearInput(StrictSerializer):
    """The day the dentist cleared the patient."""

    cleared_on = DayField()
    dentist_name = words(60)


class CancelInput(StrictSerializer):
    """Why a planned procedure is given up."""

    reason_text = serializers.CharField(max_length=300)


class SupplementInput(AnsweredSerializer):
    """Calcium and vitamin D per day; null: the strength is not stated."""

    calcium_mg_per_day = serializers.DecimalField(6, 1, required=False, allow_null=True, default=None)
    vitamin_d_iu_per_day = serializers.DecimalField(7, 1, required=False, allow_null=True, default=None)
    started_on = DayField()
    product = words(100)


class SupplementFactsInput(SupplementInput):
    """A supplement as it stands on record; no first day only where a document gave none."""

    started_on = maybe_day()
    stopped_on = maybe_day()
    confirmed_on = maybe_day()


class OnInput(StrictSerializer):
    """The day it happened."""

    on = DayField()


class AdverseEventItemInput(StrictSerializer):
    """What of an adverse event is entered and corrected alike."""

    code = serializers.ChoiceField(EVENTS)
    severity = serializers.ChoiceField(Severity.choices)
    onset_on = DayField()
    exposed_bone_on = DayField(required=False, allow_null=True, default=None)
    note = words(1000)


class AdverseEventInput(AdverseEventItemInput):
    """An adverse event as the clinician judges it."""


class AdverseEventFactsInput(AdverseEventItemInput, AnsweredSerializer):
    """An adverse event as it stands on record, and the course it belongs to."""

    course = serializers.UUIDField()
    resolved_on = maybe_day()


def dental_spec(values: dict[str, Any]) -> DentalSpec:
    """A dental item."""
    return DentalSpec(**values | {"answers": answers_of(values)})


def dental_facts(values: dict[str, Any]) -> DentalFacts:
    """A dental item, corrected."""
    return DentalFacts(**values | coded(values, item=DentalItem, outcome=DentalOutcome))


def supplement_spec(values: dict[str, Any]) -> SupplementSpec:
    """A supplement."""
    return SupplementSpec(**values | {"answers": answers_of(values)})


def supplement_facts(values: dict[str, Any]) -> SupplementFacts:
    """A supplement, corrected."""
    return SupplementFacts(**values)


def adverse_spec(values: dict[str, Any]) -> AdverseEventSpec:
    """An adverse event."""
    return AdverseEventSpec(**values)


def adverse_facts(values: dict[str, Any]) -> AdverseEventFacts:
    """An adverse event, corrected."""
    course_id = values.pop("course")
    terms = coded(values, code=AdverseEvent, severity=Severity)
    return AdverseEventFacts(**values | terms, course_id=course_id)


def day_of(values: dict[str, Any]) -> date:
    """The day of a body that holds nothing else."""
    on: date = values["on"]
    return on
