"""Which follow-up schedule each patient is on, as the rules said last (IMG-01, IMG-05)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from guidelines.imaging.category import FollowUpCategory


class FollowUpPlan(models.Model):
    """The schedule of one patient; a working note of the assessment, so it is no reference to the patient.

    `anchor_on` None: the day the schedule counts from is not recorded (IMG-05). `since` is the day on which
    this was first found.
    """

    patient_id = models.UUIDField(primary_key=True)
    category = models.CharField(_("follow-up category"), max_length=12)
    anchor_on = models.DateField(_("counts from"), null=True)
    since = models.DateField(_("since"))

    class Meta:
        verbose_name = _("follow-up schedule")
        verbose_name_plural = _("follow-up schedules")
        indexes = [
            models.Index(
                fields=["since"],
                condition=models.Q(category=FollowUpCategory.UNCLASSIFIED.value),
                name="plan_to_choose",
            )
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.anchor_on}"
