"""Signing in a real browser, and no barrier on the pages of minutes; closing is played in `days/`."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from mdt.enums import ApprovalStep
from mdt.models import Meeting, Minutes
from mdt.services.closing import meeting_close
from patients.models import Patient
from tests.browser.barriers import barriers
from tests.browser.conftest import PHONE, Open
from tests.cast import Cast
from tests.mdt.minutes.stage import CLOSING, closed_case, session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def held(people: Cast, zhang: Patient) -> Meeting:
    made = session(people, approval=[ApprovalStep.DISCIPLINES])
    closed_case(people, zhang, made, patient_wish="W" * 300)
    return made


def test_what_waits_is_read_and_signed(held: Meeting, people: Cast, open_page: Open) -> None:
    meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)
    page = open_page(people.radiologist_he, "/patients/", probed=True)
    page.get_by_role("link", name="待签署（1）").first.click()
    expect(page.locator("main")).to_contain_text("T8 外照射 30 Gy / 10 次")
    assert barriers(page) == ""
    page.get_by_role("button", name="已阅，全部签署").click()
    expect(page.locator("main")).to_contain_text("没有待您签署的纪要")
    assert held.signatures.get().signed_by == people.radiologist_he


def test_sealed_minutes_are_read_on_a_phone(people: Cast, zhang: Patient, open_page: Open) -> None:
    made = session(people)
    closed_case(people, zhang, made, patient_wish="W" * 300)
    meeting_close(by=people.coordinator_qian, meeting=made, now=CLOSING)
    minutes = Minutes.objects.get()
    addresses = [
        reverse("minutes:case", args=[zhang.id, minutes.id]),
        reverse("minutes:renew", args=[zhang.id, minutes.id]),
        reverse("minutes:meeting", args=[made.id]),
        reverse("minutes:verify") + f"?number={minutes.number}",
    ]
    page = open_page(people.doctor_wang, "/patients/", viewport=PHONE, probed=True)
    for address in addresses:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
        assert barriers(page) == "", address
