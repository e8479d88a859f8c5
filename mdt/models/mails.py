"""The outbox of a board: what the invited are told by e-mail. A unique key, not a lock, makes each single."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.base import Row
from mdt.enums import MailKind
from mdt.models.meetings import Invitation
from worklist.enums import ReminderState


class MeetingMail(Row):
    """One message to one invited person. `meeting_at`: for which moment the meeting stood when it was due.

    `sequence` is that of the meeting (RFC 5545): of two messages about one event calendars keep the higher.
    """

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="mails")
    kind = models.CharField(_("kind"), max_length=12, choices=MailKind)
    sequence = models.PositiveIntegerField()
    meeting_at = models.DateTimeField(_("about the meeting at"))
    not_before = models.DateTimeField(_("not before"))
    state = models.CharField(_("state"), max_length=10, choices=ReminderState, default=ReminderState.PENDING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("error"), max_length=200, blank=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)

    class Meta:
        ordering = ["created_at"]
        verbose_name = _("mail about a meeting")
        verbose_name_plural = _("mails about meetings")
        constraints = [
            models.UniqueConstraint(fields=["invitation", "kind", "sequence"], name="one_mail_per_key")
        ]
        indexes = [
            models.Index(
                fields=["not_before"], condition=models.Q(state=ReminderState.PENDING), name="mail_to_send"
            ),
            models.Index(
                fields=["claimed_at"], condition=models.Q(state=ReminderState.CLAIMED), name="mail_claimed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.sequence} {self.state}"
