"""Phones and addresses of the patient and of a second contact."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.fields import EncryptedField
from accounts.models.base import Row
from patients.enums import ContactKind
from patients.models.patients import Patient


@pghistory.track()
class Contact(Row):
    """One person to reach. Phone and e-mail are sealed; `wants_messages` False is the opt-out."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="contacts")
    kind = models.CharField(_("relation"), max_length=10, choices=ContactKind)
    name = models.CharField(pgettext_lazy("person", "name"), max_length=60, blank=True)
    phone = EncryptedField(_("phone"), blank=True)
    phone_index = models.CharField(max_length=64, blank=True, editable=False)
    email = EncryptedField(_("e-mail"), blank=True)
    wants_messages = models.BooleanField(_("wants reminders"), default=False)
    rank = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        ordering = ["rank", "created_at"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        indexes = [models.Index(fields=["phone_index"], name="contact_phone")]

    def __str__(self) -> str:
        return f"{self.kind}"
