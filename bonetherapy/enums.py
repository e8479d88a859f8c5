"""Closed lists of this room. Agents, reasons and other clinical vocabularies live in guidelines.bone."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from guidelines.bone.interruptions import InterruptionReason

# In the log of an imported course: the day its document says the drug went on.
RESUMED_ON = "resumed_on"


class CourseState(TextChoices):
    """VOC-16. ACTIVE and HELD are open; at most one open course per patient (BMA-09)."""

    ACTIVE = "ACTIVE", _("Running")
    HELD = "HELD", _("On hold")
    STOPPED = "STOPPED", _("Stopped")


class DoseState(TextChoices):
    """VOC-15 without what dates already say: reminded, due and overdue are computed from `due_on`."""

    PLANNED = "PLANNED", _("Planned")
    GIVEN = "GIVEN", _("Given")
    NOT_GIVEN = "NOT_GIVEN", _("Not given")
    HELD = "HELD", _("On hold")
    CANCELLED = "CANCELLED", _("Cancelled")


# VOC-17: the patient does not come back; the doctor closes the course.
GONE = (InterruptionReason.DIED, InterruptionReason.TRANSFERRED)


class Route(TextChoices):
    """How the agent enters the body."""

    SC = "SC", _("subcutaneous")
    IV = "IV", _("intravenous")


class Site(TextChoices):
    """Injection or infusion site."""

    LEFT_ARM = "LEFT_ARM", _("Left upper arm")
    RIGHT_ARM = "RIGHT_ARM", _("Right upper arm")
    LEFT_ABDOMEN = "LEFT_ABDOMEN", _("Left abdomen")
    RIGHT_ABDOMEN = "RIGHT_ABDOMEN", _("Right abdomen")
    LEFT_THIGH = "LEFT_THIGH", _("Left thigh")
    RIGHT_THIGH = "RIGHT_THIGH", _("Right thigh")
    PERIPHERAL_VEIN = "PERIPHERAL_VEIN", _("Peripheral vein")
    CENTRAL_LINE = "CENTRAL_LINE", _("Central line")
    PORT = "PORT", _("Port")


class ChangeKind(TextChoices):
    """What was changed on a course or a dose."""

    START = "START", _("Started")
    INTERVAL = "INTERVAL", _("Interval changed")
    HOLD = "HOLD", _("Held")
    RESUME = "RESUME", _("Resumed")
    SWITCH = "SWITCH", _("Switched")
    STOP = "STOP", _("Stopped")
    REOPENED = "REOPENED", _("Stop undone")
    GIVEN = "GIVEN", _("Dose given")
    UNDONE = "UNDONE", _("Dose undone")
    NOT_GIVEN = "NOT_GIVEN", _("Dose not given")
    REBOOKED = "REBOOKED", _("Dose rebooked")
    CORRECTED = "CORRECTED", _("Dose corrected")
    VOIDED = "VOIDED", _("Dose voided")


class Severity(TextChoices):
    """Severity of an adverse event as the clinician judges it."""

    MILD = "MILD", _("Mild")
    MODERATE = "MODERATE", _("Moderate")
    SEVERE = "SEVERE", _("Severe")


class DentalOutcome(TextChoices):
    """What the dentist found."""

    NORMAL = "NORMAL", _("No abnormality")
    TREATMENT_NEEDED = "TREATMENT_NEEDED", _("Treatment needed")
    SUSPECTED_ONJ = "SUSPECTED_ONJ", _("Osteonecrosis of the jaw suspected")
    CONFIRMED_ONJ = "CONFIRMED_ONJ", _("Osteonecrosis of the jaw confirmed")
    NOT_STATED = "NOT_STATED", _("Not recorded")


class SheetState(TextChoices):
    """What became of one row of a ward sheet."""

    OPEN = "OPEN", _("Not filled in")
    RECORDED = "RECORDED", _("Recorded")
    BEFORE = "BEFORE", _("Already recorded elsewhere")
    UNREADABLE = "UNREADABLE", _("Cannot be read")
    REFUSED = "REFUSED", _("Refused, to be handled on its page")
