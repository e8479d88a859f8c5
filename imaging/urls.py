"""Addresses of this room: the sheets of a patient's record, and the calendar of the whole hospital."""

from django.urls import include, path

from imaging.sheets import SHEETS
from imaging.views import board, slots, studies
from patients.views.records import addresses

app_name = "imaging"
urlpatterns = [
    path("patients/", include([address for sheet in SHEETS for address in addresses(sheet)])),
    path("patients/<uuid:patient_id>/study/register/", studies.register, name="register"),
    path("imaging/board/", board.board, name="board"),
    path("imaging/board/export/", board.export, name="export"),
    path("imaging/board/ask/", board.ask, name="ask"),
    path("imaging/slots/<uuid:slot_id>/", slots.slot_page, name="slot"),
    path("imaging/slots/<uuid:slot_id>/order/", slots.order, name="slot_order"),
    path("imaging/slots/<uuid:slot_id>/book/", slots.book, name="slot_book"),
    path("imaging/slots/<uuid:slot_id>/unbook/", slots.unbook, name="slot_unbook"),
    path("imaging/slots/<uuid:slot_id>/waive/", slots.waive, name="slot_waive"),
    path("imaging/slots/<uuid:slot_id>/restore/", slots.restore, name="slot_restore"),
]
