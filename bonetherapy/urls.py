"""Addresses of this room."""

from django.urls import URLPattern

app_name = "bonetherapy"
urlpatterns: list[URLPattern] = []
