"""The diagnostic pathway as people confirmed it, step by step, and the risk factors they answered."""

import pghistory
import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from patients.enums import StepOrigin
from patients.models.patients import Patient
from patients.models.recorded import Recorded, valid

LAST = (
    "SELECT to_state FROM patients_pathwaystep"
    " WHERE patient_id = NEW.patient_id AND voided_at IS NULL ORDER BY number DESC LIMIT 1"
)
STAYS = "'patient_id' - 'voided_at' - 'voided_by_id' - 'void_reason'"


@pghistory.track()
class PathwayStep(Recorded):
    """One step from state to state (DX-T01 to DX-T27); the present state is where the last valid one led.

    `from_state` empty: the patient entered the pathway. `inputs` are the facts the step rested on, each as
    the record had it and as the person stated it. `taken_on` None: a diagnosis without a day, only imported.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="pathway_steps")
    number = models.PositiveSmallIntegerField(_("number"))
    from_state = models.CharField(_("from"), max_length=20, blank=True)
    to_state = models.CharField(_("to"), max_length=20)
    rule_id = models.CharField(_("rule"), max_length=12)
    origin = models.CharField(_("origin"), max_length=10, choices=StepOrigin)
    inputs = models.JSONField(_("inputs"), default=dict, blank=True)
    taken_on = models.DateField(_("day"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta(Recorded.Meta):
        ordering = ["-number", "-created_at"]
        verbose_name = _("step of the pathway")
        verbose_name_plural = _("steps of the pathway")
        constraints = [
            *Recorded.Meta.constraints,
            models.UniqueConstraint(
                fields=["patient", "number"],
                condition=models.Q(voided_at=None),
                name="one_step_per_place_in_the_pathway",
            ),
            models.CheckConstraint(
                condition=~models.Q(from_state=models.F("to_state")), name="step_leads_somewhere"
            ),
            models.CheckConstraint(
                condition=models.Q(taken_on__isnull=False) | models.Q(is_imported=True),
                name="step_has_a_day",
            ),
        ]
        indexes = [valid("pathway_latest", "-number")]
        triggers = [
            pgtrigger.Protect(name="step_stays", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="steps_chain",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=f"IF NEW.from_state <> COALESCE(({LAST}), '') THEN"
                " RAISE EXCEPTION 'a step begins where the last one ended'; END IF; RETURN NEW;",
            ),
            pgtrigger.Trigger(
                name="step_is_never_rewritten",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                # It may be voided once, and a merge may move it; nothing else may change.
                func=f"IF to_jsonb(OLD) - {STAYS} IS DISTINCT FROM to_jsonb(NEW) - {STAYS}"
                " OR (OLD.voided_at IS NOT NULL AND OLD.voided_at IS DISTINCT FROM NEW.voided_at) THEN"
                " RAISE EXCEPTION 'a step is never rewritten'; END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_state} {self.to_state}"


@pghistory.track()
class RiskReview(Recorded):
    """Yes or no to factors of table 2.2 as a person answered them; a factor left out is not known (DX-02)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="risk_reviews")
    reviewed_on = models.DateField(_("reviewed on"))
    factors = models.JSONField(_("factors"), default=dict, blank=True)

    class Meta(Recorded.Meta):
        ordering = ["-reviewed_on", "-created_at"]
        verbose_name = _("review of risk factors")
        verbose_name_plural = _("reviews of risk factors")
        indexes = [valid("risk_review_latest", "-reviewed_on")]

    def __str__(self) -> str:
        return f"{self.reviewed_on}"
