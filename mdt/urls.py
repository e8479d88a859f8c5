"""Addresses of this room, below `patients/`."""

from mdt.sheets import CONFERENCE
from patients.views.records import addresses

app_name = "mdt"
urlpatterns = addresses(CONFERENCE)
