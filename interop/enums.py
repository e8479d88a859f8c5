"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BatchState(TextChoices):
    """How far an import of old cases has come."""

    REVIEW = "REVIEW", _("To be approved")
    APPROVED = "APPROVED", _("Imported")
    UNDONE = "UNDONE", _("Undone")
    DROPPED = "DROPPED", _("Discarded")


class LineState(TextChoices):
    """What became of one imported row."""

    IMPORTED = "IMPORTED", _("Imported")
    UNDONE = "UNDONE", _("Undone")
    KEPT = "KEPT", _("Kept, it was used")
