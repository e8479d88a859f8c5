"""Addresses of this room's API."""

from django.urls import URLPattern, path

from imaging.api.kinds import LESIONS, STUDIES
from imaging.api.measuring import LesionMeasurements, LesionMeasurementVoid
from imaging.api.responding import ResponseAssessments, ResponseAssessmentVoid
from imaging.api.window import BoneWindow
from patients.api.records import record_paths

WINDOW = "patients/<uuid:patient_id>/imaging-studies/<uuid:row_id>/bone-window/"
MEASUREMENTS = "patients/<uuid:patient_id>/lesion-measurements/"
RESPONSES = "patients/<uuid:patient_id>/response-assessments/"

urlpatterns: list[URLPattern] = [
    *record_paths(STUDIES, LESIONS),
    path(WINDOW, BoneWindow.as_view(), name="api-bone-window"),
    path(MEASUREMENTS, LesionMeasurements.as_view(), name="api-lesion-measurements"),
    path(
        f"{MEASUREMENTS}<uuid:row_id>/void/",
        LesionMeasurementVoid.as_view(),
        name="api-lesion-measurement-void",
    ),
    path(RESPONSES, ResponseAssessments.as_view(), name="api-response-assessments"),
    path(
        f"{RESPONSES}<uuid:row_id>/void/",
        ResponseAssessmentVoid.as_view(),
        name="api-response-assessment-void",
    ),
]
