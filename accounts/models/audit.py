"""Who looked at which patient. Append-only: the database refuses to change or delete a row."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import ReadAction


class ReadRecord(models.Model):
    """One look at one patient. The patient is kept as an id, because this room knows no patients."""

    at = models.DateTimeField(_("at"), auto_now_add=True)
    user_id = models.UUIDField(_("user id"))
    user_name = models.CharField(_("user"), max_length=60)
    role = models.CharField(_("role"), max_length=20)
    patient_id = models.UUIDField(_("patient id"))
    action = models.CharField(_("action"), max_length=10, choices=ReadAction)
    subject = models.CharField(_("subject"), max_length=80)
    address = models.GenericIPAddressField(_("address"), null=True)
    request_id = models.UUIDField(_("request"), null=True)

    class Meta:
        ordering = ["-at"]
        verbose_name = _("read record")
        verbose_name_plural = _("read records")
        indexes = [
            models.Index(fields=["patient_id", "-at"], name="read_by_patient"),
            models.Index(fields=["user_id", "-at"], name="read_by_user"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.user_name} {self.action}"
