"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PatientsConfig(AppConfig):
    """The people treated here and what is known about them."""

    name = "patients"
    verbose_name = _("Patients")
