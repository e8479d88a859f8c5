"""What the tests of the viewer share: the phantom they look at, its panes, and a hand on the mouse."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from imaging.models import ImagingStudy
from imaging.phantom.grid import FIELD_MM, Grid

GRID = Grid(128, 12)  # fine enough for a lesion to have an inside
LAST = GRID.slices - 1
PATIENCE_S = 60


def path_of(study: ImagingStudy, beside: ImagingStudy | None = None) -> str:
    more = f"?beside={beside.id}" if beside else ""
    return reverse("imaging:viewer", args=[study.id]) + more


def pane(page: Page, number: int = 0) -> Any:
    return page.locator("[data-pane]").nth(number)


def ready(page: Page, slices: int = GRID.slices) -> Page:
    expect(pane(page)).to_have_attribute("data-loaded", str(slices))
    expect(page.locator("[data-waiting]").first).to_be_hidden()
    return page


def state(page: Page, number: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = pane(page, number).evaluate("(one) => ({ ...one.dataset })")
    return found


def sides(page: Page) -> str:
    """Left, right, top, bottom."""
    return " ".join(" ".join(page.locator("[data-edge]").all_inner_texts()).split())


def to_slice(page: Page, index: int) -> None:
    page.keyboard.press("End")
    for _step in range(index):
        page.keyboard.press("ArrowUp")
    expect(pane(page)).to_have_attribute("data-index", str(index))


def until(condition: Callable[[], object]) -> None:
    """Waits for something that happens on the server, or on the screen with its next frame."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("it did not happen")


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """From one place of the first picture to another, in parts of it."""
    box = page.locator("[data-box]").first.bounding_box()
    assert box is not None
    (x, y), (to_x, to_y) = (
        (box["x"] + part * box["width"], box["y"] + other * box["height"]) for part, other in (start, end)
    )
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move((x + to_x) / 2, (y + to_y) / 2)
    page.mouse.move(to_x, to_y)
    page.mouse.up()


def place(page: Page, x_mm: float, y_mm: float) -> tuple[float, float]:
    """A place of the body as a part of the picture."""
    box = page.locator("[data-box]").first.bounding_box()
    assert box is not None
    side = min(box["width"], box["height"])
    left, top = (box["width"] - side) / 2, (box["height"] - side) / 2
    across, down = ((value / FIELD_MM + 0.5) * side for value in (x_mm, y_mm))
    return (left + across) / box["width"], (top + down) / box["height"]
