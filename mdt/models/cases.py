"""A question about one patient on its way to the board and through it."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import Discipline
from accounts.models import User
from accounts.models.base import Row
from mdt.enums import CaseState, DeferralReason, Lane, Stance, Work
from mdt.models.boards import Board
from mdt.models.meetings import Meeting
from mdt.models.record import Conference
from patients.models import Patient

UNDER_WAY = (CaseState.PROPOSED, CaseState.SUBMITTED, CaseState.ACCEPTED)
ON_AGENDA = (CaseState.ACCEPTED, CaseState.CLOSED)  # what a meeting discusses, and what it has concluded


@pghistory.track()
class Case(Row):
    """One presentation of a patient. `meeting` None: it waits for one; `place` is its number on the agenda.

    `triggers` are the rules that asked for it (MDT-T01 to T14) and `reasons` their codes; a person's own
    case has none. `submitted_by` None: only a rule has asked so far. `version` rises with every change of
    what is typed here, so that two writers notice each other. `conference` is the fact it became.
    """

    # What only the rules proposed follows from the record: patients.services.relations reads this.
    DERIVED = models.Q(submitted_by=None, ended_by=None)

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="board_cases")
    board = models.ForeignKey(Board, models.PROTECT, related_name="cases")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="cases")
    lane = models.CharField(_("lane"), max_length=8, choices=Lane, default=Lane.DISCUSS)
    state = models.CharField(_("state"), max_length=10, choices=CaseState, default=CaseState.SUBMITTED)
    question = models.TextField(_("question for the board"), blank=True)
    triggers = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    reasons = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    wanted_by = models.DateField(_("to be discussed by"), null=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    place = models.PositiveSmallIntegerField(_("number on the agenda"), null=True)
    budget_minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    conclusion = models.TextField(_("conclusion"), blank=True)
    drug_statement = models.CharField(_("bone-modifying drug"), max_length=16, blank=True)
    drug_text = models.CharField(_("which drug, or why not"), max_length=300, blank=True)
    patient_wish = models.TextField(_("patient's wish"), blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    closed_at = models.DateTimeField(_("concluded at"), null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    conference = models.OneToOneField(Conference, models.PROTECT, null=True, related_name="case")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_reason = models.CharField(_("why withdrawn"), max_length=200, blank=True)

    class Meta:
        ordering = ["place", "submitted_at"]
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "board"],
                condition=models.Q(state__in=UNDER_WAY),
                name="one_case_under_way_per_patient_and_board",
            ),
            models.CheckConstraint(
                condition=models.Q(state=CaseState.PROPOSED)
                | models.Q(state=CaseState.WITHDRAWN)
                | models.Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="a_submitted_case_says_who",
            ),
            models.CheckConstraint(
                condition=models.Q(state=CaseState.CLOSED, closed_at__isnull=False, closed_by__isnull=False)
                | (~models.Q(state=CaseState.CLOSED) & models.Q(closed_at=None)),
                name="a_concluded_case_says_who",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=CaseState.WITHDRAWN) | ~models.Q(ended_reason=""),
                name="a_withdrawn_case_says_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=CaseState.MERGED) | models.Q(merged_into__isnull=False),
                name="a_merged_case_says_into_which",
            ),
        ]
        indexes = [
            models.Index(
                fields=["board", "meeting", "place"],
                condition=models.Q(state__in=UNDER_WAY),
                name="case_under_way",
            ),
            models.Index(fields=["meeting", "place"], name="case_of_a_meeting"),
            models.Index(fields=["patient", "-created_at"], name="case_of_a_patient"),
        ]

    def __str__(self) -> str:
        return f"{self.board_id} {self.state}"


@pghistory.track()
class CaseDeferral(Row):
    """A case that went to another meeting; `to_meeting` None: none is chosen yet."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="deferrals")
    from_meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    to_meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=18, choices=DeferralReason)
    text = models.CharField(_("in words"), max_length=300, blank=True)
    deferred_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("deferral")
        verbose_name_plural = _("deferrals")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=DeferralReason.OTHER) | ~models.Q(text=""),
                name="another_reason_to_defer_is_told",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.reason}"


@pghistory.track()
class PanelOpinion(Row):
    """What a member thinks before the meeting; one per person and case, changed until the case is closed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="opinions")
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    discipline = models.CharField(_("discipline"), max_length=14, choices=Discipline)
    stance = models.CharField(_("stance"), max_length=10, choices=Stance)
    text = models.TextField(_("opinion"), blank=True)
    given_at = models.DateTimeField(_("given at"))

    class Meta:
        ordering = ["discipline", "given_at"]
        verbose_name = _("opinion before the meeting")
        verbose_name_plural = _("opinions before the meeting")
        constraints = [
            models.UniqueConstraint(fields=["case", "given_by"], name="one_opinion_per_person_and_case"),
            models.CheckConstraint(
                condition=models.Q(stance=Stance.AGREE) | ~models.Q(text=""),
                name="another_opinion_is_told",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.discipline} {self.stance}"


class TimeSpent(Row):
    """Time somebody had one case before them; `ended_at` None: still running (product study F7).

    `seen_at`: when the page last said so. A page that was closed says nothing: its time ended there.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="time_spent")
    work = models.CharField(_("on"), max_length=12, choices=Work)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["started_at"]
        verbose_name = _("time spent")
        verbose_name_plural = _("times spent")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "work"], condition=models.Q(ended_at=None), name="one_clock_runs_per_case"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("started_at")),
                name="time_does_not_run_back",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.work}"
