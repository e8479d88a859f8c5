"""Addresses of this room's API."""

from django.urls import URLPattern, path

from imaging.api.archive import ArchiveStudies
from imaging.api.attachments import Attachments, AttachmentVoid
from imaging.api.key_images import KeyImages, KeyImageVoid
from imaging.api.kinds import LESIONS, STUDIES
from imaging.api.measuring import LesionMeasurements, LesionMeasurementVoid
from imaging.api.panel import FollowUpPanel
from imaging.api.reading import LesionReadings, LesionReadingVoid
from imaging.api.responding import ResponseAssessments, ResponseAssessmentVoid
from imaging.api.reviews import Dwell, Reviews
from imaging.api.slots import SlotBook, SlotContact, SlotOrder, SlotRefusal, Slots, SlotWaive
from imaging.api.window import BoneWindow, BoneWindowStatements
from patients.api.records import record_paths

PATIENT = "patients/<uuid:patient_id>/"
SERIES = f"{PATIENT}series/<uuid:series_id>/"
MEASUREMENTS, RESPONSES = f"{PATIENT}lesion-measurements/", f"{PATIENT}response-assessments/"
STUDY = f"{PATIENT}imaging-studies/<uuid:row_id>/"
READINGS = f"{PATIENT}lesion-readings/"
WINDOW, STATEMENTS = f"{STUDY}bone-window/", f"{STUDY}bone-window-statements/"
SLOT = "imaging-slots/<uuid:slot_id>/"

urlpatterns: list[URLPattern] = [
    *record_paths(STUDIES, LESIONS),
    path(WINDOW, BoneWindow.as_view(), name="api-bone-window"),
    path(STATEMENTS, BoneWindowStatements.as_view(), name="api-window-statements"),
    path(f"{STUDY}attachments/", Attachments.as_view(), name="api-attachments"),
    path(
        f"{PATIENT}report-attachments/<uuid:row_id>/void/",
        AttachmentVoid.as_view(),
        name="api-attachment-void",
    ),
    path(f"{PATIENT}archive-studies/", ArchiveStudies.as_view(), name="api-archive-studies"),
    path(f"{SERIES}bone-window-reviews/", Reviews.as_view(), name="api-series-reviews"),
    path(f"{PATIENT}bone-window-reviews/<uuid:review_id>/", Dwell.as_view(), name="api-review-dwell"),
    path(f"{PATIENT}key-images/", KeyImages.as_view(), name="api-key-images"),
    path(f"{PATIENT}key-images/<uuid:row_id>/void/", KeyImageVoid.as_view(), name="api-key-image-void"),
    path(f"{PATIENT}follow-up-panel/", FollowUpPanel.as_view(), name="api-follow-up-panel"),
    path("imaging-slots/", Slots.as_view(), name="api-slots"),
    path(f"{SLOT}order/", SlotOrder.as_view(), name="api-slot-order"),
    path(f"{SLOT}booking/", SlotBook.as_view(), name="api-slot-booking"),
    path(f"{SLOT}refusal/", SlotRefusal.as_view(), name="api-slot-refusal"),
    path(f"{SLOT}waiver/", SlotWaive.as_view(), name="api-slot-waiver"),
    path(f"{SLOT}contacts/", SlotContact.as_view(), name="api-slot-contacts"),
    path(MEASUREMENTS, LesionMeasurements.as_view(), name="api-lesion-measurements"),
    path(
        f"{MEASUREMENTS}<uuid:row_id>/void/",
        LesionMeasurementVoid.as_view(),
        name="api-lesion-measurement-void",
    ),
    path(READINGS, LesionReadings.as_view(), name="api-lesion-readings"),
    path(f"{READINGS}<uuid:row_id>/void/", LesionReadingVoid.as_view(), name="api-lesion-reading-void"),
    path(RESPONSES, ResponseAssessments.as_view(), name="api-response-assessments"),
    path(
        f"{RESPONSES}<uuid:row_id>/void/",
        ResponseAssessmentVoid.as_view(),
        name="api-response-assessment-void",
    ),
]
