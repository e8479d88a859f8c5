"""Closed lists of this room that are not clinical vocabularies (those live in guidelines)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Response(TextChoices):
    """VOC-19; empty where the document names no category."""

    CR = "CR", _("Complete response")
    PR = "PR", _("Partial response")
    SD = "SD", _("Stable disease")
    PD = "PD", _("Progressive disease")
    NE = "NE", _("Not evaluable")


class Trend(TextChoices):
    """How one lesion stands against its own earlier measurements; it is no response category."""

    NEW = "NEW", _("first seen after baseline")
    GROWN = "GROWN", _("grown by 25% or more")
    SMALLER = "SMALLER", _("smaller than at baseline")
    STABLE = "STABLE", _("neither smaller nor grown by 25%")
    UNKNOWN = "UNKNOWN", _("not compared")


class Standard(TextChoices):
    """The standards a response is judged by (IMG-49); empty where the document names none."""

    MDA = "MDA", _("MD Anderson criteria")
    RECIST_1_1 = "RECIST_1_1", "RECIST 1.1"
