"""Addresses of this room's API."""

from django.urls import URLPattern

from mdt.api.kinds import CONFERENCES, OPINIONS
from patients.api.records import record_paths

urlpatterns: list[URLPattern] = record_paths(CONFERENCES, OPINIONS)
