"""A meeting, who was asked to come and who came."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.enums import Discipline
from accounts.models import User
from accounts.models.base import Row
from guidelines.mdt.quorum import AttendanceMode
from mdt.enums import Answer, MeetingState
from mdt.models.boards import Board, MeetingSeries

LIVE = models.Q(cancelled_at=None)


@pghistory.track()
class Meeting(Row):
    """One meeting of a board. `series_on` is the day its series gave it, also after it was moved.

    `published_at`: when agenda and invitations went out; `sequence` counts what the invited were told since
    (RFC 5545 SEQUENCE). `closing_note` says why it closed although something was missing (MDT-03, MDT-04).
    """

    board = models.ForeignKey(Board, models.PROTECT, related_name="meetings")
    series = models.ForeignKey(MeetingSeries, models.PROTECT, null=True, related_name="meetings")
    series_on = models.DateField(_("day in the series"), null=True)
    starts_at = models.DateTimeField(_("starts at"))
    duration_minutes = models.PositiveSmallIntegerField(_("minutes"), default=60)
    place = models.CharField(_("place"), max_length=100, blank=True)
    video_link = models.URLField(_("video link"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=MeetingState, default=MeetingState.PLANNED)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(_("opened at"), null=True)
    closed_at = models.DateTimeField(pgettext_lazy("meeting", "closed at"), null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closing_note = models.CharField(_("closed although"), max_length=300, blank=True)
    signed_at = models.DateTimeField(_("signed at"), null=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True)
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    cancel_reason = models.CharField(_("why cancelled"), max_length=200, blank=True)

    class Meta:
        ordering = ["starts_at"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.UniqueConstraint(fields=["series", "series_on"], name="one_meeting_per_day_of_a_series"),
            models.UniqueConstraint(
                fields=["board", "starts_at"], condition=LIVE, name="one_meeting_of_a_board_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(cancelled_at=None, cancel_reason="")
                | (models.Q(cancelled_at__isnull=False) & ~models.Q(cancel_reason="")),
                name="a_cancelled_meeting_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[MeetingState.PLANNED, MeetingState.OPEN])
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
                name="a_closed_meeting_says_when_and_by_whom",
            ),
        ]
        indexes = [
            models.Index(fields=["board", "starts_at"], condition=LIVE, name="meeting_live"),
            models.Index(
                fields=["closed_at"],
                condition=models.Q(state=MeetingState.CLOSED, cancelled_at=None),
                name="meeting_waits_for_signature",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


@pghistory.track()
class Invitation(Row):
    """Somebody asked to one meeting. `leaves_at`: the wall-clock time at which a busy expert has to go.

    `answered_by` is somebody else when the coordinator wrote down what the person said by phone.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    user = models.ForeignKey(User, models.PROTECT, related_name="invitations", verbose_name=_("person"))
    discipline = models.CharField(_("discipline"), max_length=14, choices=Discipline)
    answer = models.CharField(_("answer"), max_length=12, choices=Answer, default=Answer.NEEDS_ACTION)
    answered_at = models.DateTimeField(_("answered at"), null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    leaves_at = models.TimeField(_("has to leave at"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(_("no longer invited"), null=True)

    class Meta:
        ordering = ["discipline", "created_at"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="one_invitation_per_person_and_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.answer}"


@pghistory.track()
class Attendance(Row):
    """Somebody who took part (MDT-11). `user` None: a guest without an account, named in `name`."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("person"))
    name = models.CharField(pgettext_lazy("person", "name"), max_length=60)
    discipline = models.CharField(_("discipline"), max_length=14, choices=Discipline)
    mode = models.CharField(_("how"), max_length=8, default=AttendanceMode.ON_SITE)
    hospital = models.CharField(_("hospital of origin"), max_length=100, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["discipline", "created_at"]
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="one_attendance_per_person_and_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.discipline}"
