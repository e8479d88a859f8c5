"""The three addresses of every kind of row that builds on `Recorded`, here and in the rooms above.

List and add, correct, void: `record_views` makes the classes, `record_paths` their addresses.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import django_filters
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import FindingOutput, parsed
from accounts.permissions import Permission
from patients.api.door import AnsweredSerializer, PatientEndpoint, PatientRows, answers_of
from patients.api.input import ReasonInput
from patients.services.recording import Kind, record_add, record_correct, record_findings, record_void

RECORDED = ["recorded_by", "is_imported", "corrects", "voided_at", "void_reason"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One kind of row as the API names it: `name` "PainScore", `slug` "pain-score", `day` its dated column.

    `related` is the patient's name for the rows; `spec` reads a parsed body.
    """

    name: str
    slug: str
    words: str
    kind: Kind[Any, Any]
    related: str
    day: str
    taken: type[AnsweredSerializer]
    told: type[serializers.ModelSerializer[Any]]
    spec: Callable[[dict[str, Any]], Any]

    @property
    def plural(self) -> str:
        """The name of the list."""
        return f"{self.slug[:-1]}ies" if self.slug.endswith("y") else f"{self.slug}s"


def outputs(model: type[Any], *columns: str) -> type[serializers.ModelSerializer[Any]]:
    """What is told of a row: its columns, who wrote it and what became of it."""
    meta = type("Meta", (), {"model": model, "fields": ["id", *columns, *RECORDED]})
    more = {"Meta": meta, "__doc__": f"{model.__doc__}"}
    return type(f"{model.__name__}Output", (serializers.ModelSerializer,), more)


def _answered(facts: Facts) -> type[serializers.ModelSerializer[Any]]:
    """The row that was written, with what the rules said to it."""
    meta = type("Meta", (facts.told.Meta,), {"fields": [*facts.told.Meta.fields, "flags"]})
    more = {"Meta": meta, "flags": FindingOutput(many=True), "__doc__": _answered.__doc__}
    return type(f"{facts.name}Written", (facts.told,), more)


def _filter(facts: Facts) -> type[django_filters.FilterSet]:
    """Narrow a list: `voided`, and the days the rows are of."""
    more = {
        "voided": django_filters.BooleanFilter("voided_at", lookup_expr="isnull", exclude=True),
        "day_from": django_filters.DateFilter(facts.day, lookup_expr="gte"),
        "day_to": django_filters.DateFilter(facts.day, lookup_expr="lte"),
        "Meta": type("Meta", (), {"model": facts.kind.model, "fields": []}),
        "__doc__": _filter.__doc__,
    }
    return type(f"{facts.name}Filter", (django_filters.FilterSet,), more)


class RecordRows(PatientRows):
    """Rows of one kind, newest first, the corrected and voided ones among them."""

    facts: Facts
    written: type[serializers.ModelSerializer[Any]]
    filter_backends = [DjangoFilterBackend]

    def get_queryset(self) -> Any:
        """Of one patient; the description of the API asks without one."""
        if getattr(self, "swagger_fake_view", False):
            return self.facts.kind.model._default_manager.none()
        return super().get_queryset()

    def add(self, request: Request, patient_id: UUID) -> Response:
        """Record one."""
        facts, patient, today = self.facts, self.patient(request, patient_id), clock.today()
        values = parsed(facts.taken, request)
        answers, spec, by = answers_of(values), facts.spec(values), self.user(request)
        said = record_findings(kind=facts.kind, by=by, patient=patient, spec=spec, today=today)
        row = record_add(kind=facts.kind, by=by, patient=patient, spec=spec, today=today, answers=answers)
        return _told(self.written, row, said)


