"""One examination of the follow-up calendar: when it is due, and what people did about it."""

from datetime import date

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.base import Row
from guidelines.imaging.calendar import SlotKind, SlotState, SlotTurns
from guidelines.imaging.modalities import PETCT_KINDS
from imaging.models.studies import ImagingStudy
from patients.models import Patient

ANSWERED = (
    models.Q(waived_at__isnull=False)
    | models.Q(booked_for__isnull=False)
    | models.Q(ordered_on__isnull=False)
    | models.Q(refused_on__isnull=False)
)


@pghistory.track()
class ImagingSlot(Row):
    """A slot (IMG-02 to IMG-11). `imaging.services.slots` writes what the rules say, people their answers.

    Late or not is never stored: `soon_from`, `overdue_from` and `missed_from` are the first days of each
    state while it is open, by the limits of the hospital; once the next one is overdue itself, that one
    stands in its place (`next_takes_over_on`). `study` is the nearest examination of its kind; without
    `is_fulfilled` its bone window is still to be read (IMG-21). `withdrawn_at`: the record no longer asks for
    it; it comes back as soon as the record does. `flagged_on` is the day it was first found overdue.
    `order_basis`: codes of OrderBasis (IMG-14), empty: not stated. `refusal`: a code of RefusalReason while
    the patient does not want it (IMG-13); the slot stays due.
    """

    # What only the rules wrote follows from the record: patients.services.relations reads this.
    DERIVED = ~ANSWERED

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="imaging_slots")
    rule_id = models.CharField(_("rule"), max_length=12)
    category = models.CharField(_("follow-up category"), max_length=12)
    anchor_on = models.DateField(_("counts from"))
    kind = models.CharField(_("examination"), max_length=2)
    number = models.PositiveSmallIntegerField(_("number"))
    due_on = models.DateField(_("due on"))
    next_due_on = models.DateField(_("next one due on"))
    soon_from = models.DateField(_("due soon from"))
    overdue_from = models.DateField(_("overdue from"))
    missed_from = models.DateField(_("missed from"))
    next_takes_over_on = models.DateField(_("replaced by the next one on"))
    study = models.ForeignKey(ImagingStudy, models.PROTECT, null=True, related_name="slots")
    is_fulfilled = models.BooleanField(_("fulfilled"), default=False)
    withdrawn_at = models.DateTimeField(_("left the calendar"), null=True)
    flagged_on = models.DateField(_("first flagged overdue on"), null=True)
    ordered_on = models.DateField(_("ordered on"), null=True)
    ordered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    order_basis = models.JSONField(_("ordered because of"), default=list, blank=True)
    refusal = models.CharField(_("refused because of"), max_length=16, blank=True)
    refused_on = models.DateField(_("refused on"), null=True)
    refused_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    booked_for = models.DateTimeField(_("booked for"), null=True)
    booked_place = models.CharField(_("place"), max_length=100, blank=True)
    booked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    waived_at = models.DateTimeField(_("given up"), null=True)
    waived_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    waiver_reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["due_on", "kind"]
        verbose_name = _("examination of the calendar")
        verbose_name_plural = _("examinations of the calendar")
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "kind", "due_on"],
                condition=models.Q(withdrawn_at=None),
                name="one_slot_per_kind_and_day",
            ),
            models.CheckConstraint(
                condition=models.Q(is_fulfilled=False) | models.Q(study__isnull=False),
                name="a_fulfilled_slot_names_its_study",
            ),
            models.CheckConstraint(
                condition=models.Q(waived_at=None, waived_by=None, waiver_reason="")
                | (models.Q(waived_at__isnull=False, waived_by__isnull=False) & ~models.Q(waiver_reason="")),
                name="a_waiver_has_a_name_and_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(refusal="", refused_on=None, refused_by=None)
                | (models.Q(refused_on__isnull=False, refused_by__isnull=False) & ~models.Q(refusal="")),
                name="a_refusal_has_a_name_and_a_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_takes_over_on", "patient"],
                condition=models.Q(study=None, waived_at=None, withdrawn_at=None),
                name="slot_open",
            ),
            models.Index(
                fields=["patient"],
                condition=models.Q(study__isnull=False, is_fulfilled=False, withdrawn_at=None),
                name="slot_qc_pending",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"

    @property
    def turns(self) -> SlotTurns:
        """The first day of each state while it is open."""
        return SlotTurns(self.soon_from, self.overdue_from, self.missed_from)

    @property
    def is_replaced(self) -> bool:
        """True when a PET/CT stood in for the bone scan (IMG-11); its reason is the study's."""
        return self.kind == SlotKind.BS and self.study is not None and self.study.modality in PETCT_KINDS

    def state_on(self, today: date) -> SlotState:
        """What became of it, as of a day; a study settles it before a waiver does."""
        if self.study_id is not None:
            return SlotState.FULFILLED if self.is_fulfilled else SlotState.QC_PENDING
        return SlotState.WAIVED if self.waived_at is not None else self.turns.state_on(today)
