"""Addresses of this room, below `patients/`."""

from imaging.sheets import SHEETS
from patients.views.records import addresses

app_name = "imaging"
urlpatterns = [address for sheet in SHEETS for address in addresses(sheet)]
