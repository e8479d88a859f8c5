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


class FollowUpCategory(TextChoices):
    """VOC-04, where a person decided it; otherwise the rules derive it (IMG-01)."""

    INITIAL = "INITIAL", _("First presentation")
    POST_OP = "POST_OP", _("After surgery")
    ADVANCED = "ADVANCED", _("Advanced disease")
    RECURRENT = "RECURRENT", _("Recurrence")


class Side(TextChoices):
    """Side of the body; empty where the source names none."""

    LEFT = "left", _("left")
    RIGHT = "right", _("right")
    BILATERAL = "bilateral", _("both sides")
    MIDLINE = "midline", _("midline")


class SymptomCode(TextChoices):
    """Symptoms and signs a rule asks about (VOC-24, VOC-34, SAF-01 to SAF-03); the rest is OTHER with words."""

    LEG_WEAKNESS = "leg_weakness", _("Weakness of the legs")
    SENSORY_LEVEL = "sensory_level", _("Sensory level")
    BLADDER_BOWEL = "bladder_bowel", _("Bladder or bowel disturbance")
    PAIN_IMMOBILISING = "pain_immobilising", _("Pain that prevents standing, walking or turning")
    DROWSINESS = "drowsiness", _("Drowsiness")
    CONFUSION = "confusion", _("Confusion")
    POLYURIA = "polyuria", _("Polyuria")
    ARRHYTHMIA = "arrhythmia", _("Arrhythmia")
    BONE_PAIN_FIXED = "bone_pain_fixed", _("Bone pain at a fixed site")
    BONE_PAIN_MIGRATORY = "bone_pain_migratory", _("Migratory bone pain")
    BACK_SORENESS = "back_soreness", _("Lumbar soreness or numb legs")
    JAW_PAIN = "jaw_pain", _("Jaw pain")
    LOOSE_TOOTH = "loose_tooth", _("Loose tooth")
    BONE_ENLARGEMENT = "bone_enlargement", _("Enlargement of the jaw bone")
    GUM_SWELLING = "gum_swelling", _("Swelling, redness or ulcer of the gum")
    EXPOSED_BONE = "exposed_bone", _("Exposed bone in the mouth")
    JAW_FISTULA = "jaw_fistula", _("Fistula of the jaw")
    TRISMUS = "trismus", _("Difficulty opening the mouth")
    OTHER = "other", _("Other")


class RiskScale(TextChoices):
    """Published scores of fracture risk and spinal stability (STD-03, STD-04)."""

    MIRELS = "MIRELS", "Mirels"
    SINS = "SINS", "SINS"


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


class DoubtAnswer(TextChoices):
    """Why a person goes on although a record looks like another one, or its parts disagree."""

    DIFFERENT_PERSON = "DIFFERENT_PERSON", _("A different person, checked")
    DOCUMENT_SEEN = "DOCUMENT_SEEN", _("Document seen, the entry is right")
    SHARED_PHONE = "SHARED_PHONE", _("Family members share the phone")
    OTHER = "OTHER", _("Other reason")
