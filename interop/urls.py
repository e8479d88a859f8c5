"""Addresses of this room."""

from django.urls import path

from interop import views

BATCH = "imports/<uuid:batch_id>/"

app_name = "interop"
urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/template/", views.import_template, name="import_template"),
    path(BATCH, views.import_batch, name="import_batch"),
    path(f"{BATCH}approve/", views.import_approve, name="import_approve"),
    path(f"{BATCH}discard/", views.import_drop, name="import_drop"),
    path(f"{BATCH}undo/", views.import_undo, name="import_undo"),
]
