"""Endpoints for what is known about a patient: tumour, bone, laboratory, contacts."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import parsed
from accounts.permissions import Permission
from guidelines.imaging.category import FollowUpCategory
from patients.api.door import PatientEndpoint, PatientRows, answers_of
from patients.api.input import (
    ContactInput,
    DiagnosisInput,
    FollowUpInput,
    LabCorrectionInput,
    LabInput,
    MetastasisInput,
    ReasonInput,
    contact_spec,
    diagnosis_spec,
    lab_spec,
    metastasis_spec,
)
from patients.api.output import (
    ContactOutput,
    DiagnosisOutput,
    FollowUpOutput,
    LabOutput,
    MetastasisOutput,
    OverrideOutput,
)
from patients.models import BoneMetastasis, Diagnosis
from patients.services.contacts import contact_save
from patients.services.follow_up import follow_up_save
from patients.services.observations import lab_add, lab_correct, lab_void
from patients.services.tumour import bone_metastasis_save, diagnosis_save

READ_AND_EDIT = {"GET": Permission.PATIENT_VIEW, "PUT": Permission.PATIENT_EDIT}
READ_AND_RECORD = {"GET": Permission.PATIENT_VIEW, "POST": Permission.LAB_RECORD}
RECORD = {"POST": Permission.LAB_RECORD}


class PatientDiagnosis(PatientEndpoint):
    """The tumour; 404 while nothing is recorded."""

    permission_for = READ_AND_EDIT

    @extend_schema(responses=DiagnosisOutput)
    def get(self, request: Request, patient_id: UUID) -> Response:
        """Read."""
        found = get_object_or_404(Diagnosis, patient=self.patient(request, patient_id))
        return Response(DiagnosisOutput(found).data)

    @extend_schema(request=DiagnosisInput, responses=DiagnosisOutput)
    def put(self, request: Request, patient_id: UUID) -> Response:
        """Replace."""
        patient = self.patient(request, patient_id)
        spec = diagnosis_spec(parsed(DiagnosisInput, request))
        saved = diagnosis_save(by=self.user(request), patient=patient, spec=spec, today=clock.today())
        return Response(DiagnosisOutput(saved).data)


class PatientMetastasis(PatientEndpoint):
    """Whether the bone is involved; only oncologists decide."""

    permission_for = {"GET": Permission.PATIENT_VIEW, "PUT": Permission.DIAGNOSIS_CONFIRM}

    @extend_schema(responses=MetastasisOutput)
    def get(self, request: Request, patient_id: UUID) -> Response:
        """Read."""
        found = get_object_or_404(BoneMetastasis, patient=self.patient(request, patient_id))
        return Response(MetastasisOutput(found).data)

    @extend_schema(request=MetastasisInput, responses=MetastasisOutput)
    def put(self, request: Request, patient_id: UUID) -> Response:
        """Decide."""
        patient = self.patient(request, patient_id)
        values = parsed(MetastasisInput, request)
        answers, spec, by = answers_of(values), metastasis_spec(values), self.user(request)
        saved = bone_metastasis_save(by=by, patient=patient, spec=spec, today=clock.today(), answers=answers)
        return Response(MetastasisOutput(saved).data)


class PatientFollowUp(PatientEndpoint):
    """The follow-up category a doctor chose; only oncologists choose. Null: the rules derive it (IMG-01)."""

    permission_for = {"GET": Permission.PATIENT_VIEW, "PUT": Permission.DIAGNOSIS_CONFIRM}

    @extend_schema(responses=FollowUpOutput)
    def get(self, request: Request, patient_id: UUID) -> Response:
        """Read."""
        patient = self.patient(request, patient_id)
        found = Diagnosis.objects.filter(patient=patient).first() or Diagnosis(patient=patient)
        return Response(FollowUpOutput(found).data)

    @extend_schema(request=FollowUpInput, responses=FollowUpOutput)
    def put(self, request: Request, patient_id: UUID) -> Response:
        """Choose."""
        patient = self.patient(request, patient_id)
        values = parsed(FollowUpInput, request)
        chosen = FollowUpCategory(values["category"]) if values["category"] else None
        saved = follow_up_save(
            by=self.user(request),
            patient=patient,
            category=chosen,
            recurred_on=values["recurred_on"],
            today=clock.today(),
        )
        return Response(FollowUpOutput(saved).data)


class PatientLabs(PatientRows):
    """Laboratory results, newest first."""

    permission_for, related, serializer_class = READ_AND_RECORD, "labs", LabOutput

    @extend_schema(request=LabInput, responses={201: LabOutput})
    def post(self, request: Request, patient_id: UUID) -> Response:
        """Record one."""
        patient = self.patient(request, patient_id)
        values = parsed(LabInput, request)
        answers, spec, by = answers_of(values), lab_spec(values), self.user(request)
        row = lab_add(by=by, patient=patient, spec=spec, today=clock.today(), answers=answers)
        return Response(LabOutput(row).data, status=201)


class LabCorrection(PatientEndpoint):
    """The right result in the place of a wrong one, which stays."""

    permission_for = RECORD

    @extend_schema(request=LabCorrectionInput, responses={201: LabOutput})
    def post(self, request: Request, patient_id: UUID, lab_id: UUID) -> Response:
        """Correct."""
        lab = get_object_or_404(self.patient(request, patient_id).labs, pk=lab_id)
        values = parsed(LabCorrectionInput, request)
        reason, answers = values.pop("reason"), answers_of(values)
        row = lab_correct(
            by=self.user(request),
            lab=lab,
            spec=lab_spec(values),
            reason=reason,
            today=clock.today(),
            now=clock.now(),
            answers=answers,
        )
        return Response(LabOutput(row).data, status=201)


class LabVoid(PatientEndpoint):
    """A result no rule reads any more."""

    permission_for = RECORD

    @extend_schema(request=ReasonInput, responses=LabOutput)
    def post(self, request: Request, patient_id: UUID, lab_id: UUID) -> Response:
        """Void with a reason."""
        lab = get_object_or_404(self.patient(request, patient_id).labs, pk=lab_id)
        reason = parsed(ReasonInput, request)["reason"]
        row = lab_void(by=self.user(request), lab=lab, reason=reason, now=clock.now())
        return Response(LabOutput(row).data)


class PatientContacts(PatientRows):
    """People to reach, in the order to try them."""

    permission_for = {"GET": Permission.PATIENT_VIEW, "POST": Permission.PATIENT_EDIT}
    related, serializer_class = "contacts", ContactOutput

    @extend_schema(request=ContactInput, responses={201: ContactOutput})
    def post(self, request: Request, patient_id: UUID) -> Response:
        """Add one."""
        patient = self.patient(request, patient_id)
        spec = contact_spec(parsed(ContactInput, request))
        row = contact_save(by=self.user(request), patient=patient, spec=spec)
        return Response(ContactOutput(row).data, status=201)


class OneContact(PatientEndpoint):
    """One person to reach."""

    permission_for = {"PUT": Permission.PATIENT_EDIT}

    @extend_schema(request=ContactInput, responses=ContactOutput)
    def put(self, request: Request, patient_id: UUID, contact_id: UUID) -> Response:
        """Change; a number left out stays as it is."""
        patient = self.patient(request, patient_id)
        contact = get_object_or_404(patient.contacts, pk=contact_id)
        spec = contact_spec(parsed(ContactInput, request))
        row = contact_save(by=self.user(request), patient=patient, spec=spec, contact=contact)
        return Response(ContactOutput(row).data)


class PatientOverrides(PatientRows):
    """Rules that were overridden or acknowledged."""

    permission_for, related, serializer_class = {"GET": Permission.PATIENT_VIEW}, "overrides", OverrideOutput
