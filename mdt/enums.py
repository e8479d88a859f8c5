"""Closed lists of this room that are not clinical vocabularies (those live in guidelines)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ApprovalStep(TextChoices):
    """Who signs before the minutes are sealed; a board may ask for none."""

    DISCIPLINES = "DISCIPLINES", _("One of each discipline present")
    CHAIR = "CHAIR", _("Chair")
    MEDICAL_AFFAIRS = "MEDICAL_AFFAIRS", _("Medical affairs office")


class MeetingState(TextChoices):
    """How far a meeting has come; it never goes back."""

    PLANNED = "PLANNED", _("Planned")
    OPEN = "OPEN", _("In session")
    CLOSED = "CLOSED", _("Closed")
    SIGNED = "SIGNED", _("Signed")


class Answer(TextChoices):
    """What somebody invited says (RFC 5545 PARTSTAT)."""

    NEEDS_ACTION = "NEEDS-ACTION", _("No answer yet")
    ACCEPTED = "ACCEPTED", _("Comes")
    TENTATIVE = "TENTATIVE", _("Perhaps")
    DECLINED = "DECLINED", _("Does not come")


class MailKind(TextChoices):
    """What somebody invited is told by e-mail."""

    INVITATION = "INVITATION", _("Invitation or change")
    CANCELLATION = "CANCELLATION", _("Cancellation")
    REMINDER = "REMINDER", _("Reminder")


class Lane(TextChoices):
    """How a case is handled; everyone stays listed."""

    URGENT = "URGENT", _("Urgent")
    DISCUSS = "DISCUSS", _("Discuss")
    LISTED = "LISTED", _("Standard of care, listed")


class CaseState(TextChoices):
    """How far a case has come."""

    PROPOSED = "PROPOSED", _("Proposed by a rule")
    SUBMITTED = "SUBMITTED", _("Submitted")
    ACCEPTED = "ACCEPTED", _("On the agenda")
    CLOSED = "CLOSED", _("Concluded")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
    MERGED = "MERGED", _("Merged")


class DeferralReason(TextChoices):
    """Why a case waits for another meeting."""

    MISSING_DATA = "MISSING_DATA", _("Data are missing")
    MISSING_DISCIPLINE = "MISSING_DISCIPLINE", _("A discipline is missing")
    NO_TIME = "NO_TIME", _("No time left")
    PATIENT = "PATIENT", _("The patient's wish or state")
    OTHER = "OTHER", _("Other reason")


class Stance(TextChoices):
    """How a member stands to the question before the meeting."""

    AGREE = "AGREE", _("Agree")
    OTHER = "OTHER", _("Other proposal")
    NEED_DATA = "NEED_DATA", _("Needs data")


class Work(TextChoices):
    """What minutes were spent on."""

    PREPARATION = "PREPARATION", _("Preparation")
    DISCUSSION = "DISCUSSION", _("Discussion")


class Intent(TextChoices):
    """What a decision is for."""

    CURATIVE = "CURATIVE", _("Curative")
    DISEASE_CONTROL = "DISEASE_CONTROL", _("Control of the disease")
    PREVENT_SKELETAL_EVENT = "PREVENT_SRE", _("Prevent skeletal events")
    PALLIATIVE = "PALLIATIVE", _("Palliative")
    DIAGNOSTIC = "DIAGNOSTIC", _("Diagnostic")
    SUPPORTIVE = "SUPPORTIVE", _("Supportive")


class NotDoneReason(TextChoices):
    """Why a decision was not carried out as decided (product study 6.3)."""

    COST_REFUSED = "COST_REFUSED", _("Cost or insurance refused")
    COST_PENDING = "COST_PENDING", _("Cost pending")
    NOT_INDICATED = "NOT_INDICATED", _("Clinically not indicated")
    MEDICAL = "MEDICAL", _("Medical reason")
    DECLINED = "DECLINED", _("Patient declined")
    PREFERENCE = "PREFERENCE", _("Patient prefers other care")
    DIED = "DIED", _("Died")
    LOST = "LOST", _("Lost to follow-up")
    DETERIORATION = "DETERIORATION", _("Deterioration")
    OTHER_THERAPY = "OTHER_THERAPY", _("Treating doctor chose other therapy")
    NEW_INFORMATION = "NEW_INFORMATION", _("New information after the meeting")
    WAITING = "WAITING", _("Waiting for slot or drug")
    TRANSFERRED = "TRANSFERRED", _("Transferred")
    OTHER = "OTHER", _("Other reason")
    UNKNOWN = "UNKNOWN", _("Unknown")
