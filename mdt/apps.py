"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MdtConfig(AppConfig):
    """What the multidisciplinary team decided."""

    name = "mdt"
    verbose_name = _("MDT")
