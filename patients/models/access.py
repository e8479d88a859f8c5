"""People outside the department who may see a patient, and until when."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.base import Row
from patients.enums import AccessReason
from patients.models.patients import Patient


@pghistory.track()
class CareTeamMember(Row):
    """A person's access to one patient. `until` None: as long as the patient is in care."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="care_team")
    user = models.ForeignKey(User, models.PROTECT, related_name="care_team_of")
    reason = models.CharField(_("reason"), max_length=10, choices=AccessReason)
    until = models.DateField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("member of the care team")
        verbose_name_plural = _("members of the care team")
        constraints = [
            models.UniqueConstraint(fields=["patient", "user"], name="one_care_team_row_per_person"),
            models.CheckConstraint(
                condition=~models.Q(reason="REFERRAL") | models.Q(until__isnull=False),
                name="referral_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.reason}"
