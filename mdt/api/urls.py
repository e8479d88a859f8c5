"""Addresses of this room's API, below `api/v1/`."""

from django.urls import URLPattern

from mdt.api import board_urls, case_urls, following_urls, live_urls, minutes_urls
from mdt.api.kinds import CONFERENCES, CONSULTATIONS, OPINIONS
from patients.api.records import record_paths

urlpatterns: list[URLPattern] = [
    *record_paths(CONFERENCES, OPINIONS, CONSULTATIONS),
    *board_urls.urlpatterns,
    *case_urls.urlpatterns,
    *live_urls.urlpatterns,
    *following_urls.urlpatterns,
    *minutes_urls.urlpatterns,
]
