"""Addresses of this room: records below `patients/`; images, readings and the calendar below `imaging/`."""

from django.urls import URLPattern, include, path

from imaging.sheets import SHEETS
from imaging.views import board, measuring, panel, plans, register, responding, scoring, slots, studies
from imaging.views.archive import study_archive
from imaging.views.attachments import attachment_file, attachment_gone, attachment_new
from imaging.views.modalities import modalities
from imaging.views.pixels import series_frame, series_image, series_manifest
from imaging.views.reviews import bone_window_quality, my_reviews
from imaging.views.strip import study_images
from imaging.views.viewer import key_image, key_image_void, viewer, window_statement
from patients.views.records import addresses

LESION, STUDY = "<uuid:patient_id>/lesion/<uuid:row_id>", "<uuid:patient_id>/study/<uuid:row_id>"
SERIES = "series/<uuid:series_id>"
RECORDS = [address for sheet in SHEETS for address in addresses(sheet)]
RECORDS += [
    path("<uuid:patient_id>/study/archive/", study_archive, name="study_archive"),
    path("<uuid:patient_id>/study/register/", studies.register, name="register"),
]
REGISTER: list[URLPattern] = [
    path("<uuid:patient_id>/lesions/", register.lesions, name="lesions"),
    path("<uuid:patient_id>/follow-up/", plans.follow_up, name="follow_up"),
    path("<uuid:patient_id>/follow-up-panel/", panel.follow_up_panel, name="follow_up_panel"),
    path(f"{STUDY}/measure/", measuring.measure, name="measure"),
    path(f"{STUDY}/response/", responding.response, name="response"),
    path(
        "<uuid:patient_id>/measurement/<uuid:row_id>/void/",
        measuring.measurement_void,
        name="measurement_void",
    ),
    path("<uuid:patient_id>/reading/<uuid:row_id>/void/", measuring.reading_void, name="reading_void"),
    path("<uuid:patient_id>/response/<uuid:row_id>/void/", responding.response_gone, name="response_void"),
    path(f"{LESION}/mirels/", scoring.lesion_mirels, name="lesion_mirels"),
    path(f"{LESION}/sins/", scoring.lesion_sins, name="lesion_sins"),
]
IMAGES: list[URLPattern] = [
    path("studies/<uuid:study_id>/images/", study_images, name="study_images"),
    path("studies/<uuid:study_id>/attach/", attachment_new, name="attachment_add"),
    path("attachments/<uuid:attachment_id>/", attachment_file, name="attachment_file"),
    path("attachments/<uuid:attachment_id>/void/", attachment_gone, name="attachment_void"),
    path("modalities/", modalities, name="modalities"),
    path(f"{SERIES}/manifest/", series_manifest, name="series_manifest"),
    path(f"{SERIES}/frames/<int:index>/", series_frame, name="series_frame"),
    path(f"{SERIES}/images/<int:index>/", series_image, name="series_image"),
]
READING: list[URLPattern] = [
    path("studies/<uuid:study_id>/view/", viewer, name="viewer"),
    path("studies/<uuid:study_id>/bone-window/", window_statement, name="window_statement"),
    path("key-images/<uuid:row_id>/", key_image, name="key_image"),
    path("key-images/<uuid:row_id>/void/", key_image_void, name="key_image_void"),
    path("my-reviews/", my_reviews, name="my_reviews"),
    path("quality/bone-window/", bone_window_quality, name="window_quality"),
]
CALENDAR: list[URLPattern] = [
    path("board/", board.board, name="board"),
    path("board/export/", board.export, name="export"),
    path("board/ask/", board.ask, name="ask"),
    path("board/unplanned/", plans.unplanned_list, name="unplanned"),
    path("slots/<uuid:slot_id>/", slots.slot_page, name="slot"),
    path("slots/<uuid:slot_id>/order/", slots.order, name="slot_order"),
    path("slots/<uuid:slot_id>/book/", slots.book, name="slot_book"),
    path("slots/<uuid:slot_id>/unbook/", slots.unbook, name="slot_unbook"),
    path("slots/<uuid:slot_id>/refuse/", slots.refuse, name="slot_refuse"),
    path("slots/<uuid:slot_id>/waive/", slots.waive, name="slot_waive"),
    path("slots/<uuid:slot_id>/restore/", slots.restore, name="slot_restore"),
]

app_name = "imaging"
urlpatterns = [
    path("patients/", include([*RECORDS, *REGISTER])),
    path("imaging/", include([*IMAGES, *READING, *CALENDAR])),
]
