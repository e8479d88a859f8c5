"""Addresses of this room's API."""

from django.urls import URLPattern, path

from imaging.api.kinds import LESIONS, STUDIES
from imaging.api.window import BoneWindow
from patients.api.records import record_paths

WINDOW = "patients/<uuid:patient_id>/imaging-studies/<uuid:row_id>/bone-window/"

urlpatterns: list[URLPattern] = [
    *record_paths(STUDIES, LESIONS),
    path(WINDOW, BoneWindow.as_view(), name="api-bone-window"),
]
