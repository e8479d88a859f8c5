"""What follows a meeting, in a real browser: a course confirmed in two actions, an outcome in two."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from bonetherapy.models import Course
from mdt.models import Decision, Meeting
from patients.models import Patient
from tests.browser.conftest import Open
from tests.cast import Cast
from tests.mdt.following.board_day import concluded, start_denosumab

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def decision(people: Cast, zhang: Patient) -> Decision:
    """Yesterday's board wants denosumab within a fortnight."""
    today = timezone.localdate()
    made = start_denosumab(concluded(people, zhang), people.doctor_wang, today + timedelta(days=14))
    Meeting.objects.update(starts_at=timezone.now() - timedelta(days=1))
    return made


def test_the_proposed_course_is_confirmed_in_two_actions(
    decision: Decision, people: Cast, open_page: Open
) -> None:
    page = open_page(people.doctor_wang, "/tasks/")
    page.locator("[data-row]", has_text="地舒单抗").get_by_role("link", name="确认疗程").click()  # 1
    expect(page.locator("input[name=interval_days]")).to_have_value("28")
    page.get_by_role("button", name="确认", exact=True).click()  # 2
    expect(page.locator("[data-toast]")).to_contain_text("疗程已确认")
    decision.refresh_from_db()
    assert decision.course == Course.objects.get()


@pytest.mark.parametrize(
    ("word", "outcome", "reason"), [("已落实", "IMPLEMENTED", ""), ("患者拒绝", "NOT", "DECLINED")]
)
def test_was_it_done_is_answered_in_two_actions(
    decision: Decision, people: Cast, open_page: Open, word: str, outcome: str, reason: str
) -> None:
    Decision.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    page = open_page(people.doctor_wang, "/tasks/")
    page.locator("[data-row]", has_text="地舒单抗").get_by_role("link", name="落实了吗？").click()  # 1
    page.get_by_role("button", name=word).first.click()  # 2
    expect(page.locator("[data-toast]")).to_contain_text("回答已记录")
    decision.refresh_from_db()
    assert (decision.outcome, decision.outcome_reason) == (outcome, reason)
