"""Right and left at the edges of every picture: in the viewer, without JavaScript, and beside a key image."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import Settings

from imaging.models import ImagingSeries
from imaging.pacs.lettering import lettered
from imaging.pacs.orientation import Edges
from imaging.phantom.grid import UNIT
from imaging.phantom.lesions import LYTIC
from imaging.services.key_images import KeyImageSpec, key_image_add
from patients.models import Patient
from tests.cast import TODAY, Cast
from tests.imaging.images import found, mirrored, phantom, put

SUPINE = Edges("R", "L", "A", "P")
T8 = 10  # the slice through the lytic lesion


@pytest.fixture
def from_above(people: Cast, zhang: Patient, folder: Path) -> ImagingSeries:
    """The phantom, stored with the patient's left on the left."""
    put(folder, mirrored(phantom()))
    return found(zhang, people.radiologist_he)


def manifest(people: Cast, series: ImagingSeries, client: Client) -> dict[str, Any]:
    client.force_login(people.nurse_li)
    return dict(client.get(reverse("imaging:series_manifest", args=[series.id])).json())


def test_the_manifest_names_the_edges_of_every_plane(
    people: Cast, series: ImagingSeries, client: Client
) -> None:
    told = manifest(people, series, client)
    assert told["plane"] == "axial"
    assert told["edges"] == {
        "axial": {"left": "R", "right": "L", "top": "A", "bottom": "P"},
        "sagittal": {"left": "A", "right": "P", "top": "H", "bottom": "F"},
        "coronal": {"left": "R", "right": "L", "top": "H", "bottom": "F"},
    }


def test_a_mirrored_series_has_mirrored_letters_and_the_same_order(
    people: Cast, from_above: ImagingSeries, client: Client
) -> None:
    told = manifest(people, from_above, client)
    assert told["edges"]["axial"] == {"left": "L", "right": "R", "top": "A", "bottom": "P"}
    assert told["edges"]["coronal"]["left"] == "L"
    assert told["edges"]["sagittal"]["top"] == "H"
    assert [one["z_mm"] for one in told["slices"]] == [UNIT.z_of(index) for index in range(UNIT.slices)]


def test_what_does_not_say_how_it_lies_has_no_letters(
    people: Cast, series: ImagingSeries, client: Client
) -> None:
    ImagingSeries.objects.update(orientation=None)
    assert manifest(people, series, client)["edges"] is None
    html = client.get(reverse("imaging:study_images", args=[series.study_id])).content.decode()
    assert "影像未注明左右" in html
    assert 'class="edge' not in html
    assert picture(people, series).size == (64, 64)


def test_a_sagittal_series_is_not_cut_again(people: Cast, series: ImagingSeries, client: Client) -> None:
    ImagingSeries.objects.update(orientation=[0, 1, 0, 0, 0, -1])
    told = manifest(people, series, client)
    assert (told["plane"], told["can_reformat"]) == ("sagittal", False)
    assert told["edges"]["axial"] == {"left": "A", "right": "P", "top": "H", "bottom": "F"}


@pytest.mark.parametrize("name", ["series", "from_above"])
def test_the_page_without_javascript_prints_the_letters(
    people: Cast, client: Client, name: str, request: pytest.FixtureRequest
) -> None:
    shown: ImagingSeries = request.getfixturevalue(name)
    client.force_login(people.nurse_li)
    html = client.get(reverse("imaging:study_images", args=[shown.study_id])).content.decode()
    left, right = ("R", "L") if name == "series" else ("L", "R")
    assert f'<b class="edge edge--left">{left}</b><b class="edge edge--right">{right}</b>' in html
    assert '<b class="edge edge--top">A</b><b class="edge edge--bottom">P</b>' in html
    assert "影像未注明左右" not in html


def picture(people: Cast, series: ImagingSeries) -> Image.Image:
    spec = KeyImageSpec(series_id=series.id, slice_index=T8, width=450, level=50)
    row = key_image_add(by=people.doctor_wang, patient=series.study.patient, spec=spec, today=TODAY)
    return Image.open(io.BytesIO(bytes(row.jpeg)))


