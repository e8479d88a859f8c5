"""Addresses of this room's API."""

from django.urls import URLPattern, path

from patients.api import calculations, emergency, endings, facts, limits, people
from patients.api.kinds import KINDS
from patients.api.records import record_paths

ONE = "patients/<uuid:patient_id>/"

urlpatterns: list[URLPattern] = [
    path("limits/", limits.LimitsVersions.as_view(), name="api-limits"),
    path("limits/in-force/", limits.LimitsInForce.as_view(), name="api-limits-in-force"),
    path("patients/", people.Patients.as_view(), name="api-patients"),
    path("patients/search/", people.PatientSearch.as_view(), name="api-patient-search"),
    path("patients/emergency-search/", emergency.EmergencySearch.as_view(), name="api-emergency-search"),
    path("emergencies/", emergency.Emergencies.as_view(), name="api-emergencies"),
    path(
        "emergencies/<uuid:opened_id>/review/",
        emergency.EmergencyVerdictGiven.as_view(),
        name="api-emergency-review",
    ),
    path(f"{ONE}emergency/", emergency.EmergencyOpening.as_view(), name="api-emergency"),
    path(ONE, people.OnePatient.as_view(), name="api-patient"),
    path(f"{ONE}void/", people.PatientVoid.as_view(), name="api-patient-void"),
    path(f"{ONE}diagnosis/", facts.PatientDiagnosis.as_view(), name="api-diagnosis"),
    path(f"{ONE}bone-metastasis/", facts.PatientMetastasis.as_view(), name="api-metastasis"),
    path(f"{ONE}labs/", facts.PatientLabs.as_view(), name="api-labs"),
    path(f"{ONE}labs/<uuid:lab_id>/correct/", facts.LabCorrection.as_view(), name="api-lab-correct"),
    path(f"{ONE}labs/<uuid:lab_id>/void/", facts.LabVoid.as_view(), name="api-lab-void"),
    path(f"{ONE}contacts/", facts.PatientContacts.as_view(), name="api-contacts"),
    path(f"{ONE}contacts/<uuid:contact_id>/", facts.OneContact.as_view(), name="api-contact"),
    *record_paths(*KINDS),
    path(f"{ONE}symptoms/<uuid:row_id>/end/", endings.SymptomEnd.as_view(), name="api-symptom-end"),
    path(f"{ONE}problems/<uuid:row_id>/end/", endings.ProblemEnd.as_view(), name="api-problem-end"),
    path(f"{ONE}treatments/<uuid:row_id>/stop/", endings.TreatmentStop.as_view(), name="api-treatment-stop"),
    path(f"{ONE}follow-up/", facts.PatientFollowUp.as_view(), name="api-follow-up"),
    *calculations.PATHS,
    path(f"{ONE}overrides/", facts.PatientOverrides.as_view(), name="api-overrides"),
]
