"""The viewer in a real browser: greys against the formula of DICOM, what it measures, what it records."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from imaging.enums import WindowEvidence
from imaging.evidence.dwell import unpacked
from imaging.models import (
    BoneWindowReview,
    BoneWindowStatement,
    ImagingStudy,
    KeyImage,
    Lesion,
    LesionMeasurement,
)
from imaging.phantom.lesions import BLASTIC, LYTIC, T8_MM, Scan
from imaging.phantom.variants import Variant
from imaging.phantom.volume import slices_of
from imaging.selectors.evidence import grade_of, with_evidence
from patients.models import Patient
from tests.browser.conftest import DESKTOP, PHONE, Open, barriers, visit
from tests.browser.viewing import GRID, LAST, drag, pane, path_of, place, ready, sides, state, to_slice, until
from tests.cast import Cast
from tests.imaging.images import scanned

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WINDOWS = {"1": (2500, 700), "2": (1550, -550), "3": (450, 50)}
PATCHES = {"lytic": LYTIC, "blastic": BLASTIC}
GREY = """([column, row, columns, rows]) => {
  const shown = document.querySelector("canvas[data-image]");
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: shown.width, height: shown.height });
  canvas.getContext("2d", { willReadFrequently: true }).drawImage(shown, 0, 0);
  const side = Math.min(canvas.width / columns, canvas.height / rows);
  const at = (count, size, index) => Math.floor((size - count * side) / 2 + (index + 0.5) * side);
  const place = [at(columns, canvas.width, column), at(rows, canvas.height, row), 1, 1];
  return canvas.getContext("2d").getImageData(...place).data[0];
}"""
HIDE = "Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })"


@pytest.fixture
def opened(open_page: Open, study: ImagingStudy, people: Cast) -> Iterator[Page]:
    """The CT as doctor Wang sees it, whole; its last batch is sent before the tables are emptied."""
    page = ready(open_page(people.doctor_wang, path_of(study)))
    yield page
    page.close()


class TestPictures:
    def test_a_ct_opens_in_the_bone_window_on_its_middle_slice(self, opened: Page) -> None:
        assert {name: state(opened)[name] for name in ("width", "level", "index", "plane")} == {
            "width": "2500",
            "level": "700",
            "index": str(GRID.slices // 2),
            "plane": "axial",
        }
        expect(opened.locator("[data-preset=BONE]")).to_have_attribute("aria-pressed", "true")
        expect(opened.get_by_text("仅供复核")).to_be_visible()

    def test_greys_are_those_of_the_formula_in_every_window(self, opened: Page) -> None:
        volume = list(slices_of(GRID, Scan.BASELINE))
        for name, lesion in PATCHES.items():
            row, column = GRID.pixel_of(lesion.x, lesion.y)
            index = round(lesion.z / 5 + (GRID.slices - 1) / 2)
            to_slice(opened, index)
            value = float(np.asarray(volume[index])[row, column])
            for key, (width, level) in WINDOWS.items():
                opened.keyboard.press(key)
                expect(pane(opened)).to_have_attribute("data-width", str(width))
                expected = min(max((value - level + 0.5) / (width - 1) + 0.5, 0), 1) * 255
                grey = opened.evaluate(GREY, [column, row, GRID.matrix, GRID.matrix])
                assert grey == pytest.approx(expected, abs=1.5), (name, width, level)

    def test_b_is_the_bone_window_whatever_was_dragged(self, opened: Page) -> None:
        drag(opened, (0.5, 0.5), (0.7, 0.6))
        expect(pane(opened)).not_to_have_attribute("data-width", "2500")
        opened.keyboard.press("b")
        expect(pane(opened)).to_have_attribute("data-width", "2500")

    def test_wheel_and_keys_turn_the_pages(self, opened: Page) -> None:
        middle = GRID.slices // 2
        box = opened.locator("[data-box]").first
        box.hover()
        opened.mouse.wheel(0, 100)
        expect(pane(opened)).to_have_attribute("data-index", str(middle - 1))
        for key, index in (
            ("ArrowUp", middle),
            ("PageUp", LAST),
            ("PageDown", LAST - 10),
            ("End", 0),
            ("Home", LAST),
        ):
            opened.keyboard.press(key)
            expect(pane(opened)).to_have_attribute("data-index", str(index))

    def test_zoom_and_planes(self, opened: Page) -> None:
        opened.get_by_role("button", name="矢状").click()
        expect(pane(opened)).to_have_attribute("data-plane", "sagittal")
        opened.get_by_role("button", name="冠状").click()
        expect(pane(opened)).to_have_attribute("data-plane", "coronal")
        opened.get_by_role("button", name="轴位").click()
        expect(pane(opened)).to_have_attribute("data-plane", "axial")
        inside = [64, 100, GRID.matrix, GRID.matrix]
        before = opened.evaluate(GREY, inside)
        opened.keyboard.press("z")
        drag(opened, (0.5, 0.6), (0.5, 0.2))
        until(lambda: opened.evaluate(GREY, inside) != before)
        opened.keyboard.press("0")
        until(lambda: opened.evaluate(GREY, inside) == before)

    def test_a_zoomed_image_covers_no_button(self, opened: Page) -> None:
        opened.keyboard.press("z")
        for _more in range(3):
            drag(opened, (0.5, 0.9), (0.5, 0.1))
        until(lambda: float(state(opened)["zoom"]) > 8)
        opened.get_by_role("button", name="冠状").click()
        expect(pane(opened)).to_have_attribute("data-plane", "coronal")

    def test_what_is_no_ct_has_its_own_greys_and_no_bone_window(
        self, open_page: Open, study: ImagingStudy, people: Cast
    ) -> None:
        study.series.update(modality="MR")
        page = ready(open_page(people.doctor_wang, path_of(study)))
        expect(page.locator("[data-preset=BONE]")).to_be_hidden()
        expect(page.locator("[data-evidence]")).to_be_hidden()
        opened_in = state(page)["width"]
        assert opened_in not in {"2500", "1550", "450"}
        page.keyboard.press("b")
        page.keyboard.press("ArrowUp")
        expect(pane(page)).to_have_attribute("data-index", str(GRID.slices // 2 + 1))
        assert state(page)["width"] == opened_in
        assert not BoneWindowReview.objects.exists()

    def test_every_plane_names_the_sides_of_the_patient(self, opened: Page) -> None:
        assert sides(opened) == "R L A P"
        opened.get_by_role("button", name="矢状").click()
        expect(pane(opened)).to_have_attribute("data-plane", "sagittal")
        assert sides(opened) == "A P H F"
        opened.get_by_role("button", name="冠状").click()
        expect(pane(opened)).to_have_attribute("data-plane", "coronal")
        assert sides(opened) == "R L H F"

    def test_mirrored_slices_have_mirrored_letters_and_unsaid_ones_none(
        self, open_page: Open, study: ImagingStudy, people: Cast
    ) -> None:
        study.series.update(orientation=[-1, 0, 0, 0, 1, 0])
        assert sides(ready(open_page(people.nurse_li, path_of(study)))) == "L R A P"
        study.series.update(orientation=None)
        page = ready(open_page(people.nurse_li, path_of(study)))
        assert sides(page) == "? ?"
        expect(page.get_by_text("左右未注明")).to_be_visible()

    def test_the_help_lists_the_keys_of_the_viewer(self, opened: Page) -> None:
        opened.keyboard.press("?")
        expect(opened.locator("dialog[open]").get_by_text("测量", exact=False)).to_be_visible()


class TestMeasuring:
    def test_the_lesion_of_the_phantom_measures_what_it_is(self, opened: Page) -> None:
        to_slice(opened, round(T8_MM / 5 + (GRID.slices - 1) / 2))
        opened.keyboard.press("m")
        half_x, half_y = LYTIC.dx / 2, LYTIC.dy / 2
        drag(opened, place(opened, LYTIC.x - half_x, LYTIC.y), place(opened, LYTIC.x + half_x, LYTIC.y))
        # Not quite upright: the second line snaps to a right angle and is as long as the pointer is far.
        drag(opened, place(opened, LYTIC.x, LYTIC.y), place(opened, LYTIC.x + 3, LYTIC.y + half_y))
        expect(opened.locator("[data-measured-size]")).to_have_text("22.0 × 16.0 mm")

    def test_nothing_is_measured_on_a_reformat(self, opened: Page) -> None:
        opened.get_by_role("button", name="矢状").click()
        opened.keyboard.press("m")
        expect(opened.locator("[data-say]")).to_contain_text("轴位")
        expect(opened.locator("[data-tool=measure]")).to_have_attribute("aria-pressed", "false")

    def test_what_was_measured_stands_in_the_register_and_other_numbers_ask_why(
        self, open_page: Open, people: Cast, zhang: Patient, study: ImagingStudy
    ) -> None:
        lesion = Lesion.objects.create(patient=zhang, site="T8", recorded_by=people.doctor_wang)
        page = ready(open_page(people.doctor_wang, path_of(study)))
        said, save = page.locator("[data-say]"), page.get_by_role("button", name="保存测量")
        page.keyboard.press("m")
        measure(page, (0.4, 0.6))
        save.click()
        expect(said).to_have_text("请先选择病灶。")
        page.get_by_label("病灶").select_option(label="T8")
        save.click()
        expect(said).to_have_text("已保存。")
        (first,) = LesionMeasurement.objects.all()
        assert (first.study_id, first.lesion_id, first.recorded_by) == (
            study.id,
            lesion.id,
            people.doctor_wang,
        )
        assert (first.series_uid, first.slice_index) == (study.series.get().series_uid, GRID.slices // 2)
        assert first.long_mm > first.short_mm > 0
        assert {name: len(line) for name, line in first.ends.items()} == {"long": 2, "short": 2}

        measure(page, (0.35, 0.65))
        save.click()
        expect(said).to_have_text("此次检查已有测量值，请填写更改原因。")
        page.get_by_label("更改数值的原因").fill("重新测量")
        save.click()
        expect(said).to_have_text("已保存。")
        first.refresh_from_db()
        assert first.void_reason == "重新测量"
        assert LesionMeasurement.objects.get(voided_at=None).long_mm > first.long_mm


def measure(page: Page, across: tuple[float, float]) -> None:
    """The largest diameter across the middle, and a shorter one upright to it."""
    drag(page, (across[0], 0.5), (across[1], 0.5))
    drag(page, (0.5, 0.5), (0.5, 0.55))


class TestTwoPanes:
    def test_the_panes_follow_each_other_by_table_position(
        self, open_page: Open, people: Cast, zhang: Patient, study: ImagingStudy, folder: Path
    ) -> None:
        later = scanned(zhang, people.radiologist_he, folder, Scan.FOLLOW_UP, Variant.MISSING, GRID)
        page = ready(open_page(people.doctor_wang, path_of(later, study)))
        expect(pane(page, 1)).to_have_attribute("data-loaded", str(GRID.slices - 1))
        assert [page.locator("[data-pane] strong").nth(number).inner_text() for number in (0, 1)] == [
            "基线",
            "随访",
        ]
        page.keyboard.press("Home")
        heights = page.locator("[data-height]")
        expect(pane(page, 1)).to_have_attribute("data-index", str(LAST - 1))
        expect(pane(page, 0)).to_have_attribute("data-index", str(LAST))
        assert heights.nth(0).inner_text() == heights.nth(1).inner_text() == "27.5 mm"
        page.keyboard.press(" ")
        page.keyboard.press("End")
        expect(pane(page, 1)).to_have_attribute("data-index", "0")
        expect(pane(page, 0)).to_have_attribute("data-index", str(LAST))


def grade(study: ImagingStudy) -> WindowEvidence:
    return grade_of(with_evidence(ImagingStudy.objects.filter(pk=study.pk)).get())


def read_through(page: Page) -> None:
    """Every slice for a little more than a tenth of a second, from the feet up."""
    expect(page.locator("[data-evidence]")).to_be_visible()
    page.keyboard.press("End")
    for _step in range(GRID.slices):
        page.wait_for_timeout(200)
        page.keyboard.press("ArrowUp")


def seen_all(page: Page) -> None:
    """The meter is full; a slice the machine was too slow for is looked at again."""
    for _again in range(5):
        if page.locator("[data-percent]").inner_text() == "100%":
            return
        read_through(page)
    pytest.fail("the meter never filled")


def left(page: Page) -> None:
    page.goto("about:blank")


class TestEvidence:
    def test_scrolled_through_is_observed(self, opened: Page, study: ImagingStudy) -> None:
        read_through(opened)
        seen_all(opened)
        left(opened)
        until(lambda: grade(study) is WindowEvidence.OBSERVED)
        assert min(unpacked(bytes(BoneWindowReview.objects.get().dwell))) >= 100

    def test_only_opened_is_a_part(self, opened: Page, study: ImagingStudy) -> None:
        expect(opened.locator("[data-evidence]")).to_be_visible()
        opened.wait_for_timeout(400)
        left(opened)
        until(lambda: grade(study) is WindowEvidence.PARTIAL)

    def test_the_mediastinum_alone_is_nothing(self, opened: Page, study: ImagingStudy) -> None:
        opened.keyboard.press("3")
        expect(pane(opened)).to_have_attribute("data-width", "450")
        read_through(opened)
        left(opened)
        until(lambda: BoneWindowReview.objects.get().other_ms >= 1000)
        dwell = unpacked(bytes(BoneWindowReview.objects.get().dwell))
        assert sum(ms > 0 for ms in dwell) <= 1  # the moment before the key

    def test_a_hidden_tab_shows_nobody_anything(
        self, open_page: Open, people: Cast, study: ImagingStudy
    ) -> None:
        page = open_page(people.doctor_wang, "/accounts/profile/")
        page.add_init_script(HIDE)
        page.goto(path_of(study))
        read_through(ready(page))
        left(page)
        time.sleep(0.5)
        assert (BoneWindowReview.objects.get().seq, grade(study)) == (-1, WindowEvidence.NONE)

    def test_closing_the_tab_still_delivers(self, opened: Page, study: ImagingStudy) -> None:
        expect(opened.locator("[data-evidence]")).to_be_visible()
        opened.wait_for_timeout(600)
        opened.close()
        until(lambda: BoneWindowReview.objects.get().shown_ms >= 400)

    def test_who_records_no_images_leaves_no_evidence(
        self, open_page: Open, people: Cast, study: ImagingStudy
    ) -> None:
        page = ready(open_page(people.nurse_li, path_of(study)))
        assert page.locator("[data-evidence]").count() == 0
        assert not BoneWindowReview.objects.exists()


class TestStatementAndKeyImages:
    def test_one_click_states_that_the_bone_window_was_read(self, opened: Page, study: ImagingStudy) -> None:
        opened.wait_for_timeout(300)
        opened.get_by_role("button", name="已按骨窗阅片").click()
        until(BoneWindowStatement.objects.exists)
        study.refresh_from_db()
        assert (study.bone_window_reviewed, study.bone_window_by) == (True, "王磊")
        expect(opened.locator("[data-pane-state], .viewer-pane-head .badge").first).to_be_visible()

    def test_a_key_image_comes_back_in_its_window(self, opened: Page, study: ImagingStudy) -> None:
        to_slice(opened, 3)
        opened.keyboard.press("2")
        opened.keyboard.press("s")
        opened.keyboard.type("T10 成骨")
        opened.keyboard.press("Enter")
        until(KeyImage.objects.exists)
        kept = KeyImage.objects.get()
        assert (kept.slice_index, kept.width, kept.level, kept.caption) == (3, 1550, -550, "T10 成骨")
        assert bytes(kept.jpeg).startswith(b"\xff\xd8\xff")
        opened.reload()
        ready(opened)
        opened.get_by_role("button", name="T10 成骨").click()
        expect(pane(opened)).to_have_attribute("data-index", "3")
        expect(pane(opened)).to_have_attribute("data-width", "1550")


@pytest.fixture
def troubled(browser: Browser, site: LiveServer, people: Cast) -> Iterator[Callable[[str], Page]]:
    """A page whose failed requests are what the test is about."""
    context = visit(browser, site.url, people.doctor_wang, viewport=DESKTOP)

    def at(path: str) -> Page:
        page = context.new_page()
        page.goto(path)
        return page

    yield at
    context.close()


class TestTrouble:
    def test_an_archive_that_lost_the_images_says_so_and_the_record_opens(
        self, troubled: Callable[[str], Page], study: ImagingStudy, folder: Path
    ) -> None:
        kept = {file: file.read_bytes() for file in folder.rglob("*.dcm")}
        for file in kept:
            file.unlink()
        page = troubled(path_of(study))
        expect(page.locator("[data-trouble]")).to_be_visible()
        expect(page.locator("[data-trouble-words]")).not_to_be_empty()
        for file, content in kept.items():
            file.write_bytes(content)
        page.get_by_role("button", name="重试").click()
        ready(page)

    def test_a_truncated_frame_is_no_picture(
        self, troubled: Callable[[str], Page], study: ImagingStudy
    ) -> None:
        page = troubled("/accounts/profile/")
        page.route("**/frames/*/", lambda route: route.fulfill(body=b"\x00" * 100))
        page.goto(path_of(study))
        expect(page.locator("[data-trouble]")).to_be_visible()
        expect(page.locator("[data-waiting]")).to_be_visible()
        page.wait_for_timeout(300)
        left(page)
        assert not BoneWindowReview.objects.filter(seq__gte=0).exists()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_nobody_is_kept_out(open_page: Open, study: ImagingStudy, people: Cast, language: str) -> None:
    page = ready(open_page(people.doctor_wang, path_of(study), language=language, probed=True))
    expect(page.locator("[data-evidence]")).to_be_visible()
    assert barriers(page) == ""
    side = page.locator(".viewer-side")
    assert side.evaluate("({ scrollWidth, clientWidth }) => scrollWidth - clientWidth") == 0


def test_it_fits_a_phone(open_page: Open, study: ImagingStudy, people: Cast) -> None:
    page = ready(open_page(people.doctor_wang, path_of(study), viewport=PHONE, language="en"))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
