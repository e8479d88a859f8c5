"""What was imported, word for word: nothing a document says is lost, also what no table could take."""

import pgtrigger
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.base import Row
from patients.models import Patient


class ImportedCase(Row):
    """One case as it came: the text, what could not be read and why, and which row each part became.

    `rows` leads from a place in the document ("mirels[0]") to the id of the row. Never changed afterwards.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="imported_cases")
    case = models.CharField(_("case"), max_length=60)
    index_on = models.DateField(_("index day"))
    seen_on = models.DateField(_("seen on"))
    document = models.JSONField(_("document"), encoder=DjangoJSONEncoder)
    problems = models.JSONField(_("what could not be read"), default=list)
    rows = models.JSONField(_("rows"), default=dict)
    imported_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("imported case")
        verbose_name_plural = _("imported cases")
        triggers = [
            pgtrigger.Protect(name="import_stays", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="import_is_never_rewritten",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                # A merge may move the row to the surviving patient; nothing else may change.
                func="IF to_jsonb(OLD) - 'patient_id' IS DISTINCT FROM to_jsonb(NEW) - 'patient_id' THEN"
                " RAISE EXCEPTION 'an import is never rewritten'; END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}"
