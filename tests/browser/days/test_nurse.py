"""The nurse's day (product study 4.3): who is due, what is missing, one injection, and what went wrong."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from bonetherapy.models import Course, Dose
from patients.models import Contact
from tests.bonetherapy.pages.morning import morning
from tests.bonetherapy.test_ward_sheets import fill
from tests.browser.conftest import Open
from tests.browser.days.counted import Row, counted
from tests.cast import Cast
from tests.worklist.planned import reminder
from worklist.enums import Audience, Channel, ReminderState
from worklist.models import ContactLog, Task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SEE = Row("4.3", "07:45", "who is due today, overdue, blocked", 0)
REQUEST = Row("4.3", "08:30", "ask for what is missing", 2)
GIVE = Row("4.3", "10:00", "gives the injection", 5)
SLIP = Row("4.3", "10:05", "next date, printed slip", 1)
NO_SHOW = Row("4.3", "11:30", "patient did not come", 3)
CALL = Row("4.3", "14:00", "message failed", 2)
HOLD = Row("4.3", "16:00", "calcium low, hold", 3)
PAPER = Row("4.3", "no network", "ward list on paper", 2)
DOWN = Row("4.3", "no network", "ward list as a sheet: download", 2)
UP = Row("4.3", "no network", "ward list as a sheet: upload", 2)
NEXT = timedelta(days=28)


@pytest.fixture
def ward(people: Cast) -> dict[str, Dose]:
    """The morning, the batch of the dose already given today, and one reminder that did not arrive."""
    doses, now = morning(people), timezone.now()
    given = {"state": "GIVEN", "given_by": people.nurse_li, "given_at": now, "recorded_at": now}
    batch = {"batch": "DN26081B", "expires_on": timezone.localdate() + NEXT * 13, "dose_mg": 120}
    Dose.objects.filter(pk=doses["何文彬"].pk).update(
        **given, **batch, given_on=timezone.localdate(), route="SC", site="LEFT_ARM"
    )
    told = doses["孙玉梅"].patient
    Contact.objects.create(patient=told, kind="SELF", phone="13612342716")
    reminder(
        told,
        subject_id=doses["孙玉梅"].id,
        state=ReminderState.FAILED,
        audience=Audience.PATIENT,
        channel=Channel.EMAIL,
    )
    return doses


def line(page: Page, name: str) -> Any:
    """The dose of a patient in the list."""
    return page.locator("tr[data-row]", has_text=name)


def test_the_day(ward: dict[str, Dose], people: Cast, open_page: Open, tmp_path: Path) -> None:
    page = open_page(people.nurse_li, "/")
    sees_who_is_due(page)
    asks_for_a_test(page)
    gives_the_injection(page, ward["张桂兰"])
    books_who_did_not_come(page, ward["周桂芳"])
    calls_whom_no_message_reached(page, ward["孙玉梅"])
    holds_the_dose(page, ward["王建国"])
    prints_the_ward_list(page)
    fills_the_sheet_offline(page, ward["欧阳淑华"], tmp_path)


def sees_who_is_due(page: Page) -> None:
    with counted(SEE, page):
        assert page.locator(".counter-number").all_inner_texts() == ["4", "3", "4"]
        expect(page.locator("tr[data-row]").first).to_contain_text("周桂芳")


def asks_for_a_test(page: Page) -> None:
    with counted(REQUEST, page) as hand:
        hand.click(line(page, "孙玉梅").get_by_role("button", name="催检验"))
        expect(page.locator("[data-toast]")).to_contain_text("孙玉梅")
    assert Task.objects.get(kind="LAB_REQUEST").patient.name == "孙玉梅"


def gives_the_injection(page: Page, dose: Dose) -> None:
    following = f"{timezone.localdate() + NEXT:%Y-%m-%d}"
    with counted(GIVE, page) as hand:
        hand.click(line(page, "张桂兰").get_by_role("link", name="注射").first)
        expect(page.locator("[name=batch]")).to_have_value("DN26081B")
        expect(page.locator(".consequence-date")).to_have_text(following)
        hand.click(page.locator("label.tick").nth(0))
        hand.click(page.locator("label.tick").nth(1))
        hand.click(page.locator("label.choice", has_text="左腹部"))
        hand.click(page.get_by_role("button", name="确认已注射"))
        expect(page.locator("[data-toast]")).to_contain_text(following[5:])
    with counted(SLIP, page) as hand:
        hand.click(page.locator("[data-toast]").get_by_role("link", name="打印"))
        day = timezone.localdate() + NEXT
        expect(page.locator("body")).to_contain_text(f"{day.year} 年 {day.month} 月 {day.day} 日")
    dose.refresh_from_db()
    assert (dose.state, dose.batch) == ("GIVEN", "DN26081B")
    page.goto("/day/")


def books_who_did_not_come(page: Page, dose: Dose) -> None:
    day = timezone.localdate() + timedelta(days=2)
    with counted(NO_SHOW, page) as hand:
        hand.click(line(page, "周桂芳").get_by_role("link", name="填原因").first)
        hand.choose(page.locator("[name=reason_code]"), "漏用或延迟")
        hand.type(page.locator("[name=booked_on]"), f"{day:%Y-%m-%d}")
        hand.click(page.get_by_role("button", name="保存改期"))
        expect(page.locator("[data-toast]")).to_contain_text("周桂芳")
    dose.refresh_from_db()
    assert dose.booked_on == day
    assert ContactLog.objects.get().patient == dose.patient


def calls_whom_no_message_reached(page: Page, dose: Dose) -> None:
    with counted(CALL, page) as hand:
        hand.click(page.locator("#calls .call", has_text="孙玉梅").get_by_role("link", name="拨打并记录"))
        expect(page.locator("main")).to_contain_text("13612342716")
        hand.click(page.get_by_role("button", name="已联系上"))
        expect(page.locator("[data-toast]")).to_be_visible()
    assert ContactLog.objects.filter(patient=dose.patient, outcome="REACHED").exists()
    page.goto("/day/")


def holds_the_dose(page: Page, dose: Dose) -> None:
    with counted(HOLD, page) as hand:
        hand.click(line(page, "王建国").get_by_role("link", name="暂停").first)
        hand.click(page.locator("label.choice", has_text="低钙血症"))
        hand.type(page.locator("[name=review_on]"), f"{timezone.localdate() + timedelta(days=7):%Y-%m-%d}")
        hand.click(page.get_by_role("button", name="暂停"))
        expect(page.locator("[data-toast]")).to_be_visible()
    course = Course.objects.get(pk=dose.course_id)
    assert (course.state, course.hold_reason) == ("HELD", "HYPOCALCAEMIA")


def prints_the_ward_list(page: Page) -> None:
    page.goto("/day/")
    with counted(PAPER, page) as hand:
        hand.click(page.get_by_role("link", name="打印"))
        expect(page.locator(".ward-list").first).to_contain_text("孙玉梅")


def fills_the_sheet_offline(page: Page, dose: Dose, folder: Path) -> None:
    page.goto("/day/")
    with counted(DOWN, page) as hand:
        hand.click(page.get_by_role("link", name="离线表"))
        file = hand.fetch(page.get_by_role("button", name="下载离线表"), folder)
    book = load_workbook(file)
    fill(book, "欧阳淑华")
    book.save(file)
    page.goto("/day/")
    with counted(UP, page) as hand:
        hand.click(page.get_by_role("link", name="离线表"))
        hand.attach(page.locator("input[type=file]"), file)
        expect(page.locator("tr", has_text="欧阳淑华")).to_contain_text("已登记")
    dose.refresh_from_db()
    assert (dose.state, dose.batch) == ("GIVEN", "DN26081B")
