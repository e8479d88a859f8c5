"""Addresses of this room."""

from django.urls import URLPattern, path

from bonetherapy.views import calendar, day, give, overdue, printing, side, undo

app_name = "bonetherapy"
urlpatterns: list[URLPattern] = [
    path("day/", day.day, name="day"),
    path("day/side/", side.side, name="day_side"),
    path("day/print/", printing.ward_print, name="ward_print"),
    path("calendar/", calendar.month, name="calendar"),
    path("doses/<uuid:dose_id>/give/", give.dose_give, name="dose_give"),
    path("doses/<uuid:dose_id>/undo/", undo.dose_undo, name="dose_undo"),
    path("doses/<uuid:dose_id>/slip/", printing.dose_slip, name="dose_slip"),
    path("doses/<uuid:dose_id>/not-given/", overdue.dose_not_given, name="dose_not_given"),
    path("doses/<uuid:dose_id>/rebook/", overdue.dose_rebook, name="dose_rebook"),
    path("doses/<uuid:dose_id>/request/", overdue.dose_request, name="dose_request"),
]
