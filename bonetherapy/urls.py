"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, include, path

from bonetherapy.sheets import OWN_PAGES, REASONS, REPORTED
from bonetherapy.views import (
    calendar,
    correcting,
    course_change,
    courses,
    day,
    give,
    overdue,
    printing,
    safety,
    side,
    undo,
    unstop,
    ward_sheets,
)
from patients.views.records import addresses, row_addresses

app_name = "bonetherapy"
urlpatterns: list[URLPattern | URLResolver] = [
    path("day/", day.day, name="day"),
    path("day/side/", side.side, name="day_side"),
    path("day/print/", printing.ward_print, name="ward_print"),
    path("day/sheet/", ward_sheets.ward_sheets, name="ward_sheets"),
    path("day/sheet/take/", ward_sheets.ward_sheet_take, name="ward_sheet_take"),
    path("day/sheet/<uuid:sheet_id>/", ward_sheets.ward_sheet, name="ward_sheet"),
    path("calendar/", calendar.month, name="calendar"),
    path("doses/<uuid:dose_id>/give/", give.dose_give, name="dose_give"),
    path("doses/<uuid:dose_id>/undo/", undo.dose_undo, name="dose_undo"),
    path("doses/<uuid:dose_id>/slip/", printing.dose_slip, name="dose_slip"),
    path("doses/<uuid:dose_id>/not-given/", overdue.dose_not_given, name="dose_not_given"),
    path("doses/<uuid:dose_id>/rebook/", overdue.dose_rebook, name="dose_rebook"),
    path("doses/<uuid:dose_id>/request/", overdue.dose_request, name="dose_request"),
    path("doses/<uuid:dose_id>/correct/", correcting.dose_correct, name="dose_correct"),
    path("doses/<uuid:dose_id>/void/", correcting.dose_void, name="dose_void"),
    path("patients/<uuid:patient_id>/courses/start/", courses.course_start, name="course_start"),
    path("courses/<uuid:course_id>/", courses.course, name="course"),
    path("courses/<uuid:course_id>/hold/", course_change.course_hold, name="course_hold"),
    path("courses/<uuid:course_id>/resume/", course_change.course_resume, name="course_resume"),
    path("courses/<uuid:course_id>/interval/", course_change.course_interval, name="course_interval"),
    path("courses/<uuid:course_id>/switch/", course_change.course_switch, name="course_switch"),
    path("courses/<uuid:course_id>/stop/", course_change.course_stop, name="course_stop"),
    path("courses/<uuid:course_id>/stop/undo/", unstop.course_unstop, name="course_unstop"),
    path("patients/<uuid:patient_id>/dental/add/", safety.dental_add, name="dental_add"),
    path("patients/", include([one for sheet in OWN_PAGES for one in row_addresses(sheet)])),
    path("patients/", include([*addresses(REASONS), *addresses(REPORTED)])),
    path("dental/<uuid:record_id>/clear/", safety.dental_clear, name="dental_clear"),
    path("dental/<uuid:record_id>/cancel/", safety.dental_cancel, name="dental_cancel"),
    path("patients/<uuid:patient_id>/supplements/", safety.supplement_add, name="supplement_add"),
    path("supplements/<uuid:order_id>/confirm/", safety.supplement_confirm, name="supplement_confirm"),
    path("supplements/<uuid:order_id>/stop/", safety.supplement_stop, name="supplement_stop"),
    path("patients/<uuid:patient_id>/adverse-events/", safety.adverse_event_add, name="adverse_event_add"),
    path(
        "adverse-events/<uuid:event_id>/resolve/", safety.adverse_event_resolve, name="adverse_event_resolve"
    ),
]
