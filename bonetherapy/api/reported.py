"""Bone therapies given elsewhere, as the API takes and tells them: nothing here counts as a dose given."""

from typing import Any

from rest_framework import serializers

from accounts.api import options
from bonetherapy.models import ReportedTherapy
from bonetherapy.services.reported import REPORTED_THERAPY
from bonetherapy.specs import ReportedTherapySpec
from guidelines.bone.agents import Agent
from patients.api.door import AnsweredSerializer
from patients.api.records import Facts, outputs
from patients.api.status_input import coded, maybe, maybe_day, whole


class ReportedTherapyInput(AnsweredSerializer):
    """A treatment in the words of its document; no agent: it names no drug.

    `course`: what of this house the document tells about, for a correction that keeps it.
    """

    agent_text = serializers.CharField(max_length=100)
    agent = maybe(serializers.ChoiceField, options(Agent))
    course = maybe(serializers.UUIDField)
    dose_mg = maybe(serializers.DecimalField, 6, 2)
    route_text = serializers.CharField(max_length=40, required=False, default="", allow_blank=True)
    interval_days = whole()
    started_on = maybe_day()
    stopped_on = maybe_day()
    is_approximate = serializers.BooleanField(required=False, default=False)
    doses_stated = whole()
    doses_stated_on = maybe_day()
    text = serializers.CharField(max_length=300, required=False, default="", allow_blank=True)


def reported_therapy_spec(values: dict[str, Any]) -> ReportedTherapySpec:
    """A treatment."""
    course_id = values.pop("course")
    return ReportedTherapySpec(**values | coded(values, agent=Agent), course_id=course_id)


REPORTED = Facts(
    name="ReportedTherapy",
    slug="reported-therapy",
    words="Bone therapies given elsewhere",
    kind=REPORTED_THERAPY,
    related="reported_therapies",
    day="started_on",
    taken=ReportedTherapyInput,
    told=outputs(
        ReportedTherapy,
        "agent_text",
        "agent",
        "course",
        "dose_mg",
        "route_text",
        "interval_days",
        "started_on",
        "stopped_on",
        "is_approximate",
        "doses_stated",
        "doses_stated_on",
        "text",
    ),
    spec=reported_therapy_spec,
)
