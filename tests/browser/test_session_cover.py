"""A session ends while somebody types: nothing is lost, nothing is shown to another, and the form goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import time

import pytest
from django.contrib.sessions.backends.base import SessionBase
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import OpenSession, User
from accounts.sessions.store import SEEN, SessionStore
from tests.browser.barriers import barriers
from tests.browser.conftest import visit
from tests.cast import PASSWORD, Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COVER, WARNING = "#session-cover", "#session-warning"
SAVE = "main form[data-save] .button--primary"
SHORTCUTS = "main [name=has_shortcuts]"


@pytest.fixture
def nurse(people: Cast, transactional_db: None) -> User:
    people.nurse_li.set_password(PASSWORD)
    people.nurse_li.save()
    return people.nurse_li


@pytest.fixture
def page(browser: Browser, site: LiveServer, nurse: User) -> Iterator[Page]:
    """Her own account, where she has changed a choice and not saved it; the page's clock is ours.

    Not by `open_page`: a browser notes every 401 in its console, and here they are meant.
    """
    problems: list[str] = []
    context = visit(browser, site.url, nurse, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.clock.install()
    page.goto("/accounts/profile/")
    page.uncheck(SHORTCUTS, force=True)
    yield page
    context.close()
    assert problems == []


def idle_for(seconds: int) -> None:
    """Nobody has done anything in the session for so long."""
    row = OpenSession.objects.get()
    stored: SessionBase = SessionStore(row.session_key)
    stored[SEEN] = int(time()) - seconds
    stored.save()


@contextmanager
def answers_held(page: Page) -> Iterator[None]:
    """What the page asks about its session inside is answered at the end: a slow server."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/accounts/session/", hold)
    yield
    (waiting,) = held
    waiting.continue_()
    page.unroute("**/accounts/session/", hold)


def come_back(page: Page) -> None:
    page.fill("#session-password", PASSWORD)
    page.press("#session-password", "Enter")
    expect(page.locator(COVER)).to_be_hidden()


def test_a_warning_comes_first_and_one_press_stays(page: Page) -> None:
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.clock.run_for(61_000)  # she was at work: the server is told
    idle_for(14 * 60)
    page.clock.run_for(13 * 60_000)

    expect(page.locator(WARNING)).to_be_visible()
    assert barriers(page) == ""
    with answers_held(page):
        page.evaluate("document.dispatchEvent(new CustomEvent('session:ask'))")
        page.click("[data-session-stay]")  # pressed while the server is being asked
    expect(page.locator(WARNING)).to_be_hidden()
    expect(page.locator(COVER)).to_be_hidden()


def test_what_was_pressed_after_the_end_goes_on_when_the_same_person_is_back(page: Page, nurse: User) -> None:
    OpenSession.objects.all().delete()
    page.click(SAVE)

    expect(page.locator(COVER)).to_be_visible()
    expect(page.locator("main")).to_be_hidden()
    assert page.title() == "已锁定 · BoneBoard"
    assert barriers(page) == ""
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator(COVER)).to_be_visible()
    come_back(page)
    expect(page.get_by_text("已保存")).to_be_visible()
    nurse.refresh_from_db()
    assert not nurse.has_shortcuts


def test_what_was_pressed_first_is_sent_however_slow_the_server_is(page: Page, nurse: User) -> None:
    with answers_held(page):
        page.click(SAVE)
        page.evaluate("document.querySelector('form.language button').click()")
    expect(page.get_by_text("已保存")).to_be_visible()
    nurse.refresh_from_db()
    assert (nurse.has_shortcuts, nurse.language) == (False, "zh-hans")


def test_a_request_of_htmx_waits_for_its_person_too(page: Page, nurse: User) -> None:
    OpenSession.objects.all().delete()
    page.click("summary.user-summary")
    page.click("[data-projector]")

    expect(page.locator(COVER)).to_be_visible()
    come_back(page)
    expect(page.locator("html[data-theme=dark]")).to_be_attached()
    assert not page.is_checked(SHORTCUTS)


def test_another_user_does_not_see_it(page: Page, people: Cast) -> None:
    OpenSession.objects.all().delete()
    page.click(SAVE)
    page.click(f"{COVER} [action$='/logout/'] button")

    page.wait_for_url("**/accounts/login/")
    people.nurse_li.refresh_from_db()
    assert people.nurse_li.has_shortcuts


def test_locking_keeps_what_was_typed_and_else_leaves_the_page(page: Page) -> None:
    page.keyboard.press("Shift+L")
    expect(page.locator(COVER)).to_be_visible()
    come_back(page)
    assert not page.is_checked(SHORTCUTS)

    page.goto("/patients/")
    page.keyboard.press("Shift+L")
    page.wait_for_url("**/accounts/lock/")
    assert barriers(page) == ""
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/patients/")
