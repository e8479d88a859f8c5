"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InteropConfig(AppConfig):
    """What comes in from elsewhere."""

    name = "interop"
    verbose_name = _("Exchange")
