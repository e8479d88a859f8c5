"""A series larger than the memory it may take: what is near is at hand, what is far is fetched again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from imaging.models import ImagingSeries, ImagingStudy
from tests.browser.conftest import Open
from tests.browser.viewing import GRID, pane, path_of, state
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COUNT = 2000
FRAME = GRID.matrix**2 * 2
MEMORY_MB = 4
ROOM = MEMORY_MB * 1024 * 1024 // FRAME


@pytest.fixture
def long_study(study: ImagingStudy, settings: Settings) -> ImagingStudy:
    """Two thousand slices out of the twelve there are, half a millimetre apart."""
    settings.VIEWER_MEMORY_MB = MEMORY_MB
    series = ImagingSeries.objects.get(study=study)
    series.sop_uids = [series.sop_uids[index % GRID.slices] for index in range(COUNT)]
    series.z_positions = [index * 0.5 for index in range(COUNT)]
    series.rescales, series.n_instances = [[1, 0]] * COUNT, COUNT
    series.save()
    return study


@pytest.fixture
def page(open_page: Open, long_study: ImagingStudy, people: Cast) -> Iterator[Page]:
    """The series as doctor Wang sees it; closed while there is still an archive to answer it."""
    opened = open_page(people.doctor_wang, path_of(long_study))
    yield opened
    opened.close()


def settled(page: Page) -> None:
    """As many slices as fit are here, and nothing more is asked for."""
    expect(pane(page)).to_have_attribute("data-loaded", str(ROOM - 1 + ROOM % 2))


def asked_in(page: Page, ms: int) -> int:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(ms)
    return sum("/frames/" in url for url in asked)


def test_two_thousand_slices_take_no_more_memory_than_they_may(page: Page) -> None:
    expect(page.locator("[data-progress-words]")).to_contain_text(f"/ {COUNT}")
    settled(page)
    assert asked_in(page, 700) == 0
    expect(page.locator("[data-progress]")).to_be_hidden()


def test_far_slices_are_fetched_when_they_are_turned_to(page: Page) -> None:
    settled(page)
    page.keyboard.press("Home")
    expect(pane(page)).to_have_attribute("data-index", str(COUNT - 1))
    expect(page.locator("[data-waiting]").first).to_be_hidden()
    page.keyboard.press("PageDown")
    expect(page.locator("[data-waiting]").first).to_be_hidden()
    page.wait_for_timeout(500)
    assert int(state(page)["loaded"]) <= ROOM
    assert page.locator("[data-slice]").first.inner_text() == f"{COUNT - 10} / {COUNT}"


def test_a_series_that_is_not_held_whole_is_not_cut(page: Page) -> None:
    expect(page.locator("[data-waiting]").first).to_be_hidden()
    page.get_by_role("button", name="矢状").click()
    expect(page.locator("[data-say]")).to_contain_text("序列过长")
    expect(pane(page)).to_have_attribute("data-plane", "axial")
    settled(page)
