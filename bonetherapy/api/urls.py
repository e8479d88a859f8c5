"""Addresses of this room's API."""

from django.urls import URLPattern, path

from bonetherapy.api import changes, correcting, courses, day, doses, recording, safety
from bonetherapy.api.not_started import REASONS
from bonetherapy.api.reported import REPORTED
from patients.api.records import record_paths

PATIENT = "patients/<uuid:patient_id>/"
COURSE = "courses/<uuid:course_id>/"
DOSE = "doses/<uuid:dose_id>/"
SUPPLEMENT = f"{PATIENT}supplements/<uuid:order_id>/"
SUPPLEMENT_ROW = f"{PATIENT}supplements/<uuid:row_id>/"
EVENT_ROW = f"{PATIENT}adverse-events/<uuid:row_id>/"

urlpatterns: list[URLPattern] = [
    path("protocols/", courses.Protocols.as_view(), name="api-protocols"),
    path(f"{PATIENT}courses/", courses.PatientCourses.as_view(), name="api-courses"),
    path(f"{PATIENT}courses/preview/", courses.CoursePreview.as_view(), name="api-course-preview"),
    path(COURSE, courses.OneCourse.as_view(), name="api-course"),
    path(f"{COURSE}interval/", changes.CourseInterval.as_view(), name="api-course-interval"),
    path(f"{COURSE}interval/preview/", changes.CourseIntervalPreview.as_view(), name="api-interval-preview"),
    path(f"{COURSE}hold/", changes.CourseHold.as_view(), name="api-course-hold"),
    path(f"{COURSE}resume/", changes.CourseResume.as_view(), name="api-course-resume"),
    path(f"{COURSE}switch/", changes.CourseSwitch.as_view(), name="api-course-switch"),
    path(f"{COURSE}stop/", changes.CourseStop.as_view(), name="api-course-stop"),
    path(f"{COURSE}stop/undo/", changes.CourseStopUndo.as_view(), name="api-course-stop-undo"),
    path(f"{COURSE}stop/preview/", changes.CourseStopPreview.as_view(), name="api-stop-preview"),
    path(f"{COURSE}adverse-events/", safety.CourseAdverseEvents.as_view(), name="api-adverse-events"),
    path(
        f"{COURSE}adverse-events/<uuid:event_id>/resolve/",
        safety.AdverseEventResolve.as_view(),
        name="api-adverse-event-resolve",
    ),
    path("doses/", doses.Doses.as_view(), name="api-doses"),
    path(DOSE, doses.OneDose.as_view(), name="api-dose"),
    path(f"{DOSE}give/", recording.DoseGive.as_view(), name="api-dose-give"),
    path(f"{DOSE}give/preview/", doses.DoseGivePreview.as_view(), name="api-give-preview"),
    path(f"{DOSE}undo/", recording.DoseUndo.as_view(), name="api-dose-undo"),
    path(f"{DOSE}correct/", correcting.DoseCorrect.as_view(), name="api-dose-correct"),
    path(f"{DOSE}void/", correcting.DoseVoid.as_view(), name="api-dose-void"),
    path(f"{DOSE}not-given/", recording.DoseNotGiven.as_view(), name="api-dose-not-given"),
    path(f"{DOSE}rebook/", recording.DoseRebook.as_view(), name="api-dose-rebook"),
    path(f"{DOSE}request/", recording.DoseCheckRequest.as_view(), name="api-dose-request"),
    path("day/", day.Day.as_view(), name="api-day"),
    path("calendar/", day.Month.as_view(), name="api-calendar"),
    path(f"{PATIENT}dental/", safety.PatientDental.as_view(), name="api-dental"),
    path(f"{PATIENT}dental/<uuid:record_id>/clear/", safety.DentalClear.as_view(), name="api-dental-clear"),
    path(
        f"{PATIENT}dental/<uuid:record_id>/cancel/", safety.DentalCancel.as_view(), name="api-dental-cancel"
    ),
    path(
        f"{PATIENT}dental/<uuid:row_id>/correct/",
        correcting.DentalCorrect.as_view(),
        name="api-dental-correct",
    ),
    path(f"{PATIENT}dental/<uuid:row_id>/void/", correcting.DentalVoid.as_view(), name="api-dental-void"),
    *record_paths(REASONS, REPORTED),
    path(f"{PATIENT}supplements/", safety.PatientSupplements.as_view(), name="api-supplements"),
    path(f"{SUPPLEMENT}confirm/", safety.SupplementConfirm.as_view(), name="api-supplement-confirm"),
    path(f"{SUPPLEMENT}stop/", safety.SupplementStop.as_view(), name="api-supplement-stop"),
    path(f"{SUPPLEMENT_ROW}correct/", correcting.SupplementCorrect.as_view(), name="api-supplement-correct"),
    path(f"{SUPPLEMENT_ROW}void/", correcting.SupplementVoid.as_view(), name="api-supplement-void"),
    path(f"{EVENT_ROW}correct/", correcting.AdverseEventCorrect.as_view(), name="api-adverse-event-correct"),
    path(f"{EVENT_ROW}void/", correcting.AdverseEventVoid.as_view(), name="api-adverse-event-void"),
]
