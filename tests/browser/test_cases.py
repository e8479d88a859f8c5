"""Cases of the board in a real browser, with every action counted (product study 4.1 and 4.2)."""

from collections.abc import Iterator

import pytest
import time_machine
from playwright.sync_api import expect

from mdt.models import Case, PanelOpinion, TimeSpent
from patients.models import Patient
from tests.browser.conftest import PHONE, Open, barriers
from tests.cast import Cast, patient
from tests.mdt.casework import NOW, QUESTION, Table, accepted, submitted, table
from worklist.models import Task

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("running_clock"),
]


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


def test_a_patient_is_submitted_in_three_actions(
    there: Table, people: Cast, zhang: Patient, open_page: Open
) -> None:
    page = open_page(people.doctor_wang, f"/patients/{zhang.id}/")
    page.get_by_role("link", name="提交 MDT", exact=True).click()  # 1
    page.locator("textarea[name=question]").fill(QUESTION)
    page.locator("label.choice", has_text="紧急").click()  # 2
    page.get_by_role("button", name="提交", exact=True).click()  # 3
    expect(page.locator("#cases")).to_contain_text(QUESTION)
    case = Case.objects.get()
    assert (case.lane, case.meeting) == ("URGENT", there.next)


def test_cases_are_accepted_in_one_action_each_and_all_owners_asked_in_two(
    there: Table, people: Cast, zhang: Patient, li: Patient, open_page: Open
) -> None:
    for row in (zhang, li):
        submitted(there, row)
    page = open_page(people.coordinator_qian, "/mdt/cases/")
    for name in ("张桂兰", "李建国"):
        page.locator("tr[data-row]", has_text=name).get_by_role("button", name="接收").click()
        expect(page.locator("tr[data-row]", has_text=name).get_by_role("link", name="议程")).to_be_visible()
    page.wait_for_load_state()
    page.locator("[data-tick-all]").check()  # 1
    page.get_by_role("button", name="催请负责人").click()  # 2
    expect(page.locator("[data-toast]").last).to_contain_text("询问")
    assert {task.subject_id for task in Task.objects.filter(kind="CASE_ITEM")} == {
        case.id for case in Case.objects.filter(state="ACCEPTED")
    }


def test_the_lane_is_changed_in_two_actions(
    there: Table, people: Cast, zhang: Patient, open_page: Open
) -> None:
    case = submitted(there, zhang)
    page = open_page(people.coordinator_qian, "/mdt/cases/")
    page.locator("tr[data-row]").locator("summary").click()  # 1
    page.get_by_role("button", name="紧急").click()  # 2
    expect(page.locator("tr[data-row] .badge", has_text="紧急")).to_be_visible()
    case.refresh_from_db()
    assert case.lane == "URGENT"


def test_the_agenda_moves_by_button_key_and_dragging_and_is_published(
    there: Table, people: Cast, zhang: Patient, li: Patient, open_page: Open
) -> None:
    for row in (zhang, li):
        accepted(there, row)
    page = open_page(people.coordinator_qian, f"/mdt/meetings/{there.next.id}/agenda/")
    rows = page.locator(".agenda-row")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name="生成议程").click()
    page.wait_for_load_state("networkidle")
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


def test_an_opinion_takes_three_actions_and_the_reading_is_counted(
    there: Table, people: Cast, zhang: Patient, open_page: Open
) -> None:
    accepted(there, zhang)
    page = open_page(people.panel_member_lin, "/mdt/pre-reads/")
    page.get_by_role("link", name="阅读并发表意见").click()  # 1
    page.wait_for_timeout(1200)
    page.locator("label.choice", has_text="同意").click()  # 2
    page.get_by_role("button", name="保存").click()  # 3
    expect(page.locator(".finding .badge").first).to_contain_text("同意")
    assert PanelOpinion.objects.get().given_by == people.panel_member_lin
    for _turn in range(50):  # the browser tells it behind the next page
        if TimeSpent.objects.exists():
            break
        page.wait_for_timeout(100)
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
