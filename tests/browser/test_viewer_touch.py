"""The viewer on a phone: one finger turns the slices, two zoom and move, a button gives one the window."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from imaging.models import ImagingStudy
from tests.browser.conftest import PHONE, Open
from tests.browser.viewing import GRID, pane, path_of, ready, state, until
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MIDDLE = GRID.slices // 2
LEFTMOST = """() => {
  const shown = document.querySelector("canvas[data-image]");
  const { width, height } = shown;
  const copy = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
  copy.drawImage(shown, 0, 0);
  const row = copy.getImageData(0, Math.floor(height / 2), width, 1).data;
  for (let x = 0; x < width; x += 1) if (row[4 * x] > 30) return x / (width / shown.clientWidth);
  return -1;
}"""
TWO_FRAMES = "new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
Place = tuple[float, float]


class Hand:
    """Fingers on the first picture, in pixels from its middle."""

    def __init__(self, page: Page) -> None:
        self._line: CDPSession = page.context.new_cdp_session(page)
        box = page.locator("[data-box]").first.bounding_box()
        assert box is not None
        self._middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def put(self, *fingers: Place) -> None:
        self._send("touchStart", fingers)

    def move(self, *fingers: Place) -> None:
        self._send("touchMove", fingers)

    def lift(self, *staying: Place) -> None:
        self._send("touchEnd", staying)

    def drag(self, start: Place, end: Place) -> None:
        self.put(start)
        for part in (0.25, 0.5, 0.75, 1):
            self.move((start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part))
        self.lift()

    def _send(self, kind: str, fingers: tuple[Place, ...]) -> None:
        x, y = self._middle
        points: list[dict[str, Any]] = [
            {"x": x + dx, "y": y + dy, "id": number} for number, (dx, dy) in enumerate(fingers)
        ]
        self._line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def tap(button: Locator, is_done: Callable[[], bool]) -> None:
    """Until it is done: on a slow machine the finger stays so long that the button is held, not tapped."""

    def tapped() -> bool:
        button.tap()
        return is_done()

    until(tapped)


def choose(phone: Page, tool: str) -> None:
    """The tool the finger has from now on."""
    button = phone.locator(f"[data-tool={tool}]")
    tap(button, lambda: button.get_attribute("aria-pressed") == "true")


@pytest.fixture
def phone(open_page: Open, study: ImagingStudy, people: Cast) -> Iterator[Page]:
    page = ready(open_page(people.doctor_wang, path_of(study), viewport=PHONE, touch=True))
    page.locator("[data-box]").first.scroll_into_view_if_needed()
    yield page
    page.close()


def test_one_finger_turns_the_slices_and_scrolls_nothing_else(phone: Page) -> None:
    expect(phone.locator("[data-tool=scroll]")).to_have_attribute("aria-pressed", "true")
    before = phone.evaluate("scrollY")
    Hand(phone).drag((0, -20), (0, 5))
    expect(pane(phone)).to_have_attribute("data-index", str(MIDDLE - 3))
    Hand(phone).drag((0, 20), (0, -20))
    expect(pane(phone)).to_have_attribute("data-index", str(MIDDLE + 2))
    assert phone.evaluate("scrollY") == before


def test_two_fingers_zoom(phone: Page) -> None:
    hand = Hand(phone)
    hand.put((-30, 0), (30, 0))
    for half in (40, 50, 60):
        hand.move((-half, 0), (half, 0))
    hand.lift((-60, 0))
    hand.lift()
    expect(pane(phone)).to_have_attribute("data-zoom", "2.00")
    expect(pane(phone)).to_have_attribute("data-index", str(MIDDLE))


def test_two_fingers_move_the_picture(phone: Page) -> None:
    hand, edge = Hand(phone), phone.evaluate(LEFTMOST)
    hand.put((-30, 0), (30, 0))
    for step in (20, 40):
        hand.move((-30 + step, 0), (30 + step, 0))
    hand.lift()
    until(lambda: phone.evaluate(LEFTMOST) == pytest.approx(edge + 40, abs=2))
    expect(pane(phone)).to_have_attribute("data-zoom", "1.00")


def test_the_finger_that_is_lifted_last_turns_no_pages(phone: Page) -> None:
    hand = Hand(phone)
    hand.put((-30, 0), (30, 0))
    hand.move((-31, 0), (31, 0))
    hand.lift((-31, 0))
    for down in (10, 30, 60):
        hand.move((-31, down))
    hand.lift()
    phone.evaluate(TWO_FRAMES)
    expect(pane(phone)).to_have_attribute("data-index", str(MIDDLE))


def test_a_button_gives_the_finger_the_window(phone: Page) -> None:
    choose(phone, "window")
    Hand(phone).drag((0, 0), (20, -20))
    until(lambda: abs(int(state(phone)["width"]) - 2600) < 10)
    seen = state(phone)
    assert abs(int(seen["level"]) - 600) < 10
    assert seen["index"] == str(MIDDLE)
    tap(phone.locator("[data-preset=BONE]"), lambda: state(phone)["width"] == "2500")


def test_a_pinch_while_measuring_leaves_no_line(phone: Page) -> None:
    choose(phone, "measure")
    hand = Hand(phone)
    hand.put((-30, 0))
    hand.move((-20, 0))
    hand.put((-20, 0), (30, 0))
    hand.move((-40, 0), (50, 0))
    hand.lift()
    expect(phone.locator("[data-measured]")).to_be_hidden()
    hand.drag((-40, 0), (40, 0))
    expect(phone.locator("[data-measured]")).to_be_visible()


def test_everything_is_within_reach_of_a_thumb(phone: Page) -> None:
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    small = phone.evaluate(
        """() => [...document.querySelectorAll(".viewer-tools button:not([hidden])")]
          .map((one) => one.getBoundingClientRect())
          .filter(({ height, left, right }) => height < 44 || left < 0 || right > innerWidth).length"""
    )
    assert small == 0
