"""Addresses of this room, below `patients/`."""

from django.urls import path

from imaging.sheets import SHEETS
from imaging.views import measuring, register, responding, scoring
from patients.views.records import addresses

LESION, STUDY = "<uuid:patient_id>/lesion/<uuid:row_id>", "<uuid:patient_id>/study/<uuid:row_id>"

app_name = "imaging"
urlpatterns = [
    *(address for sheet in SHEETS for address in addresses(sheet)),
    path("<uuid:patient_id>/lesions/", register.lesions, name="lesions"),
    path(f"{STUDY}/measure/", measuring.measure, name="measure"),
    path(f"{STUDY}/response/", responding.response, name="response"),
    path(
        "<uuid:patient_id>/measurement/<uuid:row_id>/void/",
        measuring.measurement_void,
        name="measurement_void",
    ),
    path("<uuid:patient_id>/response/<uuid:row_id>/void/", responding.response_gone, name="response_void"),
    path(f"{LESION}/mirels/", scoring.lesion_mirels, name="lesion_mirels"),
    path(f"{LESION}/sins/", scoring.lesion_sins, name="lesion_sins"),
]
