"""The meeting of today is begun and entered from the first page and from the list, first of all there."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from mdt.models import Meeting
from tests.cast import Cast
from tests.mdt.boards import at, board, meeting
from tests.mdt.test_board_pages import page


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """The Monday before it."""
    with time_machine.travel(at(date(2025, 3, 3), 9), tick=False):
        yield


@pytest.mark.parametrize(("minutes_before", "is_offered"), [(61, False), (59, True), (-5, True)])
def test_whoever_leads_begins_the_meeting_from_the_first_page_when_it_is_near(
    people: Cast, minutes_before: int, is_offered: bool
) -> None:
    row = meeting(board(people))
    begin = reverse("live:begin", args=[row.pk])
    with time_machine.travel(row.starts_at - timedelta(minutes=minutes_before), tick=False):
        assert (begin in page(people.coordinator_qian, "bonetherapy:day")) is is_offered
        assert begin not in page(people.doctor_zhao, "bonetherapy:day")


def test_a_meeting_in_session_is_entered_from_the_first_page(people: Cast) -> None:
    row = meeting(board(people), state="OPEN", opened_at=at())
    with time_machine.travel(at(minute=20), tick=False):
        assert reverse("live:meeting", args=[row.pk]) in page(people.doctor_wang, "bonetherapy:day")


def test_the_list_opens_the_meeting_of_today_and_enters_the_one_in_session(people: Cast) -> None:
    row, leader, other = meeting(board(people)), people.coordinator_qian, people.doctor_zhao
    begin, enter = reverse("live:begin", args=[row.pk]), reverse("live:meeting", args=[row.pk])
    assert begin not in page(leader, "board:meetings")  # on Monday
    with time_machine.travel(at(hour=8), tick=False):
        assert primary(page(leader, "board:meetings")) == ["打开会议"]
        assert primary(page(leader, "board:meeting", row.pk)) == ["打开会议"]
        assert begin not in page(other, "board:meetings")
        Meeting.objects.update(state="OPEN", opened_at=at())
        for reader in (leader, other):
            shown = page(reader, "board:meetings")
            assert primary(shown) == ["进入会议"]
            assert enter in shown


def primary(shown: str) -> list[str]:
    """The words of the primary buttons of a page, forms below its head left aside."""
    main = shown.split("<main")[1].split("</main>")[0].split('id="invited"')[0]
    return re.findall(r"button--primary[^>]*>.*?<span[^>]*>([^<]+)</span>", main, re.DOTALL)
