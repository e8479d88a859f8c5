"""When the rules must look at a patient again, and what they said last."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class FactChange(models.Model):
    """A mark of the database: a row about this patient was written, in which table. Triggers write it.

    Rows are only added and taken away, never changed, so marking waits for nobody (docs/adr/0010).
    """

    patient_id = models.UUIDField()
    source = models.CharField(max_length=63)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("change of a fact")
        verbose_name_plural = _("changes of facts")
        indexes = [models.Index(fields=["patient_id"], name="fact_change_by_patient")]

    def __str__(self) -> str:
        return f"{self.source} {self.patient_id}"


class Reassessment(models.Model):
    """The last assessment of one patient; a working note, not a record, so it is no reference to the patient.

    `reassess_on` is the next day on which the answer could change although no fact does, None: never.
    `failures` counts attempts in a row that ended with `error`; until `retry_at` the sweep lets it rest.
    """

    patient_id = models.UUIDField(primary_key=True)
    reassess_on = models.DateField(_("assess again on"), null=True, db_index=True)
    assessed_at = models.DateTimeField(_("assessed"), null=True)
    pathway_state = models.CharField(_("pathway"), max_length=30, blank=True, db_default="")
    data_flags = models.JSONField(
        _("data flags"), default=list, db_default=models.Value([], models.JSONField())
    )
    failures = models.PositiveSmallIntegerField(_("failed attempts"), default=0, db_default=0)
    failed_at = models.DateTimeField(_("failed"), null=True)
    retry_at = models.DateTimeField(_("next attempt"), null=True)
    error = models.CharField(_("error"), max_length=200, blank=True, db_default="")

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        indexes = [
            models.Index(fields=["failed_at"], condition=models.Q(failures__gt=0), name="reassessment_failed")
        ]

    def __str__(self) -> str:
        return f"{self.patient_id} {self.assessed_at}"
