"""Signatures and sealed minutes: written once, never changed; a later change is another version."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import Discipline
from accounts.models import User
from accounts.models.base import Row
from mdt.enums import ApprovalStep
from mdt.models.cases import Case
from mdt.models.meetings import Meeting

SEALED = pgtrigger.Protect(name="sealed", operation=pgtrigger.Update | pgtrigger.Delete)


class SignOff(Row):
    """One signature under a meeting; `discipline` is that of the signer. Once given it stays."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="signatures")
    step = models.CharField(_("step"), max_length=16, choices=ApprovalStep)
    discipline = models.CharField(_("discipline"), max_length=14, choices=Discipline, blank=True)
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("signed at"))

    class Meta:
        ordering = ["signed_at"]
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "step", "discipline"], name="one_signature_per_step_and_discipline"
            )
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [SEALED]

    def __str__(self) -> str:
        return f"{self.step} {self.signed_by_id}"


class Minutes(Row):
    """One version of what was said of one case: frozen, with the SHA-256 of its canonical JSON.

    `reason` says why there is a version after the first. The database refuses to change or delete a row.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="minutes")
    version = models.PositiveSmallIntegerField(_("version"))
    number = models.CharField(_("document number"), max_length=40)
    content = models.JSONField(_("content"))
    sha256 = models.CharField(_("seal"), max_length=64)
    sealed_at = models.DateTimeField(_("sealed at"))
    sealed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("why a new version"), max_length=300, blank=True)

    class Meta:
        ordering = ["case", "-version"]
        verbose_name = _("meeting record")
        verbose_name_plural = _("meeting records")
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="one_minutes_per_version"),
            models.CheckConstraint(
                condition=models.Q(version=1) | ~models.Q(reason=""), name="a_new_version_says_why"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [SEALED]

    def __str__(self) -> str:
        return f"{self.number} v{self.version}"


class MinutesFile(Row):
    """A rendered PDF: of one case's minutes, or, with `minutes` None, of a whole meeting."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="files")
    minutes = models.ForeignKey(Minutes, models.PROTECT, null=True, related_name="files")
    language = models.CharField(_("language"), max_length=8)
    seal = models.CharField(_("seal of what it shows"), max_length=64)
    sha256 = models.CharField(_("digest of the file"), max_length=64)
    pdf = models.BinaryField()
    rendered_at = models.DateTimeField(_("rendered at"))

    class Meta:
        ordering = ["rendered_at"]
        verbose_name = _("file of the minutes")
        verbose_name_plural = _("files of the minutes")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "minutes", "language", "seal"],
                nulls_distinct=False,
                name="one_file_per_language_and_seal",
            )
        ]
        indexes = [models.Index(fields=["sha256"], name="minutes_file_by_digest")]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [SEALED]

    def __str__(self) -> str:
        return f"{self.language} {self.rendered_at:%Y-%m-%d}"
