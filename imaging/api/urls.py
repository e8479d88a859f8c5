"""Addresses of this room's API."""

from django.urls import URLPattern, path

from imaging.api.kinds import LESIONS, STUDIES
from imaging.api.slots import SlotBook, SlotContact, SlotOrder, Slots, SlotWaive
from imaging.api.window import BoneWindow
from patients.api.records import record_paths

WINDOW = "patients/<uuid:patient_id>/imaging-studies/<uuid:row_id>/bone-window/"
SLOT = "imaging-slots/<uuid:slot_id>/"

urlpatterns: list[URLPattern] = [
    *record_paths(STUDIES, LESIONS),
    path(WINDOW, BoneWindow.as_view(), name="api-bone-window"),
    path("imaging-slots/", Slots.as_view(), name="api-slots"),
    path(f"{SLOT}order/", SlotOrder.as_view(), name="api-slot-order"),
    path(f"{SLOT}booking/", SlotBook.as_view(), name="api-slot-booking"),
    path(f"{SLOT}waiver/", SlotWaive.as_view(), name="api-slot-waiver"),
    path(f"{SLOT}contacts/", SlotContact.as_view(), name="api-slot-contacts"),
]
