"""Conferences, opinions and consultation requests that a record tells of, below `patients/`."""

from mdt.sheets import SHEETS
from patients.views.records import addresses

app_name = "mdt"
urlpatterns = [address for sheet in SHEETS for address in addresses(sheet)]
