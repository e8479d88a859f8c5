"""A patient's page in a real browser: the time line, its ranges, a score as it is filled in, the phone."""

import pytest
from pytest_django import Settings

from accounts import clock
from patients.models import Patient
from tests.browser.barriers import barriers
from tests.browser.conftest import PHONE, Open
from tests.cast import TODAY, Cast
from tests.record import long_record

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SCROLLED = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def told(
    people: Cast, zhang: Patient, transactional_db: None, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> Patient:
    """张桂兰 with fourteen months of record; the hospital's today is the day it ends."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    long_record(people, zhang)
    return zhang


def test_the_range_changes_in_place_and_the_table_says_the_same(
    open_page: Open, people: Cast, told: Patient
) -> None:
    page = open_page(people.doctor_wang, f"/patients/{told.id}/")
    marks = page.locator(".chart--wide .chart-mark")
    before = marks.count()
    page.get_by_role("link", name="3 月", exact=True).click()
    page.locator('.chart-card .chip[aria-current="true"]', has_text="3 月").wait_for()
    assert 0 < marks.count() < before
    page.locator(".chart-card").get_by_role("link", name="表格").click()
    page.locator(".chart-card table").wait_for()
    assert page.url.endswith(f"/patients/{told.id}/")


def test_a_mark_leads_to_its_record(open_page: Open, people: Cast, told: Patient) -> None:
    page = open_page(people.doctor_wang, f"/patients/{told.id}/")
    page.locator(".chart--wide a[aria-label*='病理性骨折']").click()
    page.wait_for_url("**/event/**")
    assert page.get_by_role("heading", name="T8 病理性骨折").is_visible()


def test_a_score_says_what_it_means_while_it_is_filled_in(
    open_page: Open, people: Cast, told: Patient
) -> None:
    page = open_page(people.doctor_wang, f"/patients/{told.id}/mirels/add/")
    page.get_by_label("股骨转子周围").check()
    page.locator("#judged", has_text="未知").wait_for()
    for word in ("活动时疼痛（功能性）", "溶骨性", "超过 2/3"):
        page.get_by_label(word, exact=True).check()
    page.locator("#judged", has_text="Mirels 12").wait_for()


def test_nothing_stands_in_the_way_of_a_reader(open_page: Open, people: Cast, told: Patient) -> None:
    page = open_page(people.doctor_wang, f"/patients/{told.id}/", probed=True)
    assert barriers(page) == ""
    for part in ("timeline/?range=all&view=table", "mirels/add/", "study/add/"):
        page.goto(f"/patients/{told.id}/{part}")
        assert barriers(page) == "", part


def test_a_phone_does_not_scroll_sideways(open_page: Open, people: Cast, told: Patient) -> None:
    page = open_page(people.nurse_li, f"/patients/{told.id}/", viewport=PHONE)
    assert page.evaluate(SCROLLED) == 0
    for part in ("timeline/?range=all", "sins/add/", "pain/"):
        page.goto(f"/patients/{told.id}/{part}")
        assert page.evaluate(SCROLLED) == 0, part
