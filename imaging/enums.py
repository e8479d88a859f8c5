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


class SeriesLimit(TextChoices):
    """What a series does not allow, and why."""

    MULTI_FRAME = (
        "MULTI_FRAME",
        _("All slices are in one file; please open this series in the hospital's viewer."),
    )
    COLOUR = "COLOUR", _("A colour image; please open it in the hospital's viewer.")
    NO_SPACING = "NO_SPACING", _("The images do not say how large a pixel is: nothing can be measured.")
    NO_POSITION = "NO_POSITION", _("The images do not say where they lie: no reformats.")
    UNEVEN = "UNEVEN", _("Slices are missing or unevenly spaced: no reformats.")
    TILT = "TILT", _("The gantry was tilted: no reformats.")
    MIXED = "MIXED", _("Images of another size or plane in this series are left out.")


class AttachmentType(TextChoices):
    """What may be attached; told by the first bytes of a file, not by its name."""

    PDF = "PDF", "PDF"
    JPEG = "JPEG", "JPEG"
    PNG = "PNG", "PNG"


class WindowEvidence(TextChoices):
    """How well it is known that the bone window of a CT was read."""

    OBSERVED = "OBSERVED", _("Observed")
    PARTIAL = "PARTIAL", _("Partly observed")
    ATTESTED = "ATTESTED", _("Attested")
    NONE = "NONE", _("Not read")


class WindowAnswer(TextChoices):
    """What a reader states about the bone window of a CT."""

    YES = "YES", _("Read in the bone window")
    NO = "NO", _("Not read in the bone window")
    NOT_POSSIBLE = "NOT_POSSIBLE", _("Cannot be read in the bone window")
