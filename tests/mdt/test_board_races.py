"""Several people and workers at the same moment: in threads with connections of their own."""

from datetime import date, time

import pytest

from accounts.errors import Conflict
from mdt import services
from mdt.models import Board, Invitation, Meeting, MeetingMail
from mdt.specs import MeetingSpec, SeriesSpec
from tests.cast import cast
from tests.mdt.boards import at, board, meeting
from tests.worklist.test_races import together

pytestmark = [pytest.mark.django_db(transaction=True)]
NOW = at(date(2025, 3, 3), 9)


@pytest.fixture
def team() -> Board:
    return board(cast())


def test_four_publish_at_once_invite_everybody_once(team: Board) -> None:
    row = meeting(team)

    together(*[lambda: services.agenda_publish(by=team.coordinator, meeting=row, now=NOW)] * 4)

    assert (Invitation.objects.count(), MeetingMail.objects.count()) == (3, 3)


def test_four_planners_at_once_write_each_meeting_once(team: Board) -> None:
    series = services.series_start(
        by=team.coordinator,
        board=team,
        spec=SeriesSpec(first_on=date(2025, 3, 7), starts=time(15)),
        now=NOW,
    )
    Meeting.objects.all().delete()

    together(*[lambda: services.meetings_plan(NOW)] * 4)

    assert series.meetings.count() == 13


def test_moved_and_cancelled_at_once_is_one_of_both(team: Board) -> None:
    row = services.agenda_publish(by=team.coordinator, meeting=meeting(team), now=NOW)
    spec = MeetingSpec(starts_at=at(date(2025, 3, 10)))

    def move() -> str:
        try:
            services.meeting_move(by=team.coordinator, meeting=row, spec=spec, now=NOW)
        except Conflict:
            return "refused"
        return "moved"

    def cancel() -> str:
        services.meeting_cancel(by=team.coordinator, meeting=row, reason="节日", now=NOW)
        return "cancelled"

    outcome = together(move, cancel)

    row.refresh_from_db()
    assert outcome in (["moved", "cancelled"], ["refused", "cancelled"])
    assert row.sequence == len([word for word in outcome if word != "refused"])
    assert row.cancelled_at is not None


def test_four_deliverers_at_once_send_each_mail_once(team: Board) -> None:
    services.agenda_publish(by=team.coordinator, meeting=meeting(team), now=NOW)

    outcomes = together(*[lambda: services.mails_deliver(NOW)] * 4)

    assert sum(outcome["SENT"] for outcome in outcomes) == 3
    assert set(MeetingMail.objects.values_list("state", "attempts")) == {("SENT", 1)}
