"""Closed lists of this room. Codes of VOC-07, VOC-08, VOC-10 and VOC-19."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Modality(TextChoices):
    """VOC-10, with the two forms of SPECT that documents name, and OTHER where none is named."""

    XRAY = "XRAY", _("Plain radiograph")
    CT = "CT", "CT"
    CT_ENH = "CT_ENH", _("Contrast CT")
    CT_SPECTRAL = "CT_SPECTRAL", _("Spectral CT")
    MRI = "MRI", "MRI"
    BS = "BS", _("Bone scan")
    SPECT = "SPECT", "SPECT"
    SPECTCT = "SPECTCT", "SPECT/CT"
    PETCT_FDG = "PETCT_FDG", _("18F-FDG PET/CT")
    PETCT_NAF = "PETCT_NAF", _("18F-NaF PET/CT")
    PETMRI = "PETMRI", "PET/MRI"
    DENTAL_PAN = "DENTAL_PAN", _("Panoramic jaw radiograph")
    DENTAL_CT3D = "DENTAL_CT3D", _("Jaw CT with 3D reconstruction")
    OTHER = "OTHER", _("Other or not stated")


class Response(TextChoices):
    """VOC-19; empty where the document names no category."""

    CR = "CR", _("Complete response")
    PR = "PR", _("Partial response")
    SD = "SD", _("Stable disease")
    PD = "PD", _("Progressive disease")
    NE = "NE", _("Not evaluable")


class LesionType(TextChoices):
    """VOC-07."""

    OSTEOLYTIC = "OSTEOLYTIC", _("Osteolytic")
    OSTEOBLASTIC = "OSTEOBLASTIC", _("Osteoblastic")
    MIXED = "MIXED", _("Mixed")
    UNKNOWN = "UNKNOWN", _("Unknown")


class Bone(TextChoices):
    """VOC-08, bone by bone; MULTIPLE where a document counts lesions without naming the bones."""

    SKULL = "SKULL", _("Skull")
    STERNUM = "STERNUM", _("Sternum")
    RIB = "RIB", _("Rib")
    SPINE = "SPINE", _("Spine")
    PELVIS = "PELVIS", _("Pelvis")
    FEMUR = "FEMUR", _("Femur")
    PATELLA = "PATELLA", _("Patella")
    TIBIA = "TIBIA", _("Tibia")
    FIBULA = "FIBULA", _("Fibula")
    CLAVICLE = "CLAVICLE", _("Clavicle")
    SCAPULA = "SCAPULA", _("Scapula")
    HUMERUS = "HUMERUS", _("Humerus")
    RADIUS = "RADIUS", _("Radius")
    ULNA = "ULNA", _("Ulna")
    HAND = "HAND", _("Hand")
    FOOT = "FOOT", _("Foot")
    MULTIPLE = "MULTIPLE", _("Several bones, not named")
    OTHER = "OTHER", _("Other or not stated")


class Certainty(TextChoices):
    """How sure the document is that the lesion is a metastasis."""

    STATED = "STATED", _("Stated")
    SUSPECTED = "SUSPECTED", _("Suspected")
    NOT_CLASSIFIED = "NOT_CLASSIFIED", _("Not classified")
    DIAGNOSIS_ONLY = "DIAGNOSIS_ONLY", _("Named in the diagnosis, never imaged")
