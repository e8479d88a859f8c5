"""Addresses of this room's API."""

from django.urls import URLPattern, path

from mdt.api.kinds import CONFERENCES, OPINIONS
from mdt.api.minutes import MinutesDetail, MinutesList, MinutesPdf
from patients.api.records import record_paths

MINUTES = "patients/<uuid:patient_id>/minutes/"

urlpatterns: list[URLPattern] = [
    *record_paths(CONFERENCES, OPINIONS),
    path(MINUTES, MinutesList.as_view(), name="api-minutes"),
    path(f"{MINUTES}<uuid:minutes_id>/", MinutesDetail.as_view(), name="api-minutes-content"),
    path(f"{MINUTES}<uuid:minutes_id>/pdf/", MinutesPdf.as_view(), name="api-minutes-pdf"),
]
