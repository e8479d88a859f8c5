"""What happened to the patient: skeletal events or none, treatments, biopsies, results as they were told."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from patients.enums import TreatmentKind, TreatmentState
from patients.models.patients import Patient
from patients.models.recorded import Recorded, period, valid


@pghistory.track()
class SkeletalEvent(Recorded):
    """A skeletal-related event (VOC-13). `occurred_on` None: the source gives no day.

    `pathological` False: a fracture that the document calls spontaneous or traumatic; None: not stated.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="skeletal_events")
    type = models.CharField(_("event"), max_length=24)
    site = models.CharField(_("site"), max_length=100, blank=True)
    side = models.CharField(_("side"), max_length=9, blank=True)
    pathological = models.BooleanField(_("pathological"), null=True, blank=True)
    occurred_on = models.DateField(_("happened on"), null=True, blank=True)
    is_approximate = models.BooleanField(_("about that day"), default=False)
    text = models.CharField(_("as told"), max_length=300, blank=True)

    class Meta(Recorded.Meta):
        ordering = ["-occurred_on", "-created_at"]
        verbose_name = _("skeletal event")
        verbose_name_plural = _("skeletal events")
        indexes = [valid("skeletal_event_latest", "-occurred_on")]

    def __str__(self) -> str:
        return f"{self.type}"


@pghistory.track()
class EventFreeStatement(Recorded):
    """Somebody looked and states that until this day no skeletal event has happened (DX-26)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="event_free_statements")
    stated_on = models.DateField(_("stated on"), null=True, blank=True)
    text = models.CharField(_("as told"), max_length=300, blank=True)

    class Meta(Recorded.Meta):
        ordering = ["-stated_on", "-created_at"]
        verbose_name = _("statement of no skeletal event")
        verbose_name_plural = _("statements of no skeletal event")
        indexes = [valid("event_free_latest", "-stated_on")]

    def __str__(self) -> str:
        return f"{self.stated_on}"


@pghistory.track()
class Treatment(Recorded):
    """A treatment that is no bone-modifying drug, as ordered or as given. Empty and None: not stated.

    Drugs stand by the names of the document; `procedure` is what was done with no drug. `of_bone` and
    `curative` are about an operation; `daily_mg` is the daily total of a drug (PAIN-05).
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="treatments")
    kind = models.CharField(_("kind"), max_length=14, choices=TreatmentKind)
    state = models.CharField(_("state"), max_length=8, choices=TreatmentState, default=TreatmentState.GIVEN)
    drugs = ArrayField(models.CharField(max_length=100), default=list, blank=True, verbose_name=_("drugs"))
    procedure = models.CharField(_("procedure"), max_length=200, blank=True)
    drug_class = models.CharField(_("class"), max_length=30, blank=True)
    of_bone = models.BooleanField(_("operation on bone"), null=True, blank=True)
    curative = models.BooleanField(_("curative intent"), null=True, blank=True)
    site = models.CharField(_("site"), max_length=200, blank=True)
    side = models.CharField(_("side"), max_length=9, blank=True)
    dose_text = models.CharField(_("dose"), max_length=200, blank=True)
    daily_mg = models.DecimalField(_("mg per day"), max_digits=7, decimal_places=1, null=True, blank=True)
    dose_gy = models.DecimalField(_("dose, Gy"), max_digits=5, decimal_places=2, null=True, blank=True)
    fractions = models.PositiveSmallIntegerField(_("fractions"), null=True, blank=True)
    cycles = models.PositiveSmallIntegerField(_("cycles"), null=True, blank=True)
    started_on = models.DateField(_("started on"), null=True, blank=True)
    stopped_on = models.DateField(_("stopped on"), null=True, blank=True)
    is_approximate = models.BooleanField(_("about that day"), default=False)
    text = models.CharField(_("as told"), max_length=300, blank=True)

    class Meta(Recorded.Meta):
        ordering = ["-started_on", "-created_at"]
        verbose_name = _("treatment")
        verbose_name_plural = _("treatments")
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(
                condition=period("started_on", "stopped_on"), name="treatment_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=~models.Q(drugs=[]) | ~models.Q(procedure=""), name="treatment_has_a_name"
            ),
        ]
        indexes = [valid("treatment_latest", "-started_on")]

    def __str__(self) -> str:
        return f"{self.kind} {self.procedure}"


@pghistory.track()
class Biopsy(Recorded):
    """A specimen and what the pathologist found; None: the source does not say, or no result yet."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="biopsies")
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    specimen = models.CharField(_("specimen"), max_length=200)
    of_bone = models.BooleanField(_("of bone"), null=True, blank=True)
    positive = models.BooleanField(_("tumour found"), null=True, blank=True)
    result = models.TextField(_("result"), blank=True)

    class Meta(Recorded.Meta):
        ordering = ["-taken_on", "-created_at"]
        verbose_name = _("biopsy")
        verbose_name_plural = _("biopsies")
        indexes = [valid("biopsy_latest", "-taken_on")]

    def __str__(self) -> str:
        return f"{self.specimen}"


@pghistory.track()
class ReportedResult(Recorded):
    """A laboratory result as a document tells it, which no rule may take for a measured one.

    Without a number ("low calcium"), as a range, without a day, in a unit nobody can convert, or of a test
    outside the list of LabResult. `analyte` is the name as printed.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="reported_results")
    analyte = models.CharField(_("test"), max_length=100)
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=4, null=True, blank=True)
    value_low = models.DecimalField(_("lowest value"), max_digits=12, decimal_places=4, null=True, blank=True)
    value_high = models.DecimalField(
        _("highest value"), max_digits=12, decimal_places=4, null=True, blank=True
    )
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    reference = models.CharField(_("reference range"), max_length=60, blank=True)
    flag = models.CharField(_("flag"), max_length=10, blank=True)
    sampled_on = models.DateField(_("sampled on"), null=True, blank=True)
    text = models.CharField(_("as told"), max_length=300, blank=True)

    class Meta(Recorded.Meta):
        ordering = ["-sampled_on", "-created_at"]
        verbose_name = _("reported result")
        verbose_name_plural = _("reported results")
        indexes = [valid("reported_result_latest", "-sampled_on")]

    def __str__(self) -> str:
        return f"{self.analyte}"


@pghistory.track()
class PrimarySize(Recorded):
    """The largest diameter of the lung tumour by one examination; the T category is checked against it."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="primary_sizes")
    measured_on = models.DateField(_("measured on"), null=True, blank=True)
    modality = models.CharField(_("examination"), max_length=30, blank=True)
    longest_mm = models.DecimalField(_("largest diameter, mm"), max_digits=5, decimal_places=1)

    class Meta(Recorded.Meta):
        ordering = ["-measured_on", "-created_at"]
        verbose_name = _("size of the primary tumour")
        verbose_name_plural = _("sizes of the primary tumour")
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(condition=models.Q(longest_mm__gt=0), name="primary_has_a_size"),
        ]
        indexes = [valid("primary_size_latest", "-measured_on")]

    def __str__(self) -> str:
        return f"{self.longest_mm} mm"
