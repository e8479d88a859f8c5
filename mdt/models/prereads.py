"""What members read on paper before a meeting."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.base import Row
from mdt.models.meetings import Meeting


class PreRead(Row):
    """The printed pre-read of a published agenda in one language; made anew when the agenda is another.

    `agenda`: digest of the cases and versions it shows (mdt.minutes.preread.agenda_key).
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="prereads")
    language = models.CharField(_("language"), max_length=8)
    agenda = models.CharField(max_length=64)
    pdf = models.BinaryField()
    rendered_at = models.DateTimeField(_("rendered at"))

    class Meta:
        ordering = ["rendered_at"]
        verbose_name = _("printed pre-read")
        verbose_name_plural = _("printed pre-reads")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "language"], name="one_preread_per_language"),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.rendered_at:%Y-%m-%d}"
