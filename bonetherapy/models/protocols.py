"""How a hospital gives an agent: dose, route, interval and limits, versioned and approved by name."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Hospital
from accounts.models.base import Row
from accounts.models.versions import approved_stays
from bonetherapy.enums import Route

# What a version of a protocol sets; the rest of its columns say whose it is, since when, and who approved it.
PROTOCOL_VALUES = (
    "dose_mg",
    "route",
    "interval_days",
    "reminder_lead_days",
    "lab_valid_days",
    "dental_valid_days",
    "dental_recall_months",
)


@pghistory.track()
class DrugProtocol(Row):
    """One version of one agent's protocol. Courses keep theirs; an approved version is never edited.

    `dose_mg`, `route`, `interval_days` None: the sources give no value, the prescriber enters it.
    """

    hospital = models.ForeignKey(
        Hospital, models.PROTECT, related_name="protocols", verbose_name=_("hospital")
    )
    agent = models.CharField(_("agent"), max_length=14)
    version = models.PositiveSmallIntegerField(_("version"))
    dose_mg = models.DecimalField(_("dose, mg"), max_digits=6, decimal_places=2, null=True, blank=True)
    route = models.CharField(_("route"), max_length=2, choices=Route, blank=True)
    interval_days = models.PositiveSmallIntegerField(_("interval, days"), null=True, blank=True)
    reminder_lead_days = models.PositiveSmallIntegerField(_("reminder, days before"), default=3)
    lab_valid_days = models.PositiveSmallIntegerField(_("laboratory result valid, days"), default=14)
    dental_valid_days = models.PositiveSmallIntegerField(_("dental examination valid, days"), default=90)
    dental_recall_months = models.PositiveSmallIntegerField(_("dental recall, months"), default=6)
    effective_from = models.DateField(_("in force from"))
    approved_by_name = models.CharField(_("approved by"), max_length=60, blank=True)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["hospital", "agent", "-version"]
        verbose_name = _("drug protocol")
        verbose_name_plural = _("drug protocols")
        constraints = [
            models.UniqueConstraint(fields=["hospital", "agent", "version"], name="one_protocol_per_version"),
            models.CheckConstraint(
                condition=models.Q(approved_on=None) | ~models.Q(approved_by_name=""),
                name="approval_has_a_name",
            ),
        ]
        triggers = [approved_stays("approved_on")]

    @property
    def is_approved(self) -> bool:
        """True for a version that is never edited again."""
        return self.approved_on is not None

    @property
    def approval(self) -> str:
        """Who approved it and when; empty for a draft."""
        return f"{self.approved_by_name} {self.approved_on}" if self.is_approved else ""

    def __str__(self) -> str:
        return f"{self.agent} v{self.version}"
