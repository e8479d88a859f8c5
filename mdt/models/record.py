"""What a record tells of the team: conferences, opinions, and what the patient asked for."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from patients.models import Patient
from patients.models.recorded import Recorded, valid


@pghistory.track()
class Conference(Recorded):
    """One discussion by the team. `held_on` None: the source gives no day; no disciplines: it names none.

    `drug_statement` START says which drug in `drug_text`, the others why (SAF-05).
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="conferences")
    held_on = models.DateField(pgettext_lazy("board", "held on"), null=True, blank=True)
    disciplines = ArrayField(
        models.CharField(max_length=14), default=list, blank=True, verbose_name=_("disciplines")
    )
    question = models.TextField(_("question"), blank=True)
    conclusion = models.TextField(_("conclusion"), blank=True)
    drug_statement = models.CharField(_("bone-modifying drug"), max_length=16, blank=True)
    drug_text = models.CharField(_("which drug, or why not"), max_length=300, blank=True)

    class Meta(Recorded.Meta):
        ordering = ["-held_on", "-created_at"]
        verbose_name = _("conference")
        verbose_name_plural = _("conferences")
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(drug_statement__in=["CONTRAINDICATED", "DECLINED"])
                | ~models.Q(drug_text=""),
                name="no_drug_has_a_reason",
            ),
        ]
        indexes = [valid("conference_latest", "-held_on")]

    def __str__(self) -> str:
        return f"{self.held_on}"


@pghistory.track()
class SpecialistOpinion(Recorded):
    """An opinion, an examination or a decision that an urgent rule waits for (SAF-02, SAF-03, STD-03)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="specialist_opinions")
    opinion = models.CharField(_("opinion"), max_length=16)
    given_on = models.DateField(pgettext_lazy("opinion", "given on"), null=True, blank=True)
    site = models.CharField(_("site"), max_length=100, blank=True)
    side = models.CharField(_("side"), max_length=9, blank=True)
    text = models.TextField(_("opinion in words"), blank=True)

    class Meta(Recorded.Meta):
        ordering = ["-given_on", "-created_at"]
        verbose_name = _("specialist opinion")
        verbose_name_plural = _("specialist opinions")
        indexes = [valid("opinion_latest", "-given_on")]

    def __str__(self) -> str:
        return f"{self.opinion}"


@pghistory.track()
class ConsultationRequest(Recorded):
    """The patient asks for a second opinion or a remote consultation (MDT-T14); whoever hears it writes."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="consultation_requests")
    asked_for = models.CharField(_("asked for"), max_length=16)
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    text = models.CharField(_("as told"), max_length=300, blank=True)

    class Meta(Recorded.Meta):
        ordering = ["-asked_on", "-created_at"]
        verbose_name = _("consultation request")
        verbose_name_plural = _("consultation requests")
        indexes = [valid("consultation_latest", "-asked_on")]

    def __str__(self) -> str:
        return f"{self.asked_for}"
