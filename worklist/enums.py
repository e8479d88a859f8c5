"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReminderKind(TextChoices):
    """What a reminder is about."""

    DOSE_BEFORE = "DOSE_BEFORE", _("Injection in three days")
    DOSE_DUE = "DOSE_DUE", _("Injection today")
    DOSE_OVERDUE_1 = "DOSE_OVERDUE_1", _("Injection overdue")
    DOSE_OVERDUE_2 = "DOSE_OVERDUE_2", _("Injection overdue by more than four weeks")
    READINESS_MISSING = "READINESS_MISSING", _("Checks missing for the coming injection")
    HOLD_REVIEW = "HOLD_REVIEW", _("Hold to review")
    COURSE_START = "COURSE_START", _("Treatment to start")
    DENTAL_RECALL = "DENTAL_RECALL", _("Dental examination due")
    SCAN_SOON = "SCAN_SOON", _("Follow-up scan due soon")
    SCAN_OVERDUE = "SCAN_OVERDUE", _("Follow-up scan overdue")
    SCAN_MISSED = "SCAN_MISSED", _("Follow-up scan missed")
    SCAN_ASKED = "SCAN_ASKED", _("Asked about a follow-up scan")
    DECISION_CONFIRM = "DECISION_CONFIRM", _("Decision of the board to confirm")
    DECISION_ASKED = "DECISION_ASKED", _("Decision of the board: was it done?")
    DECISION_OVERDUE = "DECISION_OVERDUE", _("Decision of the board overdue")
    DECISION_LATE = "DECISION_LATE", _("Decision of the board overdue, for the coordinator")
    CASE_URGENT = "CASE_URGENT", _("Urgent case for the board")
    EMERGENCY = "EMERGENCY", _("Patient opened in an emergency")


class ReminderState(TextChoices):
    """The life of an outbox row: PENDING -> CLAIMED -> SENT | FAILED | MISSED | CANCELLED."""

    PENDING = "PENDING", _("Waiting")
    CLAIMED = "CLAIMED", _("Being sent")
    SENT = "SENT", _("Sent")
    FAILED = "FAILED", _("Failed")
    MISSED = "MISSED", _("Missed its last day")
    CANCELLED = "CANCELLED", _("Cancelled")


class Channel(TextChoices):
    """How a reminder travels."""

    INBOX = "INBOX", _("In-app inbox")
    EMAIL = "EMAIL", _("E-mail")


class Audience(TextChoices):
    """Who a reminder is for."""

    NURSES = "NURSES", _("Nurses of the department")
    DOCTOR = "DOCTOR", _("Responsible doctor")
    PATIENT = "PATIENT", _("Patient contact")
    CHAIR = "CHAIR", _("Chair of the board")
    LEAD = "LEAD", _("Lead of the department")


class TaskKind(TextChoices):
    """What somebody has to do."""

    FINDING = "FINDING", _("Finding of the rules")
    LAB_REQUEST = "LAB_REQUEST", _("Laboratory test")
    DENTAL_EXAM = "DENTAL_EXAM", _("Dental examination")
    SUPPLEMENT = "SUPPLEMENT", _("Calcium and vitamin D")
    CALL = "CALL", _("Call")
    HOLD_NOTICE = "HOLD_NOTICE", _("Look at a hold")
    CTX_TEST = "CTX_TEST", _("CTX test")
    MDT_REVIEW = "MDT_REVIEW", _("Bring to the MDT")
    SYMPTOM_CHECK = "SYMPTOM_CHECK", _("Ask about symptoms")
    BOARD_DECISION = "BOARD_DECISION", _("Decided by the board")
    CASE_ITEM = "CASE_ITEM", _("Missing for the MDT")
    OTHER = "OTHER", _("Other")


class TaskState(TextChoices):
    """The life of a task."""

    OPEN = "OPEN", _("Open")
    DONE = "DONE", _("Done")
    CANCELLED = "CANCELLED", _("Cancelled")


class NoteKind(TextChoices):
    """What somebody did with a task."""

    TAKEN = "TAKEN", _("Taken")
    ASSIGNED = "ASSIGNED", _("Given to")
    COMMENT = "COMMENT", _("Comment")
    POSTPONED = "POSTPONED", _("Put off")


class CallOutcome(TextChoices):
    """What became of a contact attempt."""

    REACHED = "REACHED", _("Reached")
    NO_ANSWER = "NO_ANSWER", _("No answer")
    WRONG_NUMBER = "WRONG_NUMBER", _("Wrong or dead number")
    REFUSED = "REFUSED", _("Does not want to be called")
    IN_PERSON = "IN_PERSON", _("Spoken to in person")


class ProofReason(TextChoices):
    """Why an oncologist confirms although no study on record proves it (DX-19)."""

    SEEN_ELSEWHERE = "SEEN_ELSEWHERE", _("Proof seen, not in this record yet")
    OTHER_HOSPITAL = "OTHER_HOSPITAL", _("Established in another hospital")
    OTHER = "OTHER", _("Other, see the words")
