"""The agenda and the pre-reads in a real browser; whole days with counted actions are in `days/`."""

from collections.abc import Iterator

import pytest
import time_machine
from playwright.sync_api import expect

from mdt.models import PanelOpinion, TimeSpent
from mdt.services.agenda import agenda_build
from patients.models import Patient
from tests.browser.barriers import barriers
from tests.browser.conftest import PHONE, Open
from tests.browser.viewing import until
from tests.cast import Cast, patient
from tests.mdt.casework import NOW, Table, accepted, table

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("running_clock"),
]

# After the first new list: alt and the arrow up, before any finger could. A page loaded anew has no mark.
PRESSED_AT_ONCE = """() => {
  let times = 0;
  const up = () => new KeyboardEvent("keydown", { key: "ArrowUp", altKey: true, bubbles: true });
  document.addEventListener("htmx:afterSwap", ({ target }) => {
    if (target.id !== "agenda") return;
    document.body.dataset.moved = String(++times);
    if (times === 1) setTimeout(() => document.activeElement.dispatchEvent(up()), 0);
  });
}"""


@pytest.fixture
def running_clock() -> Iterator[None]:
    """Noon of the day of every test, and time goes on: reading takes some."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def there(people: Cast) -> Table:
    return table(people)


@pytest.fixture
def li(people: Cast) -> Patient:
    return patient(people.oncology_1, "李建国", "ZY2", responsible_doctor=people.doctor_wang)


def test_the_agenda_moves_by_button_key_and_dragging_and_is_published(
    there: Table, people: Cast, zhang: Patient, li: Patient, open_page: Open
) -> None:
    for row in (zhang, li):
        accepted(there, row)
    page = open_page(people.coordinator_qian, f"/mdt/meetings/{there.next.id}/agenda/")
    rows = page.locator(".agenda-row")
    with page.expect_navigation():
        page.get_by_role("button", name="生成议程").click()
    rows.nth(1).get_by_role("button", name="李建国 上移").click()
    expect(rows.first).to_contain_text("李建国")
    page.wait_for_load_state("networkidle")
    rows.first.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(rows.first).to_contain_text("张桂兰")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(rows.first).to_contain_text("李建国")
    expect(rows.first).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    expect(rows.first).to_contain_text("张桂兰")
    page.wait_for_load_state("networkidle")
    rows.nth(1).drag_to(rows.first)
    expect(rows.first).to_contain_text("李建国")
    page.get_by_role("button", name="发布").click()
    expect(page.locator("[data-toast]").last).to_contain_text("议程已发布")


def test_a_key_pressed_the_moment_the_list_is_new_moves_the_row_without_leaving_the_page(
    there: Table, people: Cast, zhang: Patient, li: Patient, open_page: Open
) -> None:
    for row in (zhang, li):
        accepted(there, row)
    agenda_build(by=people.coordinator_qian, meeting=there.next)
    page = open_page(people.coordinator_qian, f"/mdt/meetings/{there.next.id}/agenda/")
    rows = page.locator(".agenda-row")
    first, second = (rows.nth(place).locator(".row-name").inner_text() for place in range(2))
    page.evaluate(PRESSED_AT_ONCE)
    rows.first.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("body[data-moved='2']")).to_have_count(1)
    expect(rows.first).to_contain_text(first)
    expect(rows.nth(1)).to_contain_text(second)
    expect(rows.first).to_be_focused()


def test_the_reading_of_a_case_is_counted(
    there: Table, people: Cast, zhang: Patient, open_page: Open
) -> None:
    accepted(there, zhang)
    page = open_page(people.panel_member_lin, "/mdt/pre-reads/")
    page.get_by_role("link", name="阅读并发表意见").click()
    page.wait_for_timeout(1200)
    page.locator("label.choice", has_text="同意").click()
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".finding .badge").first).to_contain_text("同意")
    assert PanelOpinion.objects.get().given_by == people.panel_member_lin
    until(TimeSpent.objects.exists)  # the browser tells it behind the next page
    spent = TimeSpent.objects.get()
    assert (spent.work, spent.user) == ("PREPARATION", people.panel_member_lin)


def test_nobody_is_shut_out_and_a_phone_needs_no_sideways_scroll(
    there: Table, people: Cast, zhang: Patient, open_page: Open
) -> None:
    accepted(there, zhang)
    page = open_page(people.doctor_wang, "/mdt/cases/", viewport=PHONE, probed=True)
    for path in ("/mdt/cases/", "/mdt/pre-reads/", f"/mdt/meetings/{there.next.id}/agenda/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert barriers(page) == "", path
