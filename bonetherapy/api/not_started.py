"""Reasons against a start of a bone-modifying drug, as the API takes and tells them (BMA-01, BMA-02)."""

from typing import Any

from rest_framework import serializers

from accounts.api import DayField, options
from bonetherapy.models import NotStarted
from bonetherapy.services.reported import NOT_STARTED
from bonetherapy.specs import NotStartedSpec
from guidelines.bone.agents import Agent
from patients.api.door import AnsweredSerializer
from patients.api.records import RECORDED, Facts
from patients.api.status_input import coded, maybe


class NotStartedInput(AnsweredSerializer):
    """Contraindicated or declined, and why (`reason` is that of a correction); no agent: none at all."""

    decided_on = DayField()
    why = serializers.CharField(max_length=300)
    declined = serializers.BooleanField(required=False, default=False)
    agent = maybe(serializers.ChoiceField, options(Agent))


class NotStartedOutput(serializers.ModelSerializer[NotStarted]):
    """One reason against a start."""

    why = serializers.CharField(source="reason")

    class Meta:
        model = NotStarted
        fields = ["id", "decided_on", "agent", "declined", "why", *RECORDED]


def not_started_spec(values: dict[str, Any]) -> NotStartedSpec:
    """A reason."""
    why = values.pop("why")
    return NotStartedSpec(**values | coded(values, agent=Agent), reason=why)


REASONS = Facts(
    name="NotStarted",
    slug="not-started-reason",
    words="Reasons against a bone-modifying drug",
    kind=NOT_STARTED,
    related="not_started",
    day="decided_on",
    taken=NotStartedInput,
    told=NotStartedOutput,
    spec=not_started_spec,
)
