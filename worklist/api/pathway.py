"""Endpoints for the diagnostic pathway: where a patient stands, taking a step, taking one back, the risk."""

from datetime import date
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import DayField, StrictSerializer, options, parsed
from accounts.permissions import Permission
from guidelines.lesions import Extent
from guidelines.pathway.evidence import Pathology
from guidelines.pathway.risk import RiskFactor
from guidelines.pathway.states import PathwayFacts, PathwayState, SurveyResult
from patients.api.door import AnsweredSerializer, PatientEndpoint, answers_of
from patients.api.input import ReasonInput
from patients.models import PathwayStep, Patient
from patients.selectors.whole import chart_of
from patients.services.pathway import RISK
from patients.services.recording import record_add
from patients.specs.pathway import RiskSpec, StepSpec
from worklist.api.pathway_output import PathwayOutput, RiskOutput, StepOutput
from worklist.selectors.pathway import risk_of, standing_of
from worklist.services.pathway import pathway_advance, pathway_take_back

STATES = options(PathwayState)
TERMS = {
    "survey": SurveyResult,
    "extent": Extent,
    "pathology": Pathology,
}


def _answer() -> serializers.BooleanField:
    return serializers.BooleanField(required=False, allow_null=True, default=None)


def _number() -> serializers.IntegerField:
    return serializers.IntegerField(required=False, allow_null=True, default=None, min_value=0, max_value=99)


def _term(terms: Any) -> serializers.ChoiceField:
    return serializers.ChoiceField(choices=options(terms), required=False, allow_null=True, default=None)


class StatedInput(StrictSerializer):
    """Answers to what a step asks; null: the record stands."""

    lung_cancer_confirmed = _answer()
    survey = _term(SurveyResult)
    petct_bone_focus = _answer()
    local_symptoms = _answer()
    marker_task_open = _answer()
    extent = _term((Extent.LOCALISED, Extent.WIDESPREAD))
    destructive_lesions = _number()
    definite_lesions = _number()
    definite_imaging = _answer()
    imaging_clear = _answer()
    inconclusive = _number()
    pathology = _term(Pathology)
    suspicion_high = _answer()
    biopsy_declined = _answer()
    mdt_decision = _answer()
    mdt_imaging_diagnosis = _answer()
    scan_due = _answer()
    new_symptom = _answer()
    recurrence = _answer()
    suspicious_lesion = _answer()
    last_bone_scan_on = DayField(required=False, allow_null=True, default=None)
    checklist_complete = _answer()
    mdt_trigger = _answer()


class StepInput(AnsweredSerializer):
    """One step; `source` null: the patient enters the pathway."""

    source = serializers.ChoiceField(choices=STATES, allow_null=True)  # type: ignore[assignment]  # a field
    target = serializers.ChoiceField(choices=STATES)
    taken_on = DayField()
    reason = serializers.CharField(max_length=2000, required=False, default="", allow_blank=True)
    facts = StatedInput(required=False, default=dict)


def step_spec(values: dict[str, Any]) -> StepSpec:
    """The step with its answers typed."""
    answers, stated = answers_of(values), dict(values["facts"])
    for name, term in TERMS.items():
        stated[name] = term(stated[name]) if stated.get(name) else None
    return StepSpec(
        source=PathwayState(values["source"]) if values["source"] else None,
        target=PathwayState(values["target"]),
        taken_on=values["taken_on"],
        reason=values["reason"],
        stated=PathwayFacts(**stated),
        answers=answers,
    )


class Pathway(PatientEndpoint):
    """Where the patient stands in the diagnostic pathway, and what can come next."""

    subject = "api_pathway"
    permission_for = {"GET": Permission.PATIENT_VIEW, "POST": Permission.PATHWAY_STEP}

    @extend_schema(responses=PathwayOutput)
    def get(self, request: Request, patient_id: UUID) -> Response:
        """The confirmed state, what the record shows, the next steps with what is missing, the history."""
        patient = self.patient(request, patient_id)
        standing = standing_of(patient, self.user(request), chart_of(patient, clock.today()))
        steps = patient.pathway_steps.select_related("recorded_by")
        return Response(PathwayOutput({"standing": standing, "steps": steps}).data)

    @extend_schema(request=StepInput, responses={201: StepOutput})
    def post(self, request: Request, patient_id: UUID) -> Response:
        """Take a step; the same step sent twice is one."""
        patient = self.patient(request, patient_id)
        spec = step_spec(parsed(StepInput, request))
        step = pathway_advance(
            by=self.user(request), patient=patient, spec=spec, today=clock.today(), now=clock.now()
        )
        return Response(StepOutput(step).data, status=201)


class PathwayStepVoid(PatientEndpoint):
    """The last step, taken back."""

    subject = "api_pathway"
    permission_for = {"POST": Permission.PATHWAY_STEP}

    @extend_schema(request=ReasonInput, responses=StepOutput)
    def post(self, request: Request, patient_id: UUID, step_id: UUID) -> Response:
        """Void with a reason; what followed by itself is void too."""
        patient = self.patient(request, patient_id)
        step = get_object_or_404(PathwayStep, patient=patient, pk=step_id)
        reason = parsed(ReasonInput, request)["reason"]
        row = pathway_take_back(by=self.user(request), step=step, reason=reason, now=clock.now())
        return Response(StepOutput(row).data)


class FactorsField(serializers.DictField):
    """Yes or no by factor; refuses a factor that is none."""

    child = serializers.BooleanField()

    def to_internal_value(self, data: Any) -> dict[RiskFactor, bool]:
        """The answers by factor; raises ValidationError for an unknown one."""
        values = super().to_internal_value(data)
        unknown = sorted(set(values) - {factor.value for factor in RiskFactor})
        if unknown:
            words = _("No such factor: %(names)s. Accepted: %(accepted)s.")
            accepted = ", ".join(factor.value for factor in RiskFactor)
            raise serializers.ValidationError(words % {"names": ", ".join(unknown), "accepted": accepted})
        return {RiskFactor(name): answer for name, answer in values.items()}


class RiskInput(StrictSerializer):
    """The answers to table 2.2; a factor that is left out is not known."""

    reviewed_on = DayField()
    factors = FactorsField()


class PathwayRisk(PatientEndpoint):
    """The risk of bone metastasis (DX-02): factors as recorded and as answered."""

    subject = "api_pathway"
    permission_for = {"GET": Permission.PATIENT_VIEW, "POST": Permission.OBSERVATION_RECORD}

    @extend_schema(responses=RiskOutput)
    def get(self, request: Request, patient_id: UUID) -> Response:
        """Read."""
        return Response(_risk(self.patient(request, patient_id), clock.today()))

    @extend_schema(request=RiskInput, responses={201: RiskOutput})
    def post(self, request: Request, patient_id: UUID) -> Response:
        """Answer the factors."""
        patient, today = self.patient(request, patient_id), clock.today()
        spec = RiskSpec(**parsed(RiskInput, request))
        record_add(kind=RISK, by=self.user(request), patient=patient, spec=spec, today=today)
        return Response(_risk(patient, today), status=201)


def _risk(patient: Patient, today: date) -> Any:
    return RiskOutput(risk_of(patient, chart_of(patient, today))).data
