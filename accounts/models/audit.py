"""Who did what, who looked at which patient: one trail, append-only, sealed in batches (docs/adr/0024).

The database writes the lines of changes itself (migration 0002) and refuses to change, delete or empty these
tables, whoever asks; no switch of `pgtrigger` opens them.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import ReadAction, TrailAction


class TrailEntry(models.Model):
    """One look or one change. The patient is kept as an id, because this room knows no patients."""

    at = models.DateTimeField(_("at"), auto_now_add=True)
    user_id = models.UUIDField(_("user id"), null=True)  # None: a task, a command or the database console
    user_name = models.CharField(_("user"), max_length=100)
    role = models.CharField(_("role"), max_length=20, blank=True)
    patient_id = models.UUIDField(_("patient id"), null=True)
    action = models.CharField(_("action"), max_length=10, choices=TrailAction)
    subject = models.CharField(_("subject"), max_length=80)  # a page, or the table that was written
    row_id = models.CharField(_("row"), max_length=64, blank=True, default="", db_default="")
    address = models.GenericIPAddressField(_("address"), null=True)
    request_id = models.UUIDField(_("request"), null=True)
    reason = models.CharField(_("why"), max_length=500, blank=True, default="", db_default="")
    before: Any = models.JSONField(_("before"), null=True)
    after: Any = models.JSONField(_("after"), null=True)

    class Meta:
        db_table = "accounts_readrecord"  # its name when it held looks only
        ordering = ["-at"]
        verbose_name = _("trail entry")
        verbose_name_plural = _("trail entries")
        indexes = [
            models.Index(fields=["patient_id", "-at"], name="read_by_patient"),
            models.Index(fields=["user_id", "-at"], name="read_by_user"),
            BrinIndex(fields=["at"], name="trail_by_time"),
            models.Index(
                fields=["action"], name="trail_cuts", condition=models.Q(action="CUT")
            ),  # asked by the rule that lets a cut part go
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.user_name} {self.action}"


class Reads(models.Manager["ReadRecord"]):
    """Looks only."""

    def get_queryset(self) -> models.QuerySet["ReadRecord"]:
        """The lines of the trail that changed nothing."""
        return super().get_queryset().filter(action__in=ReadAction.values)


class ReadRecord(TrailEntry):
    """One look at one patient."""

    objects = Reads()  # type: ignore[misc]  # the plugin declares the base's as a class variable

    class Meta:
        proxy = True
        verbose_name = _("read record")
        verbose_name_plural = _("read records")


class TrailUnsealed(models.Model):
    """An entry no batch holds yet; written by the database with it, so it appears when that is committed."""

    entry_id = models.BigIntegerField(primary_key=True)

    class Meta:
        verbose_name = _("entry to be sealed")
        verbose_name_plural = _("entries to be sealed")

    def __str__(self) -> str:
        return str(self.entry_id)


class TrailBatch(models.Model):
    """A sealed part of the trail: which entries, their digests, and the seal that binds what came before."""

    number = models.BigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField()
    entry_ids: Any = ArrayField(models.BigIntegerField())
    digests = models.BinaryField()  # SHA-256, 32 bytes an entry, in the order of entry_ids
    previous = models.BinaryField()
    seal = models.BinaryField()
    signature = models.BinaryField()

    class Meta:
        ordering = ["number"]
        verbose_name = _("seal of the trail")
        verbose_name_plural = _("seals of the trail")

    def __str__(self) -> str:
        return f"{self.number} ({len(self.entry_ids)})"
