"""The outbox. A unique key (subject, kind, due date, audience, channel), not a lock, makes each single."""

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, User
from patients.models import Contact, Patient
from worklist.enums import Audience, Channel, ReminderKind, ReminderState


class Reminder(models.Model):
    """One message to one audience over one channel. Set-based SQL writes it (worklist.services.planning).

    Hundreds of thousands are written at once, so each index has a reader, and ids rise with time: their two
    indexes grow at one end. Two ids of one minute begin alike; their last characters tell them apart.
    """

    id = models.UUIDField(
        primary_key=True, db_default=models.Func(function="worklist_reminder_id"), editable=False
    )
    kind = models.CharField(_("kind"), max_length=18, choices=ReminderKind)
    subject_id = models.UUIDField(_("subject"))
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="reminders")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+", db_index=False)
    due_on = models.DateField(_("due date of the subject"))
    audience = models.CharField(_("audience"), max_length=8, choices=Audience)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="reminders")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="reminders", db_index=False)
    channel = models.CharField(_("channel"), max_length=8, choices=Channel)
    planned_for = models.DateField(_("planned for"))
    not_before = models.DateTimeField(_("not before"))
    last_day = models.DateField(_("last day"))
    state = models.CharField(
        _("state"), max_length=10, choices=ReminderState, db_default=ReminderState.PENDING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), db_default=0)
    error = models.CharField(_("error"), max_length=200, db_default="", blank=True)
    receipt = models.CharField(_("receipt"), max_length=200, db_default="", blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "kind", "due_on", "audience", "channel"],
                name="one_reminder_per_key",
            )
        ]
        indexes = [
            models.Index(
                fields=["not_before", "id"], condition=models.Q(state="PENDING"), name="reminder_to_send"
            ),
            models.Index(fields=["claimed_at"], condition=models.Q(state="CLAIMED"), name="reminder_claimed"),
            models.Index(
                fields=["department", "-sent_at"],
                condition=models.Q(state="SENT", channel="INBOX", audience="NURSES", read_at=None),
                name="reminder_ward_inbox",
            ),
            models.Index(
                fields=["user", "-sent_at"],
                condition=models.Q(state="SENT", channel="INBOX", read_at=None),
                name="reminder_own_inbox",
            ),
            models.Index(
                fields=["department", "-planned_for"],
                condition=models.Q(state__in=["FAILED", "MISSED"], read_at=None),
                name="reminder_trouble",
            ),
            models.Index(fields=["department", "-sent_at"], name="reminder_by_department"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on} {self.channel}"

    @property
    def is_late(self) -> bool:
        """True when it went out on a later day than the one it belongs to."""
        return self.sent_at is not None and timezone.localdate(self.sent_at) > self.planned_for
