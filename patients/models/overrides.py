"""A rule said stop or warned, and a person went on: which rule, on what, who, when, why. Never changed."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.base import Row
from patients.models.patients import Patient


class Override(Row):
    """One overridden or acknowledged finding, shown on the patient's page."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="overrides")
    rule_id = models.CharField(_("rule"), max_length=12)
    severity = models.CharField(_("severity"), max_length=6)
    subject_id = models.UUIDField(_("subject"), null=True)
    inputs = models.JSONField(_("inputs"), default=dict)
    reason_code = models.CharField(_("reason"), max_length=30)
    reason_text = models.TextField(_("explanation"), blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        triggers = [
            pgtrigger.Protect(name="override_stays", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="override_is_never_rewritten",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                # A merge may move the row to the surviving patient; nothing else may change.
                func="IF to_jsonb(OLD) - 'patient_id' IS DISTINCT FROM to_jsonb(NEW) - 'patient_id' THEN"
                " RAISE EXCEPTION 'an override is never rewritten'; END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id}"
