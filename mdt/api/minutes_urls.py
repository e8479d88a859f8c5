"""Sealed minutes of a patient."""

from django.urls import URLPattern, path

from mdt.api.minutes import MinutesDetail, MinutesList, MinutesPdf

MINUTES = "patients/<uuid:patient_id>/minutes/"
urlpatterns: list[URLPattern] = [
    path(MINUTES, MinutesList.as_view(), name="api-minutes"),
    path(f"{MINUTES}<uuid:minutes_id>/", MinutesDetail.as_view(), name="api-minutes-content"),
    path(f"{MINUTES}<uuid:minutes_id>/pdf/", MinutesPdf.as_view(), name="api-minutes-pdf"),
]
