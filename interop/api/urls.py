"""Addresses of this room's API."""

from django.urls import URLPattern, path

from interop.api.assess import Assess

urlpatterns: list[URLPattern] = [path("assess/", Assess.as_view(), name="api-assess")]
