"""The limits a hospital judges its patients by (catalogue section 12): versions a clinician approved."""

import pghistory
from django.db import models
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Hospital, User
from accounts.models.base import Row
from accounts.models.versions import approved_stays
from guidelines.reading.limit_values import limits_from
from guidelines.reading.limits import HospitalLimits


@pghistory.track()
class LimitsVersion(Row):
    """One version of all limits of one hospital; each is whole, so that a new default changes no old version.

    One draft at a time: so versions are approved in the order of their numbers, and the last one counts.
    """

    hospital = models.ForeignKey(
        Hospital, models.PROTECT, related_name="limits_versions", verbose_name=_("hospital")
    )
    version = models.PositiveSmallIntegerField(_("version"))
    effective_from = models.DateField(_("in force from"))
    values = models.JSONField(_("values"))
    reason = models.CharField(_("reason"), max_length=500)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("approved by")
    )
    approved_at = models.DateTimeField(_("approved at"), null=True)

    class Meta:
        ordering = ["hospital", "-version"]
        verbose_name = _("clinical limits")
        verbose_name_plural = _("clinical limits")
        constraints = [
            models.UniqueConstraint(fields=["hospital", "version"], name="one_limits_row_per_version"),
            models.UniqueConstraint(
                fields=["hospital"],
                condition=models.Q(approved_at=None),
                name="one_draft_of_limits_per_hospital",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_at=None, approved_by=None)
                | models.Q(approved_at__isnull=False, approved_by__isnull=False),
                name="approved_limits_have_a_name",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_at=None) | models.Q(effective_from__gte=TruncDate("approved_at")),
                name="limits_never_rewrite_history",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="limits_have_a_reason"),
        ]
        triggers = [approved_stays("approved_at")]

    def __str__(self) -> str:
        return f"{self.hospital.short_name} v{self.version}"

    @property
    def is_approved(self) -> bool:
        """True for a version that is never edited again."""
        return self.approved_at is not None

    @property
    def approval(self) -> str:
        """Who approved it and on which day; empty for a draft."""
        if self.approved_at is None or self.approved_by is None:
            return ""
        return f"{self.approved_by.name} {timezone.localdate(self.approved_at)}"

    @property
    def limits(self) -> HospitalLimits:
        """The values as the rules get them; raises LimitsError for values no rule could work with."""
        return limits_from(self.values)
