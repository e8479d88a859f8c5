"""Regular meetings (MDT-13): a series keeps its meetings of the coming weeks written, holidays included.

A holiday never drops a meeting: it stands in the calendar, marked, until somebody moves or cancels it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from guidelines.mdt.limits import DEFAULT_MDT_LIMITS, MeetingFrequency
from guidelines.mdt.meetings import INTERVAL_DAYS, series_dates
from mdt.models import Board, Meeting, MeetingSeries
from mdt.services.held import board_held, must_run
from mdt.services.meetings import meeting_cancel
from mdt.specs import SeriesSpec
from patients.services.writing import refuse

AHEAD = timedelta(weeks=13)
LONGEST_MINUTES = 600


@transaction.atomic
def series_start(*, by: User, board: Board, spec: SeriesSpec, now: datetime) -> MeetingSeries:
    """The series with its first meetings; the same one asked for twice is one.

    Raises ValidationError for a first day that has passed or an end before it.
    """
    must_run(by, board)
    refuse(_problems(spec, timezone.localdate(now)))
    board_held(board)
    row, is_new = MeetingSeries.objects.get_or_create(
        board=board,
        first_on=spec.first_on,
        starts=spec.starts,
        frequency=spec.frequency,
        defaults={"duration_minutes": spec.duration_minutes, "ends_on": spec.ends_on},
    )
    if is_new:
        _write([row], now)
    return row


@transaction.atomic
def series_end(
    *, by: User, series: MeetingSeries, ends_on: date, reason: str, now: datetime
) -> MeetingSeries:
    """The series until that day; its planned meetings after it are cancelled for this reason.

    Raises ValidationError without a reason or for a day before the series began.
    """
    must_run(by, series.board)
    row = MeetingSeries.objects.select_for_update(of=("self",)).select_related("board").get(pk=series.pk)
    early = _("A series ends on or after its first day.") if ends_on < row.first_on else None
    refuse({"ends_on": early, "reason": None if reason.strip() else _("Please give a reason.")})
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    rest = row.meetings.filter(series_on__gt=ends_on, cancelled_at=None, state="PLANNED", starts_at__gt=now)
    for meeting in rest:
        meeting_cancel(by=by, meeting=meeting, reason=reason, now=now)
    return row


def meetings_plan(now: datetime) -> int:
    """Write the meetings of the coming weeks of every series that lack; how many (settings.SWEEP_STEPS)."""
    today = timezone.localdate(now)
    running = MeetingSeries.objects.filter(board__is_active=True).exclude(ends_on__lt=today)
    return _write(list(running.select_related("board")), now)


def _write(series: list[MeetingSeries], now: datetime) -> int:
    """Two at once write each meeting once: the day of a series and the moment of a board are unique."""
    rows = list(_lacking(series, now))
    Meeting.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _lacking(series: list[MeetingSeries], now: datetime) -> Iterator[Meeting]:
    written = set(Meeting.objects.filter(series__in=series).values_list("series_id", "series_on"))
    boards = {one.board_id for one in series}
    taken = set(
        Meeting.objects.filter(board__in=boards, cancelled_at=None, starts_at__gt=now).values_list(
            "board_id", "starts_at"
        )
    )
    for one in series:
        for day in days_of(one, timezone.localdate(now)):
            starts_at = timezone.make_aware(datetime.combine(day, one.starts))
            key = (one.board_id, starts_at)
            if starts_at > now and (one.pk, day) not in written and key not in taken:
                taken.add(key)
                yield _meeting(one, day, starts_at)


def days_of(series: MeetingSeries, today: date) -> Iterable[date]:
    """The days of a series from today on, as far ahead as meetings are written."""
    last_on = today + AHEAD
    if series.ends_on is not None:
        last_on = min(last_on, series.ends_on)
    frequency = MeetingFrequency(series.frequency)
    count = (last_on - series.first_on).days // INTERVAL_DAYS[frequency] + 1
    dates = series_dates(series.first_on, max(count, 0), replace(DEFAULT_MDT_LIMITS, mdt_frequency=frequency))
    return [day for day in dates if day >= today]


def _meeting(series: MeetingSeries, day: date, starts_at: datetime) -> Meeting:
    return Meeting(
        board=series.board,
        series=series,
        series_on=day,
        starts_at=starts_at,
        duration_minutes=series.duration_minutes,
        place=series.board.place,
        video_link=series.board.video_link,
    )


def _problems(spec: SeriesSpec, today: date) -> dict[str, object]:
    over = spec.ends_on is not None and spec.ends_on < spec.first_on
    fits = 1 <= spec.duration_minutes <= LONGEST_MINUTES
    return {
        "first_on": _("This day has passed.") if spec.first_on < today else None,
        "ends_on": _("A series ends on or after its first day.") if over else None,
        "duration_minutes": None if fits else _("From 1 to %(most)s minutes.") % {"most": LONGEST_MINUTES},
    }
