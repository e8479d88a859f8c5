"""Images of the archive over the API: asked for by accession number, then linked to an examination."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import StrictSerializer, parsed
from accounts.permissions import Permission
from imaging.api.kinds import STUDIES
from imaging.api.silence import SILENT, ArchiveSilent
from imaging.forms_archive import LONGEST
from imaging.models import ImagingStudy
from imaging.pacs import pacs
from imaging.pacs.errors import PacsError
from imaging.pacs.protocol import FoundStudy
from imaging.pacs.reading import series_in
from imaging.services.registering import candidates, chosen, differences, study_register
from patients.api.door import PatientEndpoint
from patients.models import Patient


class NumberInput(StrictSerializer):
    """The number on the request form or the report."""

    accession_number = serializers.CharField(max_length=LONGEST)


class LinkInput(NumberInput):
    """Which of the found examinations, and which of the record it is; `study` null: a new one.

    `is_same_person` is needed where the archive names another patient (`differs`).
    """

    study_uid = serializers.RegexField(r"^[0-9.]{1,64}$", required=False, default="", allow_blank=True)
    study = serializers.UUIDField(required=False, allow_null=True, default=None)
    is_same_person = serializers.BooleanField(required=False, default=False)


class FoundOutput(serializers.Serializer[Any]):
    """An examination the archive has; `differs` in what its patient is not ours: "number", "name"."""

    study_uid = serializers.CharField()
    accession_number = serializers.CharField()
    patient_id = serializers.CharField()
    patient_name = serializers.CharField()
    done_on = serializers.DateField(allow_null=True)
    description = serializers.CharField()
    modalities = serializers.ListField(child=serializers.CharField())
    differs = serializers.ListField(child=serializers.CharField())
    candidates = serializers.ListField(child=serializers.UUIDField())


class ArchiveStudies(PatientEndpoint):
    """Examinations of the archive. Every question is in the trail: the answer may name another person."""

    subject = "api_archive"
    permission_for = {"GET": Permission.IMAGING_RECORD, "POST": Permission.IMAGING_RECORD}

    @extend_schema(
        parameters=[OpenApiParameter("accession_number", str, required=True)],
        responses={200: FoundOutput(many=True), **SILENT},
    )
    def get(self, request: Request, patient_id: UUID) -> Response:
        """What the archive has under one accession number; an empty list when it has nothing."""
        patient = self.patient(request, patient_id)
        query = NumberInput(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        found = _found(query.validated_data["accession_number"])
        return Response([FoundOutput(_told(patient, one)).data for one in found])

    @extend_schema(request=LinkInput, responses={201: STUDIES.told, **SILENT})
    def post(self, request: Request, patient_id: UUID) -> Response:
        """Link its images to an examination of the record, or register it with them."""
        patient, values = self.patient(request, patient_id), parsed(LinkInput, request)
        found = chosen(_found(values["accession_number"]), values["study_uid"])
        if found is None or values["study_uid"] not in ("", found.study_uid):
            raise ValidationError({"accession_number": _("The archive has no examination with this number.")})
        if differences(patient, found) and not values["is_same_person"]:
            raise ValidationError(
                {"is_same_person": _("The archive names another patient. Please check and confirm.")}
            )
        row = study_register(
            by=self.user(request),
            patient=patient,
            found=found,
            series=_series(found),
            study=_study(patient, found, values["study"]),
            today=clock.today(),
        )
        return Response(STUDIES.told(row).data, status=201)


def _found(number: str) -> Any:
    try:
        return pacs().find_studies(accession_number=number)
    except PacsError as error:
        raise ArchiveSilent(error) from error


def _series(found: FoundStudy) -> Any:
    try:
        return series_in(pacs(), found.study_uid)
    except PacsError as error:
        raise ArchiveSilent(error) from error


def _study(patient: Patient, found: FoundStudy, study_id: UUID | None) -> ImagingStudy | None:
    """The named examination, when the images may belong to it."""
    if study_id is None:
        return None
    row = candidates(patient, found).filter(pk=study_id).first()
    if row is None:
        raise ValidationError({"study": _("These images are not of this examination: compare the days.")})
    return row


def _told(patient: Patient, found: FoundStudy) -> dict[str, Any]:
    return {
        **asdict(found),
        "differs": differences(patient, found),
        "candidates": candidates(patient, found).values_list("pk", flat=True),
    }
