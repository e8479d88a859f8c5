"""Old cases from a table: what was uploaded, and which patient each row became."""

import pghistory
from django.apps import apps
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.fields import EncryptedField
from accounts.models import Hospital, User
from accounts.models.base import Row
from interop.enums import BatchState, LineState
from patients.models import Patient


@pghistory.track(exclude=["waiting", "problems"])
class ImportBatch(Row):
    """One uploaded table. `waiting` are its good rows until they are approved, `problems` those left out.

    Both hold names and numbers of patients, so they are sealed at rest and kept out of the history.
    """

    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="import_batches")
    file_name = models.CharField(_("file"), max_length=120)
    digest = models.CharField(_("digest of the file"), max_length=64)
    state = models.CharField(_("state"), max_length=8, choices=BatchState, default=BatchState.REVIEW)
    good_count = models.PositiveIntegerField(_("good rows"))
    bad_count = models.PositiveIntegerField(_("rows left out"))
    waiting = EncryptedField(blank=True, editable=False)
    problems = EncryptedField(blank=True, editable=False)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded at"))
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(_("approved at"), null=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undo_reason = models.CharField(_("why undone"), max_length=200, blank=True)

    class Meta:
        ordering = ["-uploaded_at"]
        verbose_name = _("import of old cases")
        verbose_name_plural = _("imports of old cases")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=BatchState.UNDONE) | ~models.Q(undo_reason=""),
                name="an_undone_import_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(state=BatchState.REVIEW) | models.Q(waiting=""),
                name="only_a_reviewed_import_holds_rows",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} {self.state}"


@pghistory.track()
class ImportedLine(Row):
    """One row that became a patient. `made` leads from each row written to how often it was written then."""

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="lines")
    place = models.PositiveIntegerField(_("row"))
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="imported_lines")
    made = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=8, choices=LineState, default=LineState.IMPORTED)
    kept_because = models.CharField(_("what was built on it"), max_length=300, blank=True)

    class Meta:
        ordering = ["place"]
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        constraints = [
            models.UniqueConstraint(fields=["batch", "place"], name="one_patient_per_row_of_an_import")
        ]

    @property
    def kept_words(self) -> str:
        """What was built on it, in the reader's language; empty when it was undone."""
        if "." not in self.kept_because:
            return self.kept_because  # nothing, or the words of an import undone before 2026-11-26
        models_built = [apps.get_model(label) for label in self.kept_because.split()]
        return gettext(", ").join(str(model._meta.verbose_name) for model in models_built)

    def __str__(self) -> str:
        return f"{self.place} {self.state}"
