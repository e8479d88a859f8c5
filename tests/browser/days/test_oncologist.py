"""The oncologist's day (product study 4.1): from the ward round to "was it done?"."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from time_machine import Traveller

from accounts.enums import Discipline
from bonetherapy.models import Course
from imaging.models import ImagingStudy, KeyImage
from imaging.services.key_images import KeyImageSpec, key_image_add
from mdt.enums import ApprovalStep, CaseState, MeetingState
from mdt.models import Case, Decision, Meeting, PanelOpinion
from mdt.services.asking import owners_ask
from mdt.services.closing import meeting_close
from mdt.services.triage import case_accept
from patients.models import Patient
from tests.browser.conftest import Open
from tests.browser.days.counted import Row, counted
from tests.browser.viewing import pane
from tests.cast import TODAY, Cast
from tests.mdt.boards import came, decision
from tests.mdt.casework import NOW, QUESTION, Table, table
from tests.mdt.following.board_day import start_denosumab
from worklist.models import Task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SUBMIT = Row("4.1", "08:00", "wants the board", 3)
MISSING = Row("4.1", "10:30", "asked for a missing item", 3)
OPINION = Row("4.1", "13:00", "gives an opinion before the meeting", 3)
IMAGE = Row("4.1", "15:00", "looks at the bone window", 1)
SIGN = Row("4.1", "16:30", "signs", 2)
CONFIRM = Row("4.1", "next day", "confirms the schedule proposed", 2)
ANSWER = Row("4.1", "+30 d", "answers: was it done?", 2)


@pytest.fixture
def there(people: Cast) -> Table:
    """A board whose disciplines sign."""
    return table(people, approval=[ApprovalStep.DISCIPLINES])


@pytest.fixture
def kept(study: ImagingStudy, zhang: Patient, people: Cast) -> KeyImage:
    """A slice somebody kept, in a window of its own."""
    spec = KeyImageSpec(
        series_id=study.series.get().id, slice_index=3, width=1800, level=500, caption="T8 溶骨"
    )
    return key_image_add(by=people.radiologist_he, patient=zhang, spec=spec, today=TODAY)


def test_the_day(
    clock: Traveller, there: Table, people: Cast, zhang: Patient, kept: KeyImage, open_page: Open
) -> None:
    doctor = people.doctor_wang
    submits(open_page(doctor, f"/patients/{zhang.id}/"))
    case = Case.objects.get()
    case_accept(by=people.coordinator_qian, case=case, now=NOW)
    owners_ask(by=people.coordinator_qian, cases=[case], now=NOW)
    page = open_page(doctor, "/")
    answers_for_what_is_missing(page)
    gives_an_opinion(page)
    clock.move_to(there.next.starts_at)
    opened(there.next, people)
    looks_at_the_bone_window(open_page(doctor, f"/mdt/meetings/{there.next.id}/live/"), kept)
    concluded(case, people)
    meeting_close(by=people.coordinator_qian, meeting=there.next, now=timezone.now())
    signs(open_page(doctor, "/"))
    clock.move_to(there.next.starts_at + timedelta(days=1))
    confirms_the_course(open_page(doctor, "/"))
    clock.move_to(there.next.starts_at + timedelta(days=30))
    answers_whether_it_was_done(open_page(doctor, "/"))


def submits(page: Page) -> None:
    with counted(SUBMIT, page) as hand:
        hand.click(page.get_by_role("link", name="提交 MDT", exact=True))
        hand.type(page.locator("textarea[name=question]"), QUESTION)
        hand.click(page.locator("label.choice", has_text="紧急"))
        hand.click(page.get_by_role("button", name="提交", exact=True))
        expect(page.locator("#cases")).to_contain_text(QUESTION)
    assert Case.objects.get().lane == "URGENT"


def answers_for_what_is_missing(page: Page) -> None:
    task = Task.objects.filter(kind="CASE_ITEM", role="ONCOLOGIST").earliest("key")
    with counted(MISSING, page) as hand:
        hand.click(page.locator("#task .finding", has_text=task.why).get_by_role("link"))
        hand.type(page.locator("[name=evidence]"), "已在外院完成，报告随后上传")
        hand.click(page.get_by_role("button", name="办结"))
        expect(page.locator("[data-toast]")).to_be_visible()
    task.refresh_from_db()
    assert task.state == "DONE"
    page.goto("/")


def gives_an_opinion(page: Page) -> None:
    with counted(OPINION, page) as hand:
        hand.click(page.locator("#pre-reads").get_by_role("link", name="阅读并发表意见"))
        hand.click(page.locator("label.choice", has_text="同意"))
        hand.click(page.get_by_role("button", name="保存"))
        expect(page.locator(".finding .badge").first).to_contain_text("同意")
    assert PanelOpinion.objects.get().stance == "AGREE"
    page.goto("/")
    expect(page.locator("#pre-reads")).to_have_count(0)
    page.close()  # its side may still be on the way, and would come to a session that is over


def opened(meeting: Meeting, people: Cast) -> None:
    """The room, with everybody there."""
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.OPEN, opened_at=meeting.starts_at)
    came(meeting, people.doctor_wang, Discipline.MED_ONC)
    came(meeting, people.radiologist_he, Discipline.RADIOLOGY)
    came(meeting, people.panel_member_lin, Discipline.RAD_ONC)


def looks_at_the_bone_window(page: Page, kept: KeyImage) -> None:
    with counted(IMAGE, page) as hand:
        hand.click(page.locator(".live-images a").first)
        expect(pane(page)).to_have_attribute("data-index", str(kept.slice_index))
        expect(pane(page)).to_have_attribute("data-width", str(kept.width))
    page.close()


def concluded(case: Case, people: Cast) -> None:
    """What the coordinator recorded: radiotherapy, and denosumab for doctor Wang to start."""
    decision(case, people.doctor_wang)
    start_denosumab(case, people.doctor_wang, timezone.localdate() + timedelta(days=14))
    ended = {"state": CaseState.CLOSED, "closed_at": timezone.now(), "closed_by": people.doctor_wang}
    Case.objects.filter(pk=case.pk).update(**ended, conclusion="启动地舒单抗。")


def signs(page: Page) -> None:
    with counted(SIGN, page) as hand:
        hand.click(page.get_by_role("link", name="待签署（1）").first)
        hand.click(page.get_by_role("button", name="已阅，全部签署"))
        expect(page.locator("main")).to_contain_text("没有待您签署的纪要")


def confirms_the_course(page: Page) -> None:
    with counted(CONFIRM, page) as hand:
        hand.click(page.locator("#others .finding", has_text="地舒单抗").get_by_role("link", name="确认疗程"))
        expect(page.locator("input[name=interval_days]")).to_have_value("28")
        hand.click(page.get_by_role("button", name="确认", exact=True))
        expect(page.locator("[data-toast]")).to_contain_text("疗程已确认")
    assert Decision.objects.get(type="BMA_START").course == Course.objects.get()


def answers_whether_it_was_done(page: Page) -> None:
    with counted(ANSWER, page) as hand:
        row = page.locator("#others .finding", has_text="外照射")
        hand.choose(row.get_by_role("combobox"), "患者拒绝")
        hand.click(row.get_by_role("button"))
        expect(page.locator("[data-toast]")).to_contain_text("回答已记录")
    told = Decision.objects.get(type="RT")
    assert (told.outcome, told.outcome_reason) == ("NOT", "DECLINED")
