"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImagingConfig(AppConfig):
    """Examinations, and the bone lesions seen in them."""

    name = "imaging"
    verbose_name = _("Imaging")
