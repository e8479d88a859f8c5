"""What the API tells about patients. Sealed numbers are masked, as on the pages."""

from rest_framework import serializers

from accounts.templatetags.words import mask_id, mask_phone
from patients.models import (
    BoneMetastasis,
    Contact,
    Diagnosis,
    DriverResult,
    LabResult,
    Override,
    Patient,
)


class PatientOutput(serializers.ModelSerializer[Patient]):
    """One patient."""

    national_id = serializers.SerializerMethodField()
    responsible_doctor_name = serializers.CharField(
        source="responsible_doctor.name", default=None, allow_null=True
    )

    class Meta:
        model = Patient
        fields = [
            "id",
            "hospital",
            "department",
            "ward",
            "bed",
            "hospital_number",
            "name",
            "sex",
            "birth_date",
            "national_id",
            "responsible_doctor",
            "responsible_doctor_name",
            "is_demo",
        ]

    def get_national_id(self, patient: Patient) -> str:
        """Masked."""
        return mask_id(patient.national_id)


class DriverOutput(serializers.ModelSerializer[DriverResult]):
    """One gene."""

    class Meta:
        model = DriverResult
        fields = ["gene", "status", "variant", "tested_on"]


class DiagnosisOutput(serializers.ModelSerializer[Diagnosis]):
    """The tumour."""

    drivers = DriverOutput(many=True)

    class Meta:
        model = Diagnosis
        fields = [
            "histology",
            "site",
            "t",
            "n",
            "m",
            "tnm_edition",
            "stage",
            "diagnosed_on",
            "pdl1_tps_percent",
            "pdl1_cps",
            "note",
            "drivers",
        ]


class FollowUpOutput(serializers.ModelSerializer[Diagnosis]):
    """The follow-up category that was chosen; empty: the rules derive it."""

    category = serializers.CharField(source="follow_up_category")

    class Meta:
        model = Diagnosis
        fields = ["category", "recurred_on"]


class MetastasisOutput(serializers.ModelSerializer[BoneMetastasis]):
    """Whether the bone is involved."""

    class Meta:
        model = BoneMetastasis
        fields = ["status", "confirmed_on", "basis", "sites", "extent", "extent_on", "decided_by"]


class LabOutput(serializers.ModelSerializer[LabResult]):
    """One laboratory result; voided ones say why."""

    class Meta:
        model = LabResult
        fields = [
            "id",
            "analyte",
            "value",
            "unit",
            "ref_low",
            "ref_high",
            "sampled_on",
            "recorded_by",
            "corrects",
            "voided_at",
            "void_reason",
        ]


class ContactOutput(serializers.ModelSerializer[Contact]):
    """One person to reach; numbers masked."""

    phone = serializers.SerializerMethodField()
    has_email = serializers.SerializerMethodField()

    class Meta:
        model = Contact
        fields = ["id", "kind", "name", "phone", "has_email", "wants_messages", "rank"]

    def get_phone(self, contact: Contact) -> str:
        """Masked."""
        return mask_phone(contact.phone)

    def get_has_email(self, contact: Contact) -> bool:
        """Whether an address is stored; the address itself is not told."""
        return bool(contact.email)


class OverrideOutput(serializers.ModelSerializer[Override]):
    """Which rule was overridden or acknowledged, by whom, when and why."""

    class Meta:
        model = Override
        fields = [
            "id",
            "created_at",
            "rule_id",
            "severity",
            "subject_id",
            "inputs",
            "reason_code",
            "reason_text",
            "by",
        ]
