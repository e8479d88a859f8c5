"""Access in an emergency, without a standing right: one patient, a few hours, a reason, then a review."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.base import Row
from patients.enums import EmergencyReason, EmergencyVerdict
from patients.models.patients import Patient


@pghistory.track()
class EmergencyAccess(Row):
    """One opening. `until` is a moment, not a day; `reviewed_at` None: nobody has judged it yet.

    The database writes the reason on every line of the trail that falls into it (migration 0004).
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="emergencies")
    user = models.ForeignKey(User, models.PROTECT, related_name="emergencies")
    reason_code = models.CharField(_("reason"), max_length=12, choices=EmergencyReason)
    reason_text = models.CharField(_("explanation"), max_length=300)
    opened_at = models.DateTimeField(_("opened at"))
    until = models.DateTimeField(_("until"))
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    verdict = models.CharField(_("verdict"), max_length=8, choices=EmergencyVerdict, blank=True)
    review_note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["-opened_at"]
        verbose_name = _("emergency access")
        verbose_name_plural = _("emergency accesses")
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason_text=""), name="emergency_has_words"),
            models.CheckConstraint(
                condition=models.Q(reviewed_at=None, verdict="")
                | models.Q(reviewed_at__isnull=False, verdict__in=EmergencyVerdict.values),
                name="emergency_review_has_a_verdict",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "until"], name="emergency_by_user"),
            models.Index(
                fields=["patient", "-opened_at"],
                condition=models.Q(reviewed_at=None),
                name="emergency_to_review",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.reason_code}"
