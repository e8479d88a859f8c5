"""One dose: planned, then given, not given, held or cancelled. Due and overdue are computed, never stored."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Department, User
from accounts.models.base import Row
from bonetherapy.enums import GONE, DoseState, Route, Site
from bonetherapy.models.courses import Course
from patients.models import Patient

READINESS = ("readiness", "blocked_by", "judged_for")


@pghistory.track(exclude=[*READINESS])
class Dose(Row):
    """One dose of one course. `due_on` is the clinical date; `booked_on` the appointment after a missed one.

    An imported dose that was given may lack its amount, where its document does.

    `department` copies the patient's, so that the ward's list is one index range; it follows the patient
    (bonetherapy.services.following).

    `readiness` is how the checks stood when last judged, `blocked_by` which of them stand in the way,
    `judged_for` the day they were judged for; None: facts changed since, judge again. They are a reading aid
    that only bonetherapy.services.judging writes; the page that gives a dose judges anew.
    """

    course = models.ForeignKey(Course, models.PROTECT, related_name="doses")
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="doses")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    due_on = models.DateField(pgettext_lazy("dose", "due on"))
    booked_on = models.DateField(_("booked for"), null=True, blank=True)
    planned_on = models.GeneratedField(
        expression=Coalesce("booked_on", "due_on"), output_field=models.DateField(), db_persist=True
    )
    state = models.CharField(_("state"), max_length=10, choices=DoseState, default=DoseState.PLANNED)
    interruption_reason = models.CharField(_("reason of the interruption"), max_length=24, blank=True)
    reason_text = models.CharField(_("explanation"), max_length=300, blank=True)
    given_at = models.DateTimeField(_("given at"), null=True)
    given_on = models.DateField(_("given on"), null=True)
    given_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="given_doses")
    recorded_at = models.DateTimeField(_("recorded at"), null=True)
    dose_mg = models.DecimalField(_("dose, mg"), max_digits=6, decimal_places=2, null=True)
    route = models.CharField(_("route"), max_length=2, choices=Route, blank=True)
    site = models.CharField(_("site"), max_length=16, choices=Site, blank=True)
    batch = models.CharField(_("batch"), max_length=30, blank=True)
    expires_on = models.DateField(_("expiry"), null=True)
    is_imported = models.BooleanField(_("imported"), default=False, editable=False)
    checks = models.JSONField(_("checks when given"), default=list)
    readiness = models.JSONField(default=list, editable=False)
    blocked_by = ArrayField(models.CharField(max_length=24), default=list, editable=False)
    judged_for = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["course", "number"]
        verbose_name = _("dose")
        verbose_name_plural = _("doses")
        constraints = [
            models.UniqueConstraint(
                fields=["course", "number"],
                condition=~models.Q(state="CANCELLED"),
                name="one_live_dose_per_number",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="GIVEN")
                | (
                    models.Q(given_on__isnull=False, given_at__isnull=False, given_by__isnull=False)
                    & (models.Q(dose_mg__isnull=False) | models.Q(is_imported=True))
                ),
                name="given_dose_says_when_who_how_much",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="NOT_GIVEN") | ~models.Q(interruption_reason=""),
                name="dose_not_given_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["department", "due_on", "id"],
                condition=models.Q(state="PLANNED"),
                name="dose_ward_list",
            ),
            models.Index(
                fields=["planned_on", "id"], condition=models.Q(state="PLANNED"), name="dose_to_remind"
            ),
            models.Index(
                fields=["booked_on"],
                condition=models.Q(state="PLANNED", booked_on__isnull=False),
                name="dose_booked",
            ),
            models.Index(
                fields=["department", "course"], condition=models.Q(state="HELD"), name="dose_on_hold"
            ),
            models.Index(fields=["patient", "-due_on"], name="dose_by_patient"),
            models.Index(
                fields=["given_by", "-recorded_at"],
                condition=models.Q(state="GIVEN"),
                name="dose_last_batch",
            ),
            models.Index(
                fields=["patient"],
                condition=models.Q(state="NOT_GIVEN", interruption_reason__in=GONE),
                name="dose_of_who_left",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.due_on}"
