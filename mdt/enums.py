"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DrugStatement(TextChoices):
    """What a conference said about the bone-modifying drug (SAF-05); empty: nothing."""

    START = "START", _("Start")
    CONTINUE = "CONTINUE", _("Continue")
    CONTRAINDICATED = "CONTRAINDICATED", _("Contraindicated")
    DECLINED = "DECLINED", _("Declined by the patient")