def margin_of(image: Image.Image) -> int:
    return (image.width - UNIT.matrix) // 2


def without(image: Image.Image) -> Any:
    """The slice between its margins."""
    margin = margin_of(image)
    return np.asarray(image).astype(int)[:, margin : margin + UNIT.matrix]


def test_a_key_image_has_its_letters_beside_it(people: Cast, series: ImagingSeries) -> None:
    image = picture(people, series)
    margin = margin_of(image)
    truth = np.asarray(lettered(Image.new("L", (64, 64)), SUPINE))
    made = np.asarray(image).astype(int)
    assert margin > 0
    for side in (slice(0, margin - 1), slice(image.width - margin + 1, image.width)):
        assert truth[:, side].max() > 200
        assert abs(made[:, side] - truth[:, side]).mean() < 12  # it went through JPEG


def test_the_lesion_lies_on_the_side_the_letter_says(
    people: Cast, zhang: Patient, series: ImagingSeries, folder: Path
) -> None:
    """The lytic lesion is on the patient's left; mirrored pixels take its letter along to the other side."""
    row, column = UNIT.pixel_of(LYTIC.x, LYTIC.y)
    plain = without(picture(people, series))
    for path in folder.rglob("*.dcm"):
        path.unlink()
    put(folder, mirrored(phantom()))
    ImagingSeries.objects.update(orientation=[-1, 0, 0, 0, 1, 0])
    turned = without(picture(people, series))
    assert abs(plain - turned[:, ::-1]).mean() < 4
    assert column >= UNIT.matrix // 2
    assert abs(int(plain[row, column]) - int(turned[row, UNIT.matrix - 1 - column])) < 12


@pytest.mark.parametrize("letters", ["R", "LP"])
def test_letters_never_stand_on_the_picture(letters: str) -> None:
    grey = Image.new("L", (30, 12), 99)
    made = np.asarray(lettered(grey, Edges(letters, letters, "A", "P")))
    margin = (made.shape[1] - 30) // 2
    assert (made[:, margin : margin + 30] == 99).all()
    assert made[:, :margin].max() > 200
    assert made[:, margin + 30 :].max() > 200


def test_right_and_left_are_not_the_same_letter() -> None:
    black = Image.new("L", (64, 64))
    one, other = (np.asarray(lettered(black, edges)) for edges in (SUPINE, Edges("L", "R", "A", "P")))
    assert (one != other).any()
    assert np.asarray(lettered(black, None)).shape == (64, 64)


class TestSeriesFromBefore:
    """Linked before orientation was kept: `manage series_sides`."""

    @staticmethod
    def run() -> str:
        out = io.StringIO()
        call_command("series_sides", stdout=out)
        return out.getvalue().strip()

    def test_they_learn_their_sides_once(self, series: ImagingSeries) -> None:
        before = series.orientation
        ImagingSeries.objects.update(orientation=None)
        assert self.run() == "1: sides filled"
        series.refresh_from_db()
        assert series.orientation == before == [1, 0, 0, 0, 1, 0]
        assert self.run() == "Every series has its sides."

    def test_slices_in_another_order_are_told_and_not_written(self, series: ImagingSeries) -> None:
        ImagingSeries.objects.update(orientation=None, sop_uids=series.sop_uids[::-1])
        assert "another order" in self.run()
        series.refresh_from_db()
        assert series.orientation is None

    def test_what_left_the_archive_is_told(self, series: ImagingSeries) -> None:
        ImagingSeries.objects.update(orientation=None, series_uid="1.2.3")
        assert "not in the archive" in self.run()

    def test_an_archive_that_does_not_answer_ends_it_with_its_reason(
        self, series: ImagingSeries, settings: Settings
    ) -> None:
        ImagingSeries.objects.update(orientation=None)
        settings.DICOM_DIR, settings.PACS_URL = "", ""
        with pytest.raises(CommandError, match="PACS"):
            self.run()
