"""A case sent to the board of another hospital, and until when its people may see the patient."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Hospital, User
from accounts.models.base import Row
from mdt.models.cases import Case


@pghistory.track()
class BoardReferral(Row):
    """The board of `case` may see exactly this patient until the end of `until`, unless ended before.

    `accepted_at` None: nobody of the other board has taken the case yet.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="referral")
    from_hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+")
    reason = models.CharField(_("why"), max_length=300)
    until = models.DateField(_("until"))
    referred_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(_("accepted at"), null=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(_("ended at"), null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("referral to another board")
        verbose_name_plural = _("referrals to another board")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accepted_at=None, accepted_by=None)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="an_accepted_referral_says_by_whom",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by=None)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                name="an_ended_referral_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_hospital_id} {self.until}"
