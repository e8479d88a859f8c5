"""The diagnostic pathway in a real browser: wide, on a phone, in both languages, readable without eyes."""

import pytest

from guidelines.imaging.modalities import Modality
from tests.browser.barriers import barriers
from tests.browser.conftest import DESKTOP, PHONE, Open
from tests.cast import cast
from tests.worklist.walking import S, newcomer, scanned, stand

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]


@pytest.mark.parametrize(("language", "viewport"), [("zh-hans", PHONE), ("en", DESKTOP)])
def test_the_panel_and_its_pages_are_readable(open_page: Open, language: str, viewport: object) -> None:
    people = cast()
    row = newcomer(people)
    stand(people, row, S.LC_CONFIRMED, S.SCREEN_DUE, S.BS_POSITIVE)
    scanned(people, row, Modality.BS, "L2", "L4")
    paths = (
        f"/patients/{row.pk}/",
        f"/patients/{row.pk}/pathway/to/CONFIRM_WIDESPREAD/",
        f"/patients/{row.pk}/pathway/to/CONFIRM_LOCALISED/",
        f"/patients/{row.pk}/pathway/risk/",
    )
    for index, path in enumerate(paths):
        page = open_page(people.doctor_wang, path, viewport=viewport, language=language, probed=True)
        width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert width <= 0, path
        page.locator("#pathway details").evaluate_all("all => all.forEach(one => one.open = true)")
        assert barriers(page) == ""
        if index == 0:
            page.evaluate("document.documentElement.dataset.theme = 'dark'")
            assert barriers(page) == ""


def test_a_step_is_taken_with_the_mouse(open_page: Open) -> None:
    people = cast()
    row = newcomer(people)
    stand(people, row, S.LC_CONFIRMED, S.SCREEN_DUE)
    page = open_page(people.doctor_wang, f"/patients/{row.pk}/", language="en")
    page.locator("#pathway").get_by_role("link", name="Take the step Bone scan positive").click()
    page.locator("label", has_text="Positive").click()
    page.get_by_role("button", name="Confirm the step").click()
    page.locator("#pathway .path-state", has_text="Bone scan positive").wait_for()
    assert page.locator("#pathway [aria-current=step]").count() == 1
