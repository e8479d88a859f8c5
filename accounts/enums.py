"""Closed lists of this room: roles, disciplines, hospital strata. Codes are those of VOC-01 to VOC-03."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person does here; what each may do stands in accounts.permissions."""

    ONCOLOGIST = "ONCOLOGIST", _("Oncologist")
    COORDINATOR = "MDT_COORDINATOR", _("MDT coordinator")
    NURSE = "NURSE", _("Nurse")
    PANEL_MEMBER = "PANEL_MEMBER", _("Panel member")
    RADIOLOGIST = "RADIOLOGIST", _("Radiologist")
    ADMINISTRATOR = "ADMIN", _("Administrator")
    AUDITOR = "AUDITOR", _("Auditor")


class Discipline(TextChoices):
    """VOC-01."""

    MED_ONC = "MED_ONC", _("Medical oncology")
    RESP = "RESP", _("Respiratory medicine")
    THOR_ONC = "THOR_ONC", _("Thoracic oncology")
    THOR_SURG = "THOR_SURG", _("Thoracic surgery")
    RAD_ONC = "RAD_ONC", _("Radiation oncology")
    ORTHO = "ORTHO", _("Orthopaedics")
    NUC_MED = "NUC_MED", _("Nuclear medicine")
    RADIOLOGY = "RADIOLOGY", _("Diagnostic imaging")
    INTERVENTION = "INTERVENTION", _("Interventional medicine")
    PSYCH = "PSYCH", _("Psychological rehabilitation")
    STOMATOLOGY = "STOMATOLOGY", _("Stomatology")
    SURGERY_OTHER = "SURGERY_OTHER", _("Surgery, other")
    UPPER_HOSPITAL = "UPPER_HOSPITAL", _("Higher-level hospital")
    PATHOLOGY = "PATHOLOGY", _("Pathology")
    PHARMACY = "PHARMACY", _("Pharmacy")
    NURSING = "NURSING", _("Nursing")
    LAB = "LAB", _("Laboratory")


class Rank(TextChoices):
    """VOC-02."""

    CHIEF = "CHIEF", _("Chief physician")
    ASSOC_CHIEF = "ASSOC_CHIEF", _("Associate chief physician")
    ATTENDING = "ATTENDING", _("Attending physician")
    OTHER = "OTHER", _("Other")


class HospitalLevel(TextChoices):
    """VOC-02."""

    PROV_ONCOLOGY = "PROV_ONCOLOGY", _("Provincial oncology hospital")
    PREF_ONCOLOGY = "PREF_ONCOLOGY", _("Prefectural oncology hospital")
    TERTIARY_GENERAL = "TERTIARY_GENERAL", _("Tertiary general hospital")
    SECONDARY_GENERAL = "SECONDARY_GENERAL", _("Secondary general hospital")


class CityTier(TextChoices):
    """VOC-02."""

    TIER_1_2 = "TIER_1_2", _("First or second tier city")
    TIER_3_4 = "TIER_3_4", _("Third or fourth tier city")


class ReadAction(TextChoices):
    """What was done with a patient's record without changing it."""

    VIEW = "VIEW", _("Viewed")
    REVEAL = "REVEAL", _("Identifier shown")
    PRINT = "PRINT", _("Printed")
    EXPORT = "EXPORT", _("Exported")
    CALL = "CALL", _("Phone number shown for a call")


class WriteAction(TextChoices):
    """What was done to a row."""

    INSERT = "INSERT", _("Created")
    UPDATE = "UPDATE", _("Changed")
    DELETE = "DELETE", _("Deleted")


CUT = "CUT"
# Django's choices cannot be inherited; CUT says what retention took away (accounts.trail.cutting).
TrailAction = [*ReadAction.choices, *WriteAction.choices, (CUT, _("Cut after retention"))]
