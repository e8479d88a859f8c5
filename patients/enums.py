"""Closed lists of this room that are not clinical vocabularies (those live in guidelines)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sex(TextChoices):
    """Sex as the creatinine clearance formula needs it (STD-01)."""

    FEMALE = "F", _("Female")
    MALE = "M", _("Male")


class Histology(TextChoices):
    """VOC-05; UNKNOWN until the pathologist has answered."""

    ADENOCARCINOMA = "ADENOCARCINOMA", _("Adenocarcinoma")
    SQUAMOUS = "SQUAMOUS", _("Squamous cell carcinoma")
    SCLC = "SCLC", _("Small cell lung cancer")
    OTHER_NSCLC = "OTHER_NSCLC", _("Other non-small cell lung cancer")
    UNKNOWN = "UNKNOWN", _("Not recorded")


class DriverStatus(TextChoices):
    """VOC-06."""

    POSITIVE = "POSITIVE", _("Positive")
    NEGATIVE = "NEGATIVE", _("Negative")
    UNKNOWN = "UNKNOWN", _("Not known")


class MetastasisStatus(TextChoices):
    """Whether bone metastasis is established. Only CONFIRMED allows a bone-modifying agent (BMA-03)."""

    UNKNOWN = "UNKNOWN", _("Not recorded")
    SUSPECTED = "SUSPECTED", _("Suspected")
    CONFIRMED = "CONFIRMED", _("Confirmed")
    EXCLUDED = "EXCLUDED", _("Excluded")


class MetastasisBasis(TextChoices):
    """How it was established."""

    BIOPSY = "BIOPSY", _("Bone biopsy")
    IMAGING = "IMAGING", _("Imaging")
    IMAGING_AND_CLINICAL = "IMAGING_AND_CLINICAL", _("Imaging and clinical picture")
    MDT = "MDT", _("MDT decision")
    OUTSIDE = "OUTSIDE", _("Confirmed in another hospital")
    NOT_STATED = "NOT_STATED", _("Not stated in the record")


class ProblemCode(TextChoices):
    """Problems a rule asks about; everything else is OTHER with its text."""

    HYPOCALCAEMIA = "hypocalcaemia", _("Hypocalcaemia")
    HYPERCALCAEMIA = "hypercalcaemia", _("Hypercalcaemia")
    DIABETES = "diabetes", _("Diabetes")
    CKD = "ckd", _("Chronic kidney disease")
    NSAID_USE = "nsaid_use", _("Takes an NSAID")
    CISPLATIN = "cisplatin", _("Cisplatin chemotherapy in progress")
    OTHER = "other", _("Other")


class RiskScale(TextChoices):
    """Published scores of fracture risk and spinal stability (STD-03, STD-04)."""

    MIRELS = "MIRELS", "Mirels"
    SINS = "SINS", "SINS"


class StepOrigin(TextChoices):
    """How a step of the diagnostic pathway came about."""

    ENTRY = "ENTRY", _("Entered the pathway")
    PERSON = "PERSON", _("Confirmed step")
    AUTOMATIC = "AUTOMATIC", _("Followed by itself")
    DIAGNOSIS = "DIAGNOSIS", _("Entered with the diagnosis")


class TreatmentKind(TextChoices):
    """What a treatment is (VOC-27 to VOC-33)."""

    SYSTEMIC = "SYSTEMIC", _("Systemic therapy")
    RADIOTHERAPY = "RADIOTHERAPY", _("Radiotherapy")
    SURGERY = "SURGERY", _("Surgery")
    INTERVENTION = "INTERVENTION", _("Intervention")
    RADIONUCLIDE = "RADIONUCLIDE", _("Radionuclide")
    ANALGESIC = "ANALGESIC", _("Analgesic")
    OTHER_DRUG = "OTHER_DRUG", _("Other drug")
    SUPPORT = "SUPPORT", _("Supportive measure")


class TreatmentState(TextChoices):
    """Whether it really happened."""

    GIVEN = "GIVEN", _("Given")
    PLANNED = "PLANNED", _("Planned")
    PROPOSED = "PROPOSED", _("Proposed")


class ContactKind(TextChoices):
    """Who answers the phone."""

    SELF = "SELF", _("Patient")
    SPOUSE = "SPOUSE", _("Spouse")
    CHILD = "CHILD", _("Son or daughter")
    PARENT = "PARENT", _("Parent")
    OTHER = "OTHER", _("Other contact")


class AccessReason(TextChoices):
    """Why a person outside the department may see a patient."""

    CARE_TEAM = "CARE_TEAM", _("Care team")
    REFERRAL = "REFERRAL", _("Time-limited referral")
    BOARD = "BOARD", _("Case at the board")


class EmergencyReason(TextChoices):
    """Why a doctor opens a patient of others without waiting for access."""

    TREATMENT = "TREATMENT", _("Emergency treatment now")
    CONSULTATION = "CONSULTATION", _("Called to an urgent consultation")
    ON_CALL = "ON_CALL", _("On call for the patient's department")
    OTHER = "OTHER", _("Other reason")


class EmergencyVerdict(TextChoices):
    """What the patient's own department thinks of it afterwards."""

    FINE = "FINE", _("Justified")
    NOT_FINE = "NOT_FINE", _("Not justified")


class DoubtAnswer(TextChoices):
    """Why a person goes on although a record looks like another one, or its parts disagree."""

    DIFFERENT_PERSON = "DIFFERENT_PERSON", _("A different person, checked")
    DOCUMENT_SEEN = "DOCUMENT_SEEN", _("Document seen, the entry is right")
    SHARED_PHONE = "SHARED_PHONE", _("Family members share the phone")
    OTHER = "OTHER", _("Other reason")


class LimitsState(TextChoices):
    """Where a version of a hospital's limits stands on a day; computed from dates, never stored."""

    DRAFT = "DRAFT", _("Draft")
    FUTURE = "FUTURE", _("Approved, not yet in force")
    IN_FORCE = "IN_FORCE", _("In force")
    SUPERSEDED = "SUPERSEDED", _("Superseded")
