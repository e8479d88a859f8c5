"""The standing team: who sits on it, when it meets, how its minutes are signed."""

from typing import TYPE_CHECKING

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import Discipline
from accounts.models import Hospital, User
from accounts.models.base import Row
from guidelines.mdt.limits import MeetingFrequency
from mdt.enums import ApprovalStep

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def discipline_list(label: "_StrPromise") -> "ArrayField[list[str], list[str]]":
    """A column of disciplines (VOC-01), empty when none is named."""
    return ArrayField(
        models.CharField(max_length=14, choices=Discipline), default=list, blank=True, verbose_name=label
    )


@pghistory.track()
class Board(Row):
    """A team template. `quorum` None: the hospital's limit (MDT-03) holds; no `approval`: nobody signs.

    `disciplines` are those invited to each meeting, `required` those without whom it is incomplete.
    `medical_affairs` signs for that office where `approval` asks for it.
    """

    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="boards", verbose_name=_("hospital"))
    name = models.CharField(_("name"), max_length=60)
    chair = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("chair"))
    coordinator = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("coordinator"))
    disciplines = discipline_list(_("disciplines"))
    required = discipline_list(_("required disciplines"))
    quorum = models.PositiveSmallIntegerField(_("fewest disciplines"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    video_link = models.URLField(_("video link"), max_length=300, blank=True)
    minutes_per_case = models.PositiveSmallIntegerField(_("minutes per case"), default=6)
    deadline_hours = models.PositiveSmallIntegerField(_("hours before the meeting to submit"), default=24)
    outcome_after_days = models.PositiveSmallIntegerField(
        _("days until the outcome is asked for"), default=30
    )
    approval = ArrayField(
        models.CharField(max_length=16, choices=ApprovalStep),
        default=list,
        blank=True,
        verbose_name=_("signatures, in order"),
    )
    medical_affairs = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("medical affairs office"),
    )
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["hospital", "name"]
        verbose_name = _("board")
        verbose_name_plural = _("boards")
        constraints = [
            models.UniqueConstraint(fields=["hospital", "name"], name="one_board_name_per_hospital"),
            models.CheckConstraint(
                condition=models.Q(minutes_per_case__gte=1), name="a_case_has_a_minute_at_least"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class BoardMember(Row):
    """A fixed member: the seat is that of a discipline (VOC-01). `left_on` None: still a member."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="members")
    user = models.ForeignKey(User, models.PROTECT, related_name="boards", verbose_name=_("person"))
    discipline = models.CharField(_("discipline"), max_length=14, choices=Discipline)
    left_on = models.DateField(_("left on"), null=True, blank=True)

    class Meta:
        ordering = ["discipline", "created_at"]
        verbose_name = _("member of the board")
        verbose_name_plural = _("members of the board")
        constraints = [
            models.UniqueConstraint(
                fields=["board", "user"],
                condition=models.Q(left_on=None),
                name="one_seat_per_person_and_board",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.discipline}"


@pghistory.track()
class MeetingSeries(Row):
    """Regular meetings of a board (MDT-13), by the wall clock of the hospital. `ends_on` None: for good.

    An exception is the meeting itself: moved or cancelled, it keeps the day it had in `Meeting.series_on`.
    """

    board = models.ForeignKey(Board, models.PROTECT, related_name="series")
    first_on = models.DateField(_("first on"))
    ends_on = models.DateField(_("last on"), null=True, blank=True)
    frequency = models.CharField(_("how often"), max_length=12, default=MeetingFrequency.WEEKLY)
    starts = models.TimeField(_("starts at"))
    duration_minutes = models.PositiveSmallIntegerField(_("minutes"), default=60)

    class Meta:
        ordering = ["first_on"]
        verbose_name = _("series of meetings")
        verbose_name_plural = _("series of meetings")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("first_on")),
                name="a_series_ends_after_it_began",
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_on} {self.starts:%H:%M}"


@pghistory.track()
class CalendarFeed(Row):
    """The private address at which one person's calendar reads the meetings; only its digest is kept.

    `revoked_at` None: it works.
    """

    user = models.OneToOneField(User, models.PROTECT, related_name="calendar_feed")
    digest = models.CharField(_("digest of the address"), max_length=64, unique=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")

    def __str__(self) -> str:
        return f"{self.user_id}"
