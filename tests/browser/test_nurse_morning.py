"""The nurse's list in a real browser: back again, by key, on a phone; the whole day is played in `days/`."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from bonetherapy.models import Dose
from tests.bonetherapy.pages.morning import morning
from tests.browser.conftest import PHONE, Open
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "correct horse battery"
NEXT_DAYS = 28


@pytest.fixture
def ward(people: Cast) -> dict[str, Dose]:
    """The morning, and a batch the nurse already typed today."""
    doses = morning(people)
    first = doses["何文彬"]
    Dose.objects.filter(pk=first.pk).update(
        state="GIVEN",
        given_by=people.nurse_li,
        given_at=timezone.now(),
        given_on=timezone.localdate(),
        recorded_at=timezone.now(),
        dose_mg=120,
        route="SC",
        site="LEFT_ARM",
        batch="DN26081B",
        expires_on=timezone.localdate().replace(year=timezone.localdate().year + 2, day=1),
    )
    return doses


def next_date() -> str:
    return f"{timezone.localdate() + timedelta(days=NEXT_DAYS):%Y-%m-%d}"


def test_a_dose_is_recorded_and_taken_back(ward: dict[str, Dose], people: Cast, open_page: Open) -> None:
    page = open_page(people.nurse_li, "/day/")
    expect(page.locator(".counter-number").first).to_have_text("4")
    page.locator("tr[data-row]", has_text="张桂兰").get_by_role("link", name="注射").first.click()
    expect(page.locator(".consequence-date")).to_have_text(next_date())
    page.locator("label.tick").nth(0).click()
    page.locator("label.tick").nth(1).click()
    page.locator("label.choice", has_text="左腹部").click()
    page.get_by_role("button", name="确认已注射").click()
    toast = page.locator("[data-toast]")
    expect(toast).to_contain_text("张桂兰")
    expect(toast).to_contain_text(next_date()[5:])
    expect(page.locator("tr[data-row]", has_text="张桂兰")).to_have_count(0)
    toast.get_by_role("link", name="撤销").click()
    page.locator("textarea").fill("选错患者")
    page.get_by_role("button", name="确认撤销").click()
    expect(page.locator("tr[data-row]", has_text="张桂兰")).to_have_count(1)


def test_signing_in_leads_to_the_day(ward: dict[str, Dose], people: Cast, open_page: Open) -> None:
    user = User.objects.get(pk=people.nurse_li.pk)
    user.set_password(PASSWORD)
    user.save()
    page = open_page(None, "/")
    page.locator("input[name=username]").fill(user.username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("李敏")


def test_with_the_keyboard_alone(ward: dict[str, Dose], people: Cast, open_page: Open) -> None:
    page = open_page(people.nurse_li, "/day/?show=today&agent=IBANDRONATE")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("伊班膦酸")
    page.wait_for_load_state()  # its scripts put the focus where they want it first
    page.locator("#id_identity_confirmed").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for typed in ("IB2601", f"{timezone.localdate().year + 2}-07"):
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    page.locator("[name=site]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-toast]")).to_contain_text("马国庆")


def test_a_new_time_moves_the_next_date(ward: dict[str, Dose], people: Cast, open_page: Open) -> None:
    page = open_page(people.nurse_li, f"/doses/{ward['张桂兰'].id}/give/")
    yesterday = timezone.localdate() - timedelta(days=1)
    page.locator("[name=given_at]").fill(f"{yesterday:%Y-%m-%d}T09:00")
    page.locator("[name=given_at]").press("Tab")
    moved = yesterday + timedelta(days=NEXT_DAYS)
    expect(page.locator(".consequence-date")).to_have_text(f"{moved:%Y-%m-%d}")


def test_a_phone_never_scrolls_sideways(ward: dict[str, Dose], people: Cast, open_page: Open) -> None:
    page = open_page(people.nurse_li, "/day/", viewport=PHONE)
    dose = f"/doses/{ward['周桂芳'].id}"
    for path in ("/day/", "/calendar/", f"{dose}/give/", f"{dose}/rebook/", f"{dose}/not-given/"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
