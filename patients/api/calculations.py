"""Calculators over HTTP: the result with its rule and its inputs, or what is missing. Nothing is stored."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import (
    Endpoint,
    FindingOutput,
    HasOwnPassword,
    StrictSerializer,
    WordsOutput,
    options,
    parsed,
)
from guidelines import calculators
from guidelines.calculators import Calculation
from guidelines.labs import Sex
from guidelines.risk.ecog import ECOG_MAX
from guidelines.risk.mirels import MirelsItems
from guidelines.risk.pain import NRS_MAX
from guidelines.risk.sins import SinsItems
from patients.api.status_input import maybe
from patients.score_items import MIRELS_ITEMS, SINS_ITEMS, Items
from patients.services.overrides import plain


class CalculatorInput(StrictSerializer):
    """What a calculator is asked with: a value may be unknown, but one must be spoken of."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The values; raises ValidationError for a body that says nothing at all."""
        if not self.initial_data:
            raise serializers.ValidationError(_("Please send the values to compute with."))
        return attrs


class ClearanceInput(CalculatorInput):
    """Age in completed years, weight, creatinine and sex; each may be unknown."""

    age_years = maybe(serializers.IntegerField)
    weight_kg = maybe(serializers.DecimalField, 4, 1)
    creatinine_umol_l = maybe(serializers.DecimalField, 7, 2)
    sex = maybe(serializers.ChoiceField, options(Sex))


class CalciumInput(CalculatorInput):
    """Total calcium and the albumin of the same sample; each may be unknown."""

    calcium_mmol_l = maybe(serializers.DecimalField, 5, 3)
    albumin_g_l = maybe(serializers.DecimalField, 4, 1)


class NrsInput(CalculatorInput):
    """A pain score; it may be unknown."""

    nrs = serializers.IntegerField(
        min_value=0, max_value=NRS_MAX, required=False, allow_null=True, default=None
    )


class EcogInput(CalculatorInput):
    """A performance status; it may be unknown."""

    ecog = serializers.IntegerField(
        min_value=0, max_value=ECOG_MAX, required=False, allow_null=True, default=None
    )


def _items_input(name: str, items: Items, words: str) -> type[StrictSerializer]:
    fields = {item: maybe(serializers.ChoiceField, options(terms)) for item, terms in items.items()}
    return type(name, (CalculatorInput,), {**fields, "__doc__": words})


MirelsInput = _items_input("MirelsInput", MIRELS_ITEMS, "The four items; each may be unknown.")
SinsInput = _items_input("SinsInput", SINS_ITEMS, "The six items; each may be unknown.")


class CalculationOutput(serializers.Serializer[Any]):
    """One result; `value` null: unknown, because of what `missing` names. `inputs` are echoed."""

    rule_id = serializers.CharField(source="rule.rule_id")
    detail = serializers.CharField(source="rule.message.en")
    detail_zh = serializers.CharField(source="rule.message.zh")
    source = serializers.CharField(source="rule.source")  # type: ignore[assignment]  # a field
    grade = serializers.CharField(source="rule.grade")
    value = serializers.SerializerMethodField()
    unit = serializers.CharField()
    band = serializers.CharField(allow_null=True)
    meaning = serializers.SerializerMethodField()
    missing = WordsOutput(many=True)
    findings = FindingOutput(many=True)
    inputs = serializers.SerializerMethodField()

    def get_value(self, found: Calculation) -> str | None:  # type: ignore[override]  # a field of this name
        """The number as text, as every decimal of the API."""
        return None if found.value is None else str(found.value)

    @extend_schema_field(WordsOutput(allow_null=True))
    def get_meaning(self, found: Calculation) -> Any:
        """What the value means, in words."""
        words = found.meaning or (found.band.label if found.band is not None else None)
        return None if words is None else {"zh": words.zh, "en": words.en}

    def get_inputs(self, found: Calculation) -> dict[str, Any]:
        """What it was computed from."""
        return plain(found.inputs)


class Calculator(Endpoint):
    """A calculator anybody who is signed in may use."""

    permission_classes = [IsAuthenticated, HasOwnPassword]


class CreatinineClearance(Calculator):
    """Creatinine clearance by Cockcroft-Gault (STD-01)."""

    @extend_schema(request=ClearanceInput, responses=CalculationOutput)
    def post(self, request: Request) -> Response:
        """Compute."""
        values = parsed(ClearanceInput, request)
        sex = Sex(values.pop("sex")) if values["sex"] else values.pop("sex")
        return Response(CalculationOutput(calculators.clearance(sex=sex, **values)).data)


class CorrectedCalcium(Calculator):
    """Calcium corrected for albumin (STD-02)."""

    @extend_schema(request=CalciumInput, responses=CalculationOutput)
    def post(self, request: Request) -> Response:
        """Compute."""
        return Response(CalculationOutput(calculators.calcium(**parsed(CalciumInput, request))).data)


class MirelsCalculation(Calculator):
    """Mirels score of a long bone from its items (STD-03)."""

    @extend_schema(request=MirelsInput, responses=CalculationOutput)
    def post(self, request: Request) -> Response:
        """Compute."""
        values = parsed(MirelsInput, request)
        items = MirelsItems(**_terms(values, MIRELS_ITEMS))
        return Response(CalculationOutput(calculators.mirels_score(items, values)).data)


class SinsCalculation(Calculator):
    """SINS of the spine from its items (STD-04)."""

    @extend_schema(request=SinsInput, responses=CalculationOutput)
    def post(self, request: Request) -> Response:
        """Compute."""
        values = parsed(SinsInput, request)
        items = SinsItems(**_terms(values, SINS_ITEMS))
        return Response(CalculationOutput(calculators.sins_score(items, values)).data)


class NrsBand(Calculator):
    """Band of a pain score (STD-05)."""

    @extend_schema(request=NrsInput, responses=CalculationOutput)
    def post(self, request: Request) -> Response:
        """Compute."""
        return Response(CalculationOutput(calculators.pain(**parsed(NrsInput, request))).data)


class EcogGrade(Calculator):
    """Meaning of a performance status (STD-06)."""

    @extend_schema(request=EcogInput, responses=CalculationOutput)
    def post(self, request: Request) -> Response:
        """Compute."""
        return Response(CalculationOutput(calculators.performance(**parsed(EcogInput, request))).data)


def _terms(values: dict[str, Any], items: Items) -> dict[str, Any]:
    return {name: term(values[name]) for name, term in items.items() if values[name]}


BELOW = "calculations/"
PATHS = [
    path(f"{BELOW}creatinine-clearance/", CreatinineClearance.as_view(), name="api-calculate-clearance"),
    path(f"{BELOW}corrected-calcium/", CorrectedCalcium.as_view(), name="api-calculate-calcium"),
    path(f"{BELOW}mirels/", MirelsCalculation.as_view(), name="api-calculate-mirels"),
    path(f"{BELOW}sins/", SinsCalculation.as_view(), name="api-calculate-sins"),
    path(f"{BELOW}nrs/", NrsBand.as_view(), name="api-calculate-nrs"),
    path(f"{BELOW}ecog/", EcogGrade.as_view(), name="api-calculate-ecog"),
]
