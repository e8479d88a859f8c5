"""What the API takes about patients, parsed into the specs the services take."""

from typing import Any

from rest_framework import serializers

from accounts.api import DayField, StrictSerializer, options
from accounts.models import Department, User, Ward
from guidelines.imaging.category import FollowUpCategory
from guidelines.labs import Analyte
from guidelines.lesions import Extent
from patients.api.door import AnsweredSerializer, answers_of
from patients.enums import (
    ContactKind,
    DriverStatus,
    Histology,
    MetastasisBasis,
    MetastasisStatus,
    Sex,
)
from patients.specs.contacts import ContactSpec
from patients.specs.facts import DiagnosisSpec, DriverSpec, LabSpec, MetastasisSpec
from patients.specs.people import PatientSpec, PlaceSpec, RegistrationSpec


class PersonInput(AnsweredSerializer):
    """Who a patient is."""

    name = serializers.CharField(max_length=60)
    sex = serializers.ChoiceField(Sex.choices)
    birth_date = DayField()
    hospital_number = serializers.CharField(max_length=30)
    national_id = serializers.CharField(max_length=18, required=False, allow_blank=True)
    responsible_doctor = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.filter(is_active=True), required=False, allow_null=True
    )


class RegistrationInput(PersonInput):
    """A new patient with a place. `id` is chosen by the caller: the same body twice is one patient."""

    id = serializers.UUIDField()
    department = serializers.PrimaryKeyRelatedField(queryset=Department.objects.filter(is_active=True))
    ward = serializers.PrimaryKeyRelatedField(
        queryset=Ward.objects.filter(is_active=True), required=False, allow_null=True
    )
    bed = serializers.CharField(max_length=10, required=False, default="", allow_blank=True)
    phone = serializers.CharField(max_length=20, required=False, default="", allow_blank=True)


class DriverInput(StrictSerializer):
    """One gene."""

    gene = serializers.CharField(max_length=20)
    status = serializers.ChoiceField(DriverStatus.choices)
    variant = serializers.CharField(max_length=60, required=False, default="", allow_blank=True)
    tested_on = DayField(required=False, allow_null=True, default=None)


class DiagnosisInput(StrictSerializer):
    """The tumour; what is left out is not recorded."""

    histology = serializers.ChoiceField(Histology.choices)
    site = serializers.CharField(max_length=60, required=False, default="", allow_blank=True)
    t = serializers.CharField(max_length=6, required=False, default="", allow_blank=True)
    n = serializers.CharField(max_length=6, required=False, default="", allow_blank=True)
    m = serializers.CharField(max_length=6, required=False, default="", allow_blank=True)
    tnm_edition = serializers.IntegerField(required=False, allow_null=True, default=None)
    stage = serializers.CharField(max_length=6, required=False, default="", allow_blank=True)
    diagnosed_on = DayField(required=False, allow_null=True, default=None)
    pdl1_tps_percent = serializers.DecimalField(4, 1, required=False, allow_null=True, default=None)
    pdl1_cps = serializers.DecimalField(4, 1, required=False, allow_null=True, default=None)
    note = serializers.CharField(max_length=5000, required=False, default="", allow_blank=True)
    drivers = DriverInput(many=True, required=False, default=list)


class MetastasisInput(AnsweredSerializer):
    """Whether the bone is involved."""

    status = serializers.ChoiceField(MetastasisStatus.choices)
    confirmed_on = DayField(required=False, allow_null=True, default=None)
    basis = serializers.ChoiceField(MetastasisBasis.choices, required=False, allow_null=True, default=None)
    sites = serializers.CharField(max_length=200, required=False, default="", allow_blank=True)
    extent = serializers.ChoiceField(options(Extent), required=False, allow_null=True, default=None)
    extent_on = DayField(required=False, allow_null=True, default=None)


class FollowUpInput(StrictSerializer):
    """The schedule a doctor chose, and since when the disease is back."""

    category = serializers.ChoiceField(options(FollowUpCategory), allow_null=True)
    recurred_on = DayField(required=False, allow_null=True, default=None)


class LabInput(AnsweredSerializer):
    """One result with the range of its laboratory (LAB-12)."""

    analyte = serializers.ChoiceField([(term.value, term.en) for term in Analyte])
    value = serializers.DecimalField(10, 3)
    unit = serializers.CharField(max_length=16)
    sampled_on = DayField()
    ref_low = serializers.DecimalField(10, 3, required=False, allow_null=True, default=None)
    ref_high = serializers.DecimalField(10, 3, required=False, allow_null=True, default=None)


class LabCorrectionInput(LabInput):
    """The right result, and why the old one was wrong."""

    reason = serializers.CharField(max_length=200)


class SearchInput(StrictSerializer):
    """What to look for."""

    q = serializers.CharField(max_length=60)


class ReasonInput(StrictSerializer):
    """Why."""

    reason = serializers.CharField(max_length=200)


class ProblemEndInput(StrictSerializer):
    """The day a problem was over."""

    resolved_on = DayField()


class ContactInput(StrictSerializer):
    """One person to reach."""

    kind = serializers.ChoiceField(ContactKind.choices)
    name = serializers.CharField(max_length=60, required=False, default="", allow_blank=True)
    phone = serializers.CharField(max_length=20, required=False, allow_blank=True)
    email = serializers.CharField(max_length=200, required=False, allow_blank=True)
    wants_messages = serializers.BooleanField(required=False, default=False)
    rank = serializers.IntegerField(required=False, default=1)


def person_spec(values: dict[str, Any]) -> PatientSpec:
    """Who, with the answers to what was doubtful."""
    return PatientSpec(**values | {"sex": Sex(values["sex"]), "answers": answers_of(values)})


def registration_spec(values: dict[str, Any]) -> RegistrationSpec:
    """Who and where."""
    place = PlaceSpec(
        department=values.pop("department"), ward=values.pop("ward", None), bed=values.pop("bed")
    )
    made_by, phone = values.pop("id"), values.pop("phone")
    return RegistrationSpec(id=made_by, person=person_spec(values), place=place, phone=phone)


def diagnosis_spec(values: dict[str, Any]) -> DiagnosisSpec:
    """The tumour with its genes."""
    drivers = tuple(
        DriverSpec(**driver | {"status": DriverStatus(driver["status"])}) for driver in values["drivers"]
    )
    return DiagnosisSpec(**values | {"histology": Histology(values["histology"]), "drivers": drivers})


def metastasis_spec(values: dict[str, Any]) -> MetastasisSpec:
    """Status, date and basis."""
    basis = MetastasisBasis(values["basis"]) if values["basis"] else None
    extent = Extent(values["extent"]) if values["extent"] else None
    status = MetastasisStatus(values["status"])
    return MetastasisSpec(**values | {"status": status, "basis": basis, "extent": extent})


def lab_spec(values: dict[str, Any]) -> LabSpec:
    """One result."""
    return LabSpec(**values | {"analyte": Analyte(values["analyte"])})


def contact_spec(values: dict[str, Any]) -> ContactSpec:
    """One contact; a number left out stays as it is."""
    return ContactSpec(**values | {"kind": ContactKind(values["kind"])})
