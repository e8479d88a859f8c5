"""What the API takes about doses, teeth, supplements and adverse events."""

from datetime import date
from decimal import Decimal
from typing import Any

from rest_framework import serializers

from accounts.api import DayField, MomentField, StrictSerializer, options
from accounts.enums import Role
from accounts.models import User
from bonetherapy.api.input import REASONS, words
from bonetherapy.enums import DentalOutcome, Route, Severity, Site
from bonetherapy.specs import (
    AdverseEventSpec,
    DentalSpec,
    GivenSpec,
    NotGivenSpec,
    RebookSpec,
    SupplementSpec,
)
from guidelines.bone.adverse import AdverseEvent as Event
from guidelines.bone.checks import CheckKind
from guidelines.bone.dental import DentalItem
from patients.api.door import AnsweredSerializer, answers_of

DENTAL_ITEMS = options(DentalItem)
CHECK_KINDS = options(CheckKind)
EVENTS = options(Event)


class GivePreviewInput(StrictSerializer):
    """A dose as it might be given; what is left out is taken from the order."""

    given_on = DayField()
    dose_mg = serializers.DecimalField(
        6, 2, min_value=Decimal("0.01"), required=False, allow_null=True, default=None
    )
    route = serializers.ChoiceField(Route.choices, required=False, default="", allow_blank=True)


class GivenInput(AnsweredSerializer):
    """A dose as it was given. The two confirmations are asked at the bed: send true only when they were."""

    given_at = MomentField()
    dose_mg = serializers.DecimalField(6, 2, min_value=Decimal("0.01"))
    route = serializers.ChoiceField(Route.choices)
    site = serializers.ChoiceField(Site.choices)
    batch = serializers.CharField(max_length=30)
    expires_on = DayField()
    identity_confirmed = serializers.BooleanField()
    asked_today = serializers.BooleanField()
    interruption_reason = serializers.ChoiceField(REASONS, required=False, default="", allow_blank=True)


class UndoInput(StrictSerializer):
    """Why a record is taken back."""

    reason_text = serializers.CharField(max_length=300)


class NotGivenInput(StrictSerializer):
    """Why a dose did not happen, and when the next one is due."""

    reason_code = serializers.ChoiceField(REASONS)
    reason_text = words(300)
    next_due_on = DayField(required=False, allow_null=True, default=None)


class RebookInput(StrictSerializer):
    """Why an overdue dose waits, and for which day."""

    reason_code = serializers.ChoiceField(REASONS)
    booked_on = DayField()
    reason_text = words(300)


class CheckRequestInput(StrictSerializer):
    """The check to ask for."""

    kind = serializers.ChoiceField(CHECK_KINDS)


class DentalInput(AnsweredSerializer):
    """A dental item, done or planned."""

    item = serializers.ChoiceField(DENTAL_ITEMS)
    on = DayField()
    is_done = serializers.BooleanField(required=False, default=True)
    outcome = serializers.ChoiceField(
        DentalOutcome.choices, required=False, default=DentalOutcome.NOT_STATED.value
    )
    dentist_name = words(60)
    oncologist = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.filter(is_active=True, role=Role.ONCOLOGIST),
        required=False,
        allow_null=True,
        default=None,
    )
    urgent = serializers.BooleanField(required=False, default=False)
    note = words(300)


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


class OnInput(StrictSerializer):
    """The day it happened."""

    on = DayField()


class AdverseEventInput(StrictSerializer):
    """An adverse event as the clinician judges it."""

    code = serializers.ChoiceField(EVENTS)
    severity = serializers.ChoiceField(Severity.choices)
    onset_on = DayField()
    exposed_bone_on = DayField(required=False, allow_null=True, default=None)
    note = words(1000)


def given_spec(values: dict[str, Any]) -> GivenSpec:
    """A dose as it was given."""
    return GivenSpec(**values | {"answers": answers_of(values)})


def not_given_spec(values: dict[str, Any]) -> NotGivenSpec:
    """A dose that was not given."""
    return NotGivenSpec(**values)


def rebook_spec(values: dict[str, Any]) -> RebookSpec:
    """A new appointment."""
    return RebookSpec(**values)


def dental_spec(values: dict[str, Any]) -> DentalSpec:
    """A dental item."""
    return DentalSpec(**values | {"answers": answers_of(values)})


def supplement_spec(values: dict[str, Any]) -> SupplementSpec:
    """A supplement."""
    return SupplementSpec(**values | {"answers": answers_of(values)})


def adverse_spec(values: dict[str, Any]) -> AdverseEventSpec:
    """An adverse event."""
    return AdverseEventSpec(**values)


def day_of(values: dict[str, Any]) -> date:
    """The day of a body that holds nothing else."""
    on: date = values["on"]
    return on
