"""Decisions, dissents and the end of a case over the API: the same services, so the same answers."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import audit, clock
from accounts.api import DayField, Endpoint, StrictSerializer, options, parsed
from accounts.enums import Discipline, ReadAction
from accounts.permissions import Permission
from guidelines.bone.agents import Agent
from guidelines.findings import Grade
from guidelines.imaging.modalities import Modality
from guidelines.mdt.decisions import DecisionType
from guidelines.record.board import BoneDrugStatement
from mdt.api.live_output import CaseTextsOutput, DecisionOutput, DissentOutput
from mdt.enums import Intent
from mdt.models import Case, Decision, Dissent
from mdt.selectors.meetings_live import cases_of
from mdt.selectors.team import owners_of
from mdt.services.concluding import case_close
from mdt.services.decisions import decision_change, decision_record, decision_void, dissent_record
from mdt.services.texts import LONGEST, case_texts_save
from mdt.specs.decisions import DecisionSpec, Detail, DissentSpec
from patients.api.door import AnsweredSerializer, answers_of

P = Permission
# Named, so that the schema names them (settings.SPECTACULAR_SETTINGS).
DECISION_TYPES, EXAMINATIONS = options(DecisionType), options(Modality)


class CaseEndpoint(Endpoint):
    """A view below /cases/<id>/."""

    def case(self, request: Request, case_id: UUID) -> Case:
        """The case on an agenda, of a patient the user may see; 404 otherwise."""
        rows = cases_of(self.user(request)).select_related("patient__responsible_doctor__department", "board")
        found: Case = get_object_or_404(rows, pk=case_id)
        audit.record(
            request=request._request,
            patient_id=found.patient_id,
            action=ReadAction.VIEW,
            subject="api_board_case",
        )
        return found

    def decision(self, request: Request, case_id: UUID, number: int) -> Decision:
        """A decision that stands; 404 for one that was struck out."""
        rows = self.case(request, case_id).decisions.filter(voided_at=None)
        row: Decision = get_object_or_404(rows, number=number)
        return row


class DetailInput(StrictSerializer):
    """What the type needs; keys that are no part of the type are dropped."""

    agent = serializers.ChoiceField(options(Agent), required=False, allow_null=True)
    interval_days = serializers.IntegerField(min_value=1, max_value=366, required=False, allow_null=True)
    reason = serializers.CharField(max_length=30, required=False, allow_blank=True)
    examination = serializers.ChoiceField(EXAMINATIONS, required=False, allow_null=True)
    month = serializers.RegexField(r"^\d{4}-(0[1-9]|1[0-2])$", required=False, allow_blank=True)
    site = serializers.CharField(max_length=100, required=False, allow_blank=True)


class DecisionInput(AnsweredSerializer):
    """A line of the responsibility table; owner and due date may follow until the case is closed (MDT-05)."""

    type = serializers.ChoiceField(DECISION_TYPES)
    detail = DetailInput(required=False)
    text = serializers.CharField(max_length=4000, required=False, default="", allow_blank=True)
    intent = serializers.ChoiceField(Intent.choices, required=False, allow_null=True)
    owner = serializers.UUIDField(required=False, allow_null=True)
    due_on = DayField(required=False, allow_null=True)
    recommendation = serializers.IntegerField(min_value=1, max_value=12, required=False, allow_null=True)
    grade = serializers.ChoiceField(options(Grade), required=False, allow_null=True)


class DecisionChangeInput(DecisionInput):
    """The same with the version that was read."""

    version = serializers.IntegerField(min_value=0, max_value=1_000_000)


class VersionedReason(StrictSerializer):
    """Why, and the version that was read."""

    reason = serializers.CharField(max_length=200)
    version = serializers.IntegerField(min_value=0, max_value=1_000_000)


class DissentInput(StrictSerializer):
    """Who sees it otherwise and why; without `number` it is about the whole conclusion."""

    name = serializers.CharField(max_length=60, required=False, default="", allow_blank=True)
    discipline = serializers.ChoiceField(Discipline.choices)
    reason = serializers.CharField(max_length=2000)
    number = serializers.IntegerField(min_value=1, max_value=1000, required=False, allow_null=True)


class TextsInput(StrictSerializer):
    """Some of the texts, and the version that was read; 409 when one of them was changed since."""

    version = serializers.IntegerField(min_value=0, max_value=1_000_000)
    conclusion = serializers.CharField(max_length=LONGEST["conclusion"], required=False, allow_blank=True)
    patient_wish = serializers.CharField(max_length=LONGEST["patient_wish"], required=False, allow_blank=True)
    drug_statement = serializers.ChoiceField(options(BoneDrugStatement), required=False, allow_blank=True)
    drug_text = serializers.CharField(max_length=LONGEST["drug_text"], required=False, allow_blank=True)


def decision_spec(case: Case, values: dict[str, Any]) -> DecisionSpec:
    """The decision of a parsed body. Raises ValidationError for an owner who is none of the team."""
    owners = {one.user.id: one for one in owners_of(case)}
    asked = values.get("owner")
    if asked is not None and asked not in owners:
        words = _("Neither the doctor of the patient nor a member of the board.")
        raise serializers.ValidationError({"owner": words})
    owner = owners.get(asked) if asked else None
    coded = {"intent": Intent, "grade": Grade}
    return DecisionSpec(
        type=DecisionType(values["type"]),
        detail=_detail(values.get("detail") or {}),
        text=values["text"],
        owner=owner.user if owner else None,
        discipline=owner.discipline if owner else None,
        due_on=values.get("due_on"),
        recommendation=values.get("recommendation"),
        answers=answers_of(values),
        **{name: kind(values[name]) for name, kind in coded.items() if values.get(name)},
    )


def _detail(values: dict[str, Any]) -> Detail:
    coded: dict[str, Any] = {"agent": Agent, "examination": Modality}
    known = {name: value for name, value in values.items() if value not in (None, "")}
    return Detail(**{name: coded[name](value) if name in coded else value for name, value in known.items()})


class BoardCaseDecisions(CaseEndpoint, ListAPIView[Decision]):
    """The decisions of one case, those that were struck out too."""

    permission_for = {"GET": P.BOARD_VIEW, "POST": P.DECISION_RECORD}
    serializer_class = DecisionOutput
    queryset = Decision.objects.none()
    filter_backends = []

    def get_queryset(self) -> Any:
        """By number."""
        return self.case(self.request, self.kwargs["case_id"]).decisions.order_by("number")

    @extend_schema(request=DecisionInput, responses={201: DecisionOutput})
    def post(self, request: Request, case_id: UUID) -> Response:
        """Record one: judged like an order of its drug (BMA-03, BMA-09, REN-01 ...)."""
        case = self.case(request, case_id)
        spec = decision_spec(case, parsed(DecisionInput, request))
        row = decision_record(by=self.user(request), case=case, spec=spec, today=clock.today())
        return Response(DecisionOutput(row).data, status=201)


class BoardCaseDecision(CaseEndpoint):
    """One decision."""

    permission_for = {"PUT": P.DECISION_RECORD}

    @extend_schema(request=DecisionChangeInput, responses=DecisionOutput)
    def put(self, request: Request, case_id: UUID, number: int) -> Response:
        """Complete or correct it; 409 when it changed since that version."""
        row = self.decision(request, case_id, number)
        values = parsed(DecisionChangeInput, request)
        version = values.pop("version")
        changed = decision_change(
            by=self.user(request),
            decision=row,
            spec=decision_spec(row.case, values),
            version=version,
            today=clock.today(),
        )
        return Response(DecisionOutput(changed).data)


class BoardCaseDecisionVoid(CaseEndpoint):
    """A decision struck out."""

    permission_for = {"POST": P.DECISION_RECORD}

    @extend_schema(request=VersionedReason, responses=DecisionOutput)
    def post(self, request: Request, case_id: UUID, number: int) -> Response:
        """Strike it out with a reason; its number is not given again."""
        row = self.decision(request, case_id, number)
        values = parsed(VersionedReason, request)
        gone = decision_void(by=self.user(request), decision=row, now=clock.now(), **values)
        return Response(DecisionOutput(gone).data)


class BoardCaseDissents(CaseEndpoint, ListAPIView[Dissent]):
    """Who sees it otherwise."""

    permission_for = {"GET": P.BOARD_VIEW, "POST": P.BOARD_VIEW}
    serializer_class = DissentOutput
    queryset = Dissent.objects.none()
    filter_backends = []

    def get_queryset(self) -> Any:
        """In the order they were said."""
        rows = self.case(self.request, self.kwargs["case_id"]).dissents
        return rows.select_related("decision").order_by("created_at", "id")

    @extend_schema(request=DissentInput, responses={201: DissentOutput})
    def post(self, request: Request, case_id: UUID) -> Response:
        """Record one: for anybody by who records decisions, by a member of the panel for himself."""
        case, values = self.case(request, case_id), parsed(DissentInput, request)
        spec = DissentSpec(
            name=values["name"],
            discipline=Discipline(values["discipline"]),
            reason=values["reason"],
            number=values.get("number"),
        )
        row = dissent_record(by=self.user(request), case=case, spec=spec)
        return Response(DissentOutput(row).data, status=201)


class BoardCaseTexts(CaseEndpoint):
    """Conclusion, statement on the drug and the patient's wish."""

    permission_for = {"GET": P.BOARD_VIEW, "PUT": P.DECISION_RECORD}

    @extend_schema(responses=CaseTextsOutput)
    def get(self, request: Request, case_id: UUID) -> Response:
        """As they stand, with their version."""
        return Response(CaseTextsOutput(self.case(request, case_id)).data)

    @extend_schema(request=TextsInput, responses=CaseTextsOutput)
    def put(self, request: Request, case_id: UUID) -> Response:
        """Change some; another field that changed meanwhile is no conflict."""
        case, values = self.case(request, case_id), parsed(TextsInput, request)
        version = values.pop("version")
        row = case_texts_save(by=self.user(request), case=case, changes=values, version=version)
        return Response(CaseTextsOutput(row).data)


class BoardCaseClose(CaseEndpoint):
    """The end of a case."""

    permission_for = {"POST": P.DECISION_RECORD}

    @extend_schema(request=AnsweredSerializer, responses=CaseTextsOutput)
    def post(self, request: Request, case_id: UUID) -> Response:
        """Conclude it (MDT-04, MDT-05, SAF-05); it becomes a conference of the patient's record."""
        case = self.case(request, case_id)
        answers = answers_of(parsed(AnsweredSerializer, request))
        row = case_close(
            by=self.user(request), case=case, today=clock.today(), now=clock.now(), answers=answers
        )
        return Response(CaseTextsOutput(row).data)
