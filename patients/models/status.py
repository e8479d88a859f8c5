"""How the patient is: pain, performance, height, symptoms, distress, scores of fracture and stability."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from patients.enums import RiskScale
from patients.models.patients import Patient
from patients.models.recorded import Recorded, period, valid, within


@pghistory.track()
class PainScore(Recorded):
    """Pain on the numerical rating scale (NRS 0-10). A range as told stands in `nrs_low` and `nrs_high`.

    `severe`: the document says so in words and prints no number.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="pain_scores")
    measured_on = models.DateField(_("measured on"), null=True, blank=True)
    nrs = models.PositiveSmallIntegerField("NRS", null=True, blank=True)
    nrs_low = models.PositiveSmallIntegerField(_("NRS, lowest"), null=True, blank=True)
    nrs_high = models.PositiveSmallIntegerField(_("NRS, highest"), null=True, blank=True)
    severe = models.BooleanField(_("called severe"), null=True, blank=True)
    breakthrough_per_day = models.CharField(_("breakthrough pain per day"), max_length=20, blank=True)
    site = models.CharField(_("site"), max_length=100, blank=True)
    text = models.CharField(_("as told"), max_length=300, blank=True)

    class Meta(Recorded.Meta):
        ordering = ["-measured_on", "-created_at"]
        verbose_name = _("pain score")
        verbose_name_plural = _("pain scores")
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(
                condition=within("nrs", 0, 10) & within("nrs_low", 0, 10) & within("nrs_high", 0, 10),
                name="nrs_is_0_to_10",
            ),
            models.CheckConstraint(
                condition=models.Q(nrs__isnull=False)
                | models.Q(nrs_low__isnull=False)
                | models.Q(nrs_high__isnull=False)
                | ~models.Q(text=""),
                name="pain_has_a_number_or_words",
            ),
        ]
        indexes = [valid("pain_latest", "-measured_on")]

    def __str__(self) -> str:
        return f"NRS {self.nrs}"


@pghistory.track()
class EcogScore(Recorded):
    """Performance status (VOC-21)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="ecog_scores")
    measured_on = models.DateField(_("measured on"), null=True, blank=True)
    score = models.PositiveSmallIntegerField("ECOG")

    class Meta(Recorded.Meta):
        ordering = ["-measured_on", "-created_at"]
        verbose_name = _("performance status")
        verbose_name_plural = _("performance status")
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(condition=within("score", 0, 5), name="ecog_is_0_to_5"),
        ]
        indexes = [valid("ecog_latest", "-measured_on")]

    def __str__(self) -> str:
        return f"ECOG {self.score}"


@pghistory.track()
class BodyHeight(Recorded):
    """Body height."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="heights")
    measured_on = models.DateField(_("measured on"), null=True, blank=True)
    height_cm = models.DecimalField(_("height, cm"), max_digits=4, decimal_places=1)

    class Meta(Recorded.Meta):
        ordering = ["-measured_on", "-created_at"]
        verbose_name = _("body height")
        verbose_name_plural = _("body heights")
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(condition=within("height_cm", 50, 250), name="height_is_plausible"),
        ]
        indexes = [valid("height_latest", "-measured_on")]

    def __str__(self) -> str:
        return f"{self.height_cm} cm"


@pghistory.track()
class Symptom(Recorded):
    """What the patient feels or the examination shows; open while `resolved_on` is None.

    `code` empty: none that a rule knows, `text` says what.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="symptoms")
    code = models.CharField(_("symptom"), max_length=24, blank=True)
    site = models.CharField(_("site"), max_length=100, blank=True)
    noted_on = models.DateField(_("noted on"), null=True, blank=True)
    resolved_on = models.DateField(_("resolved on"), null=True, blank=True)
    text = models.CharField(_("as told"), max_length=300, blank=True)

    class Meta(Recorded.Meta):
        ordering = ["resolved_on", "-noted_on", "-created_at"]
        verbose_name = _("symptom")
        verbose_name_plural = _("symptoms")
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(
                condition=period("noted_on", "resolved_on"), name="symptom_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=~models.Q(code="") | ~models.Q(text=""), name="symptom_has_a_code_or_words"
            ),
        ]
        indexes = [valid("symptom_latest", "-noted_on")]

    def __str__(self) -> str:
        return f"{self.code}"


@pghistory.track()
class DistressScreen(Recorded):
    """What a psychological screen found (PSY-01). The sources name no tool: `tool` is the hospital's own."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="distress_screens")
    screened_on = models.DateField(_("screened on"), null=True, blank=True)
    distress = models.CharField(_("distress"), max_length=16)
    tool = models.CharField(_("screening tool"), max_length=60, blank=True)
    text = models.CharField(_("as told"), max_length=300, blank=True)

    class Meta(Recorded.Meta):
        ordering = ["-screened_on", "-created_at"]
        verbose_name = _("psychological screen")
        verbose_name_plural = _("psychological screens")
        indexes = [valid("distress_latest", "-screened_on")]

    def __str__(self) -> str:
        return f"{self.distress}"


@pghistory.track()
class RiskScore(Recorded):
    """A Mirels or SINS score as it was typed: the items and the total, also one that cannot be (DQ-01).

    `total` None: only the items are known. Whether the score is valid is for the rules to say.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="risk_scores")
    scale = models.CharField(_("scale"), max_length=6, choices=RiskScale)
    scored_on = models.DateField(_("scored on"), null=True, blank=True)
    is_approximate = models.BooleanField(_("about that day"), default=False)
    site = models.CharField(_("site"), max_length=100)
    side = models.CharField(_("side"), max_length=9, blank=True)
    total = models.PositiveSmallIntegerField(_("total"), null=True, blank=True)
    items = models.JSONField(_("items"), default=dict, blank=True)
    text = models.CharField(_("as told"), max_length=300, blank=True)

    class Meta(Recorded.Meta):
        ordering = ["-scored_on", "-created_at"]
        verbose_name = _("risk score")
        verbose_name_plural = _("risk scores")
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(total__isnull=False) | ~models.Q(items={}),
                name="score_has_a_total_or_items",
            ),
        ]
        indexes = [valid("risk_latest", "scale", "-scored_on")]

    def __str__(self) -> str:
        return f"{self.scale} {self.total}"
