"""Regular meetings (MDT-13): written ahead once, holidays included, exceptions kept."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from guidelines.mdt.limits import MeetingFrequency
from guidelines.mdt.meetings import INTERVAL_DAYS
from mdt import services
from mdt.models import Board, Meeting, MeetingSeries
from mdt.selectors.meetings import is_on_holiday
from mdt.selectors.notices import empty_months, holiday_meetings
from mdt.services.series import AHEAD, days_of
from mdt.specs import MeetingSpec, SeriesSpec
from tests.cast import Cast
from tests.mdt.boards import at, board, meeting

NOW = at(date(2025, 3, 3), 9)
FRIDAYS = SeriesSpec(first_on=date(2025, 3, 7), starts=time(15))


@pytest.fixture
def team(people: Cast) -> Board:
    return board(people)


def start(team: Board, spec: SeriesSpec = FRIDAYS) -> MeetingSeries:
    return services.series_start(by=team.coordinator, board=team, spec=spec, now=NOW)


def test_a_series_writes_a_quarter_of_meetings_at_once(team: Board) -> None:
    series = start(team)

    rows = list(Meeting.objects.all())
    assert [row.series_on for row in rows] == [date(2025, 3, 7) + timedelta(weeks=n) for n in range(13)]
    assert {(timezone.localtime(row.starts_at).time(), row.place) for row in rows} == {
        (time(15), "门诊楼 4 层会议室")
    }
    assert series.meetings.count() == 13


def test_the_sweep_twice_writes_what_lacks_once(team: Board) -> None:
    start(team)

    later = NOW + timedelta(weeks=2)
    assert (services.meetings_plan(later), services.meetings_plan(later)) == (2, 0)


def test_the_same_series_twice_is_one(team: Board) -> None:
    assert start(team) == start(team)
    assert Meeting.objects.count() == 13


def test_a_holiday_is_marked_and_never_skipped(team: Board) -> None:
    start(team)

    on_holiday = [row.series_on for row in Meeting.objects.all() if is_on_holiday(row)]
    assert on_holiday == [date(2025, 4, 4), date(2025, 5, 2)]
    asked = holiday_meetings(team.coordinator, NOW)
    assert [row.series_on for row in asked] == on_holiday


def test_a_moved_meeting_keeps_its_day_and_no_second_one_comes(team: Board) -> None:
    start(team)
    row = Meeting.objects.get(series_on=date(2025, 4, 4))

    spec = MeetingSpec(starts_at=at(date(2025, 4, 3)), duration_minutes=60, place=row.place)
    moved = services.meeting_move(by=team.coordinator, meeting=row, spec=spec, now=NOW)

    assert (moved.series_on, timezone.localdate(moved.starts_at)) == (date(2025, 4, 4), date(2025, 4, 3))
    assert services.meetings_plan(NOW) == 0
    assert [one.series_on for one in holiday_meetings(team.coordinator, NOW)] == [date(2025, 5, 2)]


def test_a_cancelled_meeting_does_not_come_back(team: Board) -> None:
    start(team)
    row = Meeting.objects.get(series_on=date(2025, 4, 4))

    services.meeting_cancel(by=team.coordinator, meeting=row, reason="清明节", now=NOW)

    assert services.meetings_plan(NOW) == 0
    assert Meeting.objects.get(series_on=date(2025, 4, 4)).cancel_reason == "清明节"


def test_ending_a_series_cancels_what_comes_after(team: Board) -> None:
    series = start(team)

    services.series_end(
        by=team.coordinator, series=series, ends_on=date(2025, 3, 14), reason="改为周四", now=NOW
    )

    assert list(Meeting.objects.filter(cancelled_at=None).values_list("series_on", flat=True)) == [
        date(2025, 3, 7),
        date(2025, 3, 14),
    ]
    assert services.meetings_plan(NOW) == 0


def test_a_series_of_a_board_that_does_not_meet_rests(team: Board) -> None:
    start(team)
    Board.objects.update(is_active=False)

    assert services.meetings_plan(NOW + timedelta(weeks=4)) == 0


def test_a_single_meeting_at_that_time_takes_the_place(team: Board) -> None:
    meeting(team, at(date(2025, 3, 7)))

    start(team)

    assert Meeting.objects.filter(starts_at=at(date(2025, 3, 7))).count() == 1


@pytest.mark.parametrize(
    ("spec", "field"),
    [
        (SeriesSpec(first_on=date(2025, 3, 1), starts=time(15)), "first_on"),
        (SeriesSpec(first_on=date(2025, 3, 7), starts=time(15), ends_on=date(2025, 3, 6)), "ends_on"),
        (SeriesSpec(first_on=date(2025, 3, 7), starts=time(15), duration_minutes=0), "duration_minutes"),
    ],
)
def test_a_series_that_makes_no_sense(team: Board, spec: SeriesSpec, field: str) -> None:
    with pytest.raises(ValidationError) as error:
        start(team, spec)

    assert list(error.value.message_dict) == [field]


def test_only_who_runs_boards_here(team: Board, people: Cast) -> None:
    for user in (people.nurse_li, people.doctor_wu, people.panel_member_lin):
        with pytest.raises(PermissionDenied):
            services.series_start(by=user, board=team, spec=FRIDAYS, now=NOW)


def test_a_month_without_a_meeting_is_flagged(team: Board) -> None:
    start(team)
    april = date(2025, 4, 2)

    [month] = empty_months(team.coordinator, april)
    assert (month.finding.rule_id, month.finding.key) == ("MDT-13", "2025-03")

    row = Meeting.objects.get(series_on=date(2025, 3, 21))
    services.meeting_open(by=team.coordinator, meeting=row, now=row.starts_at)
    assert empty_months(team.coordinator, april) == []


def test_a_month_before_the_series_is_not(team: Board) -> None:
    start(team)

    assert empty_months(team.coordinator, date(2025, 3, 10)) == []


@given(
    first=st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    today=st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    frequency=st.sampled_from(MeetingFrequency),
    length=st.none() | st.integers(0, 400),
)
def test_days_of_a_series(first: date, today: date, frequency: MeetingFrequency, length: int | None) -> None:
    """On the weekday of the first, at its distance, from today to the horizon or the end, none left out."""
    ends_on = None if length is None else first + timedelta(days=length)
    series = MeetingSeries(first_on=first, starts=time(15), frequency=frequency.value, ends_on=ends_on)

    days = list(days_of(series, today))

    last_on = min(today + AHEAD, ends_on or date.max)
    step = INTERVAL_DAYS[frequency]
    expected = [first + timedelta(days=n) for n in range(0, (last_on - first).days + 1, step)]
    assert days == [day for day in expected if day >= today]