class RecordEndpoint(PatientEndpoint):
    """One row of a patient."""

    facts: Facts
    written: type[serializers.ModelSerializer[Any]]

    def row(self, request: Request, patient_id: UUID, row_id: UUID) -> Any:
        """The row; 404 when it is another patient's."""
        patient = self.patient(request, patient_id)
        return get_object_or_404(self.facts.kind.model._default_manager.filter(patient=patient), pk=row_id)

    def correct(self, request: Request, patient_id: UUID, row_id: UUID) -> Response:
        """Correct."""
        facts, row = self.facts, self.row(request, patient_id, row_id)
        values = parsed(facts.taken, request)
        reason, answers = values.pop("reason"), answers_of(values)
        spec, by, today = facts.spec(values), self.user(request), clock.today()
        new = record_correct(
            kind=facts.kind,
            by=by,
            row=row,
            spec=spec,
            reason=reason,
            today=today,
            now=clock.now(),
            answers=answers,
        )
        said = record_findings(kind=facts.kind, by=by, patient=row.patient, spec=spec, today=today)
        return _told(self.written, new, said)

    def void(self, request: Request, patient_id: UUID, row_id: UUID) -> Response:
        """Void with a reason."""
        row = self.row(request, patient_id, row_id)
        reason = parsed(ReasonInput, request)["reason"]
        gone = record_void(
            kind=self.facts.kind, by=self.user(request), row=row, reason=reason, now=clock.now()
        )
        return Response(self.facts.told(gone).data)


def _told(written: type[serializers.ModelSerializer[Any]], row: Any, said: Any) -> Response:
    row.flags = said
    return Response(written(row).data, status=201)


def record_paths(*kinds: Facts) -> list[URLPattern]:
    """The addresses of these kinds: `api-pain-scores`, `api-pain-score-correct`, `api-pain-score-void`."""
    return [one for facts in kinds for one in _paths(facts)]


def _paths(facts: Facts) -> list[URLPattern]:
    rows, correction, void = record_views(facts)
    start = f"patients/<uuid:patient_id>/{facts.plural}/"
    one = f"{start}<uuid:row_id>/"
    return [
        path(start, rows.as_view(), name=f"api-{facts.plural}"),
        path(f"{one}correct/", correction.as_view(), name=f"api-{facts.slug}-correct"),
        path(f"{one}void/", void.as_view(), name=f"api-{facts.slug}-void"),
    ]


def record_views(facts: Facts) -> tuple[type[Any], type[Any], type[Any]]:
    """List and add, correct, void, each a class of its own, so that the description can name it."""
    written, kind = _answered(facts), facts.kind
    correcting = _with_reason(facts)
    rows = type(
        f"Patient{facts.name}Rows",
        (RecordRows,),
        {
            "__doc__": f"{facts.words}.",
            "permission_for": {"GET": Permission.PATIENT_VIEW, "POST": kind.permission},
            "related": facts.related,
            "serializer_class": facts.told,
            "filterset_class": _filter(facts),
            "facts": facts,
            "written": written,
            "post": _described(RecordRows.add, facts.taken, {201: written}),
        },
    )
    correction = _one(f"{facts.name}Correction", f"{facts.words}: the right row, the wrong one stays.", facts)
    correction.post = _described(RecordEndpoint.correct, correcting, {201: written})
    correction.facts, correction.written = replace(facts, taken=correcting), written
    void = _one(f"{facts.name}Void", f"{facts.words}: a row no rule reads any more.", facts)
    void.post = _described(RecordEndpoint.void, ReasonInput, facts.told)
    return rows, correction, void


def _one(name: str, words: str, facts: Facts) -> Any:
    more = {"__doc__": words, "permission_for": {"POST": facts.kind.permission}, "facts": facts}
    return type(name, (RecordEndpoint,), more)


def _with_reason(facts: Facts) -> type[AnsweredSerializer]:
    more = {"reason": serializers.CharField(max_length=200), "__doc__": "The right row, and why."}
    return type(f"{facts.name}CorrectionInput", (facts.taken,), more)


def _described(act: Callable[..., Response], asked: Any, told: Any) -> Callable[..., Response]:
    """The method under a name of its own: what is described of it must not be told of the others."""

    def post(self: Any, request: Request, **ids: UUID) -> Response:
        return act(self, request, **ids)

    post.__doc__ = act.__doc__
    described: Callable[..., Response] = extend_schema(request=asked, responses=told)(post)
    return described
