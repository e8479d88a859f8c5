"""What the API takes about doses."""

from decimal import Decimal
from typing import Any

from rest_framework import serializers

from accounts.api import DayField, MomentField, StrictSerializer, options
from bonetherapy.api.input import REASONS, words
from bonetherapy.enums import Route, Site
from bonetherapy.specs import GivenSpec, NotGivenSpec, RebookSpec
from guidelines.bone.checks import CheckKind
from patients.api.door import AnsweredSerializer, answers_of

CHECK_KINDS = options(CheckKind)


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


def given_spec(values: dict[str, Any]) -> GivenSpec:
    """A dose as it was given."""
    return GivenSpec(**values | {"answers": answers_of(values)})


def not_given_spec(values: dict[str, Any]) -> NotGivenSpec:
    """A dose that was not given."""
    return NotGivenSpec(**values)


def rebook_spec(values: dict[str, Any]) -> RebookSpec:
    """A new appointment."""
    return RebookSpec(**values)
