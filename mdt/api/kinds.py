"""Conferences, opinions and consultation requests as the API takes and tells them."""

from typing import Any

from rest_framework import serializers

from accounts.api import DayField, options
from accounts.enums import Discipline
from guidelines.record.board import BoneDrugStatement, Consultation, Opinion
from guidelines.record.sites import Side
from mdt.models import Conference, ConsultationRequest, SpecialistOpinion
from mdt.services import CONFERENCE, CONSULTATION, OPINION
from mdt.specs import ConferenceSpec, ConsultationSpec, OpinionSpec
from patients.api.door import AnsweredSerializer
from patients.api.records import Facts, outputs
from patients.api.status_input import coded, maybe, side, words


class ConferenceInput(AnsweredSerializer):
    """A conference that was held; a conclusion needs the disciplines that were there (MDT-05)."""

    held_on = DayField()
    disciplines = serializers.ListField(
        child=serializers.ChoiceField(Discipline.choices), required=False, default=list, max_length=20
    )
    question = words(5000)
    conclusion = words(5000)
    drug_statement = maybe(serializers.ChoiceField, options(BoneDrugStatement))
    drug_text = words(300)


class OpinionInput(AnsweredSerializer):
    """An opinion, examination or decision an urgent rule waits for."""

    opinion = serializers.ChoiceField(options(Opinion))
    given_on = DayField()
    site = words(100)
    side = side()
    text = words(5000)


class ConsultationRequestInput(AnsweredSerializer):
    """What the patient asked for: a second opinion or a remote consultation (MDT-T14)."""

    asked_for = serializers.ChoiceField(options(Consultation))
    asked_on = DayField()
    text = words(300)


def conference_spec(values: dict[str, Any]) -> ConferenceSpec:
    """A conference."""
    present = tuple(Discipline(code) for code in values.pop("disciplines"))
    return ConferenceSpec(**values | coded(values, drug_statement=BoneDrugStatement), disciplines=present)


def opinion_spec(values: dict[str, Any]) -> OpinionSpec:
    """An opinion."""
    return OpinionSpec(**values | coded(values, opinion=Opinion, side=Side))


def consultation_spec(values: dict[str, Any]) -> ConsultationSpec:
    """A request."""
    return ConsultationSpec(**values | coded(values, asked_for=Consultation))


CONFERENCES = Facts(
    name="Conference",
    slug="conference",
    words="Conferences of the team",
    kind=CONFERENCE,
    related="conferences",
    day="held_on",
    taken=ConferenceInput,
    told=outputs(
        Conference, "held_on", "disciplines", "question", "conclusion", "drug_statement", "drug_text"
    ),
    spec=conference_spec,
)
OPINIONS = Facts(
    name="SpecialistOpinion",
    slug="opinion",
    words="Opinions of specialists",
    kind=OPINION,
    related="specialist_opinions",
    day="given_on",
    taken=OpinionInput,
    told=outputs(SpecialistOpinion, "opinion", "given_on", "site", "side", "text"),
    spec=opinion_spec,
)
CONSULTATIONS = Facts(
    name="ConsultationRequest",
    slug="consultation-request",
    words="Requests of the patient for a second opinion or a remote consultation",
    kind=CONSULTATION,
    related="consultation_requests",
    day="asked_on",
    taken=ConsultationRequestInput,
    told=outputs(ConsultationRequest, "asked_for", "asked_on", "text"),
    spec=consultation_spec,
)
