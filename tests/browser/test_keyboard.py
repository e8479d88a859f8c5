"""The scripts of the design layer, played on the style guide: keyboard, menus, one save per click."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tests.browser.conftest import Open
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FOCUSED = "document.activeElement.innerText"
THEME = "document.documentElement.dataset.theme"
BUTTON = "document.querySelector('form.language button')"
WIDTH = f"{BUTTON}.offsetWidth"
COUNT_AND_STAY = """
const form = document.querySelector('form.language');
form.addEventListener('submit', (event) => {
  window.sent = (window.sent || 0) + (event.defaultPrevented ? 0 : 1);
  event.preventDefault();
});
"""


@pytest.fixture
def guide(open_page: Open, people: Cast, settings: Settings, transactional_db: None) -> Page:
    """The style guide as nurse Li sees it."""
    settings.DEBUG = True
    return open_page(people.nurse_li, "/styleguide/")


def test_the_nurse_walks_the_list_and_acts_without_a_mouse(guide: Page) -> None:
    for key in ("j", "j", "k"):
        guide.keyboard.press(key)
    assert "周桂芳" in guide.evaluate(FOCUSED)
    guide.keyboard.press("Enter")
    guide.wait_for_url("**/styleguide/#list")


def test_the_menu_of_a_row_opens_with_a_dot_and_closes_with_escape(guide: Page) -> None:
    guide.keyboard.press("j")
    guide.keyboard.press(".")
    assert "暂停本次" in guide.evaluate(FOCUSED)
    guide.keyboard.press("ArrowDown")
    assert "未注射" in guide.evaluate(FOCUSED)
    guide.keyboard.press("Escape")
    assert guide.locator("[data-menu][open]").count() == 0


def test_single_keys_are_letters_while_typing(guide: Page) -> None:
    guide.keyboard.press("/")
    guide.keyboard.type("j.?")
    assert guide.locator("[data-search]").input_value() == "j.?"
    assert guide.locator("dialog[open]").count() == 0


def test_the_help_lists_the_keys(guide: Page) -> None:
    guide.keyboard.press("?")
    assert guide.locator("dialog[open]").get_by_text("下一行、上一行").is_visible()


def test_single_keys_can_be_switched_off(guide: Page) -> None:
    guide.evaluate("document.body.dataset.shortcuts = 'off'")
    guide.keyboard.press("?")
    assert guide.locator("dialog[open]").count() == 0


def test_d_darkens_the_page_keeps_what_is_typed_and_is_remembered(guide: Page) -> None:
    guide.locator("[data-search]").fill("d")
    assert guide.evaluate(THEME) == "light"
    guide.locator("h1").click()
    guide.keyboard.press("d")
    expect(guide.locator("html")).to_have_attribute("data-theme", "dark")
    assert guide.locator("[data-search]").input_value() == "d"
    assert guide.locator("[data-projector]").get_attribute("aria-pressed") == "true"
    guide.reload()
    assert guide.evaluate(THEME) == "dark"
    assert guide.evaluate("getComputedStyle(document.body).fontSize") == "17px"
    guide.emulate_media(media="print")
    assert guide.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_a_form_pressed_twice_is_sent_once_and_keeps_its_width(guide: Page) -> None:
    guide.evaluate(COUNT_AND_STAY)
    before = guide.evaluate(WIDTH)
    guide.evaluate(f"for (const n of [1, 2]) {BUTTON}.click()")
    guide.wait_for_selector("form.language button[aria-busy=true] >> text=正在保存")
    assert guide.evaluate("window.sent") == 1
    assert guide.evaluate(WIDTH) == before


def test_the_page_does_not_scroll_sideways_on_a_phone(
    open_page: Open, people: Cast, settings: Settings, transactional_db: None
) -> None:
    settings.DEBUG = True
    page = open_page(people.nurse_li, "/styleguide/", viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
