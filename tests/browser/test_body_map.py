"""The lesion register in a real browser: a bone is chosen, the form is filled in, the mark is on the map."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.barriers import barriers
from tests.browser.conftest import DESKTOP, PHONE, Open
from tests.cast import Cast, cast, patient
from tests.imaging.measured import four_lesions

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]


def stage() -> tuple[Cast, str]:
    people = cast()
    row = patient(people.oncology_1, responsible_doctor=people.doctor_wang)
    four_lesions(people, row)
    return people, f"/patients/{row.pk}/lesions/"


def by_mouse(page: Page) -> None:
    page.locator('[data-bone="humerus-left"]').first.click()


def by_keyboard(page: Page) -> None:
    page.locator('[data-bone="humerus-left"]').first.focus()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("choose", [by_mouse, by_keyboard])
def test_a_bone_becomes_a_lesion(open_page: Open, choose: Callable[[Page], None]) -> None:
    people, path = stage()
    page = open_page(people.doctor_wang, path)
    choose(page)
    page.wait_for_url("**/lesion/add/**")
    assert page.locator("[name=bone]").input_value() == "HUMERUS"
    assert (page.locator("[name=site]").input_value(), page.locator("[name=side]").input_value()) == (
        "肱骨",
        "left",
    )
    page.locator("label", has_text="溶骨性").click()
    page.locator("main button[type=submit].button--primary").click()
    page.wait_for_url(f"**{path}")
    mark = page.locator('svg.bodymap-figure a.chart-mark[aria-label*="左侧肱骨"]')
    assert mark.count() == 1
    assert mark.locator("circle").count() == 2
    assert page.locator(".lesion-title", has_text="左侧肱骨").count() == 1


def test_n_adds_a_lesion(open_page: Open) -> None:
    people, path = stage()
    page = open_page(people.doctor_wang, path)
    page.keyboard.press("n")
    page.wait_for_url("**/lesion/add/**")


def test_a_lesion_is_chosen_from_the_list_of_bones(open_page: Open) -> None:
    people, path = stage()
    page = open_page(people.doctor_wang, path)
    page.locator(".bodymap-sites summary").first.click()
    page.locator(".bodymap-sites a", has_text="T11").first.click()
    page.wait_for_url("**/lesion/add/**")
    assert page.locator("[name=site]").input_value() == "T11"


def test_diameters_are_typed_and_the_line_grows(open_page: Open) -> None:
    people, path = stage()
    page = open_page(people.doctor_wang, path)
    before = page.locator(".table--studies tbody tr", has_text="磁共振").first
    before.get_by_role("link", name="测量").click()
    page.locator("[name^=long_]").last.fill("24.0")
    page.locator("[name^=short_]").last.fill("16.5")
    page.locator("main button[type=submit].button--primary").click()
    page.wait_for_url(f"**{path}")
    assert page.locator(".lesion", has_text="24.0 × 16.5 mm").count() == 1


def test_the_class_changes_while_the_reader_states(open_page: Open) -> None:
    people, path = stage()
    page = open_page(people.doctor_wang, path)
    page.locator(".table--studies tbody tr", has_text="68.0").get_by_role("link", name="疗效").click()
    page.wait_for_load_state()
    assert page.locator("#judged .badge").first.inner_text() == "进展 PD"
    page.locator("[name=new_lesion]").select_option("NONE")
    page.locator("#judged .badge", has_text="稳定 SD").wait_for()


@pytest.mark.parametrize(("language", "viewport"), [("zh-hans", PHONE), ("en", DESKTOP)])
def test_the_register_is_readable(open_page: Open, language: str, viewport: object) -> None:
    people, path = stage()
    page = open_page(people.doctor_wang, path, viewport=viewport, language=language, probed=True)
    page.locator("details").evaluate_all(
        "all => all.forEach(one => { if (!one.dataset.menu) one.open = true })"
    )
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert barriers(page) == ""
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert barriers(page) == ""


def test_callouts_of_the_drawn_page_stay_apart(open_page: Open) -> None:
    people, path = stage()
    page = open_page(people.doctor_wang, path)
    boxes = page.locator(".bodymap-figure a.chart-mark text:not([data-on])").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(at => [at.top, at.bottom, at.left, at.right])"
    )
    assert len(boxes) == 4
    for at, (top, bottom, left, right) in enumerate(boxes):
        for above, below, before, after in boxes[at + 1 :]:
            assert bottom <= above or below <= top or right <= before or after <= left
