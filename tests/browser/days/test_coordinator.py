"""The MDT coordinator's day (product study 4.2): from what was submitted to minutes that are sent."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from time_machine import Traveller

from mdt.enums import CaseState, MeetingState
from mdt.models import Case, CaseDeferral, Decision, Meeting, MeetingMail, Minutes
from patients.models import Patient
from tests.browser.conftest import Open
from tests.browser.days.counted import Hand, Row, counted
from tests.cast import Cast, confirm_bone_metastasis, patient
from tests.mdt.casework import Table, submitted, table
from worklist.models import Task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ACCEPT = Row("4.2", "08:15", "new submissions, per case", 1)
CHASE = Row("4.2", "09:00", "chase, for all", 2)
TRIAGE = Row("4.2", "11:00", "triage with the lead, per case", 2)
AGENDA = Row("4.2", "12:00", "agenda and pre-read, in all", 3)
OPEN = Row("4.2", "15:00", "runs the room", 1)
NEXT = Row("4.2", "15:00", "next case", 1)
OUTCOME = Row("4.2", "15:06", "records outcome, per case", 6)
REPORT = Row("4.2", "Fri", "monthly report", 2)
FINISH = Row("4.2", "16:15", "finalise and send", 2)
NAMES = ("张桂兰", "李建国", "周桂芳")


@pytest.fixture
def there(people: Cast, zhang: Patient) -> Table:
    """A board without sign-off; three questions of doctor Wang for it."""
    made = table(people, approval=[], required=[])
    rows = [zhang]
    for number, name in enumerate(NAMES[1:], start=2):
        rows.append(patient(people.oncology_1, name, f"ZY{number}", responsible_doctor=people.doctor_wang))
        confirm_bone_metastasis(rows[-1], people.doctor_wang)
    for row in rows:
        submitted(made, row)
    return made


def row_of(page: Page, name: str) -> Any:
    """The case of a patient on the readiness board."""
    return page.locator("tr[data-row]", has_text=name)


def test_the_day(clock: Traveller, there: Table, people: Cast, open_page: Open, tmp_path: Path) -> None:
    page = open_page(people.coordinator_qian, "/mdt/cases/")
    accepts(page)
    asks_the_owners(page)
    triages(page, there)
    publishes_the_agenda(page, there)
    clock.move_to(there.next.starts_at - timedelta(minutes=5))
    page = open_page(people.coordinator_qian, "/")
    opens_the_room(page)
    ticks_who_came(page)
    turns_to_the_next_case(page)
    decides(page, "张桂兰", "放疗")
    decides(page, "李建国", "启动骨改良药物", "地舒单抗")
    closes_and_sends(page, there)
    takes_the_report(page, tmp_path)


def accepts(page: Page) -> None:
    for name in NAMES:
        with counted(ACCEPT, page) as hand:
            hand.click(row_of(page, name).get_by_role("button", name="接收"))
            expect(row_of(page, name).get_by_role("link", name="议程")).to_be_visible()
    assert Case.objects.filter(state="ACCEPTED").count() == len(NAMES)


def asks_the_owners(page: Page) -> None:
    with counted(CHASE, page) as hand:
        hand.click(page.locator(".toolbar label.tick"))
        hand.click(page.get_by_role("button", name="催请负责人"))
        expect(page.locator("[data-toast]").last).to_contain_text("询问")
    assert len(set(Task.objects.filter(kind="CASE_ITEM").values_list("subject_id", flat=True))) == len(NAMES)


def triages(page: Page, there: Table) -> None:
    with counted(TRIAGE, page) as hand:
        hand.click(row_of(page, "张桂兰").locator("summary"))
        hand.click(row_of(page, "张桂兰").get_by_role("button", name="紧急"))
        expect(row_of(page, "张桂兰").locator(".badge", has_text="紧急")).to_be_visible()
    with counted(TRIAGE, page) as hand:
        hand.click(row_of(page, "周桂芳").locator("summary"))
        hand.click(row_of(page, "周桂芳").get_by_role("button", name="资料不全"))
        expect(page.locator("[data-toast]").last).to_contain_text("病例已延至其他会议")
    deferral = CaseDeferral.objects.get()
    assert (deferral.reason, deferral.to_meeting) == ("MISSING_DATA", there.later)
    assert Case.objects.get(lane="URGENT").patient.name == "张桂兰"


def publishes_the_agenda(page: Page, there: Table) -> None:
    with counted(AGENDA, page) as hand:
        hand.click(row_of(page, "李建国").get_by_role("link", name="议程"))
        page.wait_for_load_state("networkidle")
        with page.expect_navigation():
            hand.click(page.get_by_role("button", name="生成议程"))
        expect(page.locator(".agenda-row").first).to_contain_text("张桂兰")
        hand.click(page.get_by_role("button", name="发布"))
        expect(page.locator("[data-toast]").last).to_contain_text("议程已发布")
    there.next.refresh_from_db()
    assert there.next.published_at is not None
    assert MeetingMail.objects.filter(invitation__meeting=there.next).exists()


def opens_the_room(page: Page) -> None:
    with counted(OPEN, page) as hand:
        hand.click(page.locator("#next-meeting").get_by_role("button", name="开始会议"))
        expect(page.locator("#live-name")).to_have_text("张桂兰")
    page.wait_for_load_state("networkidle")
    assert Meeting.objects.get(state=MeetingState.OPEN).opened_at is not None


def ticks_who_came(page: Page) -> None:
    """The study sets no target for it: opening a discipline and one tick."""
    for discipline in ("肿瘤内科", "影像科", "放疗科"):
        seat = page.locator(".seat", has_text=discipline)
        seat.locator("summary").click()
        seat.locator(".seat-tick", has_text="现场").click()
        expect(page.locator(".seat", has_text=discipline).locator("summary")).to_contain_text("1 现场")


def turns_to_the_next_case(page: Page) -> None:
    with counted(NEXT, page) as hand:
        hand.press("j")
        expect(page.locator("#live-name")).to_have_text("李建国")
    with counted(NEXT, page) as hand:
        hand.press("k")
        expect(page.locator("#live-name")).to_have_text("张桂兰")


def decides(page: Page, name: str, word: str, *more: str) -> None:
    """A decision and what the case is closed with; the room opens the next case by itself."""
    expect(page.locator("#live-name")).to_have_text(name)
    page.wait_for_load_state("networkidle")
    with counted(OUTCOME, page) as hand:
        hand.click(page.locator(".desk-type", has_text=word).first)
        for detail in more:
            hand.click(page.locator("#decision-form label.choice", has_text=detail))
        hand.click(page.get_by_role("button", name="保存决策"))
        expect(page.locator(".decided-one")).to_be_visible()
        concludes(page, hand)
    case = Case.objects.get(patient__name=name)
    assert case.state == CaseState.CLOSED
    assert Decision.objects.get(case=case).owner is not None


def concludes(page: Page, hand: Hand) -> None:
    hand.type(page.locator("#text_conclusion"), "按上述执行")
    hand.click(page.locator("[data-text=drug_statement] label.choice", has_text="启动"))
    hand.type(page.locator("#text_drug_text"), "地舒单抗")
    with page.expect_navigation():
        hand.click(page.get_by_role("button", name="结束本例"))


def takes_the_report(page: Page, folder: Path) -> None:
    page.goto("/mdt/cases/")
    with counted(REPORT, page) as hand:
        hand.click(page.get_by_role("link", name="报表"))
        expect(page.locator("h1")).to_contain_text("2025-03-01")
        kept = hand.fetch(page.get_by_role("link", name="导出（XLSX）"), folder)
    rows = list(load_workbook(kept).worksheets[0].iter_rows(values_only=True))
    concluded = next(row for row in rows if row[1] == "已讨论病例")
    assert (rows[0][1], concluded[2]) == ("钱悦", "2")


def closes_and_sends(page: Page, there: Table) -> None:
    page.wait_for_load_state("networkidle")
    with counted(FINISH, page) as hand:
        hand.click(page.get_by_role("link", name="结束会议"))
        hand.click(page.get_by_role("button", name="结束并送签"))
        expect(page.locator("[data-toast]").last).to_contain_text("会议已结束")
    there.next.refresh_from_db()
    assert there.next.state == MeetingState.SIGNED
    assert Minutes.objects.count() == 2
