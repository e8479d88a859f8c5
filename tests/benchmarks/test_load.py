"""P15 lets in the four users and counts what they met; how long it took is no matter here."""

import pytest
from django.db import connection
from django.test import Client

from benchmarks.data import fill
from benchmarks.load import TRIVIAL, Seen
from benchmarks.people import PageOf, Visitor, visitors
from tests.cast import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def crowd() -> list[Visitor]:
    """Ten of them in a hospital group of 300 patients."""
    fill(300, TODAY)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return visitors(10, TODAY)


def test_everybody_is_signed_in_and_every_page_of_their_day_is_there(crowd: list[Visitor]) -> None:
    assert len({visitor.session for visitor in crowd}) == 10
    asked: set[PageOf] = set()
    for visitor in crowd:
        browser = Client()
        browser.cookies["sessionid"] = visitor.session
        for page in set(visitor.pages) - asked:
            assert browser.get(page.path).status_code == 200, page
        asked |= set(visitor.pages)
    assert {"bonetherapy:day", "bonetherapy:dose_give", "patients:detail", "imaging:board", "case:board"} <= {
        page.name for page in asked
    }


def test_what_was_met_is_said_page_by_page_the_trivial_one_first() -> None:
    seen = Seen(warm_mb=100, end_mb=105)
    seen.seconds["bonetherapy:day"] = [0.1] * 19 + [2.0]
    seen.seconds[TRIVIAL] = [0.01, 0.02]
    seen.seconds["asked once"] = [1.0]

    first, second = seen.lines()
    assert TRIVIAL in first
    assert "20 times" in second
    assert 100 < seen.p95_ms("bonetherapy:day") < 2000
    assert seen.growth == 1.05
