"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoneTherapyConfig(AppConfig):
    """Bone-modifying agents: courses, doses, pre-dose checks, holds, dental, supplements, rebound watch."""

    name = "bonetherapy"
    verbose_name = _("Bone therapy")
