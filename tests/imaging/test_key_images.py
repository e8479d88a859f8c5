"""Key images: made on the server from the slice itself, kept with their window, voided, closed to others."""

import io
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from accounts.models import User
from imaging.models import ImagingSeries, KeyImage
from imaging.pacs.cropping import Crop, cropped
from imaging.pacs.rendering import Slice
from patients.models import Patient
from tests.cast import Cast, patient

pytestmark = pytest.mark.usefixtures("noon")
CROP = {"left": 8, "top": 16, "width": 24, "height": 12}


def api(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def body(of: ImagingSeries, /, **more: Any) -> dict[str, Any]:
    facts = {"series": str(of.id), "slice_index": 3, "width": 2500, "level": 700, "caption": "T10 成骨"}
    return facts | more


def path_of(series: ImagingSeries) -> str:
    return f"/api/v1/patients/{series.study.patient_id}/key-images/"


def made(people: Cast, series: ImagingSeries, /, **more: Any) -> KeyImage:
    answer = api(people.doctor_wang).post(path_of(series), body(series, **more))
    assert answer.status_code == 201, answer.content
    return KeyImage.objects.get(pk=answer.json()["id"])


def picture(row: KeyImage) -> Any:
    return Image.open(io.BytesIO(bytes(row.jpeg)))


def between_its_letters(row: KeyImage, columns: int) -> Any:
    """The slice without the margins where its sides are named."""
    image = np.asarray(picture(row)).astype(int)
    margin = (image.shape[1] - columns) // 2
    return image[:, margin : margin + columns]


def test_a_key_image_is_the_slice_in_its_window(people: Cast, series: ImagingSeries) -> None:
    bone, soft = made(people, series), made(people, series, width=450, level=50)
    assert (bone.sop_uid, bone.caption, bone.recorded_by) == (
        series.sop_uids[3],
        "T10 成骨",
        people.doctor_wang,
    )
    assert between_its_letters(bone, 64).shape == (64, 64)
    assert between_its_letters(soft, 64).mean() > between_its_letters(bone, 64).mean() + 5
    assert not picture(bone).getexif()


def test_a_part_of_the_slice_is_that_part(people: Cast, series: ImagingSeries) -> None:
    whole, part = made(people, series), made(people, series, crop=CROP)
    shown, cut = between_its_letters(part, 24), between_its_letters(whole, 64)[16:28, 8:32]
    assert shown.shape == cut.shape
    assert abs(shown - cut).mean() < 4  # both went through JPEG
    assert (part.crop_left, part.crop_top, part.crop_width, part.crop_height) == (8, 16, 24, 12)


def test_a_crop_takes_these_rows_and_columns() -> None:
    stored = np.arange(20, dtype="<u2").reshape(4, 5)
    one = Slice(
        pixels=stored.tobytes(), rows=4, columns=5, is_signed=False, slope=1, intercept=0, modality="CT",
        padding=None, is_monochrome1=False, row_spacing_mm=None, column_spacing_mm=None,
    )  # fmt: skip
    part = cropped(one, Crop(1, 2, 3, 2))
    assert (part.rows, part.columns) == (2, 3)
    assert np.frombuffer(part.pixels, "<u2").tolist() == [11, 12, 13, 16, 17, 18]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"slice_index": 12}, "slice_index"),
        ({"slice_index": -1}, "slice_index"),
        ({"width": 0}, "width"),
        ({"width": 20_000}, "width"),
        ({"level": -9000}, "level"),
        ({"crop": {**CROP, "left": 60}}, "crop"),
        ({"crop": {**CROP, "height": 0}}, "crop.height"),
        ({"caption": "x" * 201}, "caption"),
        ({"series": "00000000-0000-4000-8000-000000000000"}, "series"),
        ({"jpeg": "x"}, "jpeg"),
    ],
)
def test_impossible_ones_are_refused_by_field(
    people: Cast, series: ImagingSeries, more: dict[str, Any], field: str
) -> None:
    answer = api(people.doctor_wang).post(path_of(series), body(series, **more))
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, field)
    assert not KeyImage.objects.exists()


def test_images_of_another_patient_cannot_be_smuggled_in(people: Cast, series: ImagingSeries) -> None:
    other = patient(people.oncology_1, number="ZY2")
    answer = api(people.doctor_wang).post(f"/api/v1/patients/{other.id}/key-images/", body(series))
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, "series")


def test_without_the_archive_nothing_is_saved_and_the_answer_says_so(
    people: Cast, series: ImagingSeries, folder: Path
) -> None:
    for file in folder.rglob("*.dcm"):
        file.unlink()
    client = api(people.doctor_wang)
    client.raise_request_exception = False
    answer = client.post(path_of(series), body(series))
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (404, "not_there")
    assert not KeyImage.objects.exists()


def test_where_no_archive_is_connected_it_says_so_as_every_address_does(
    people: Cast, series: ImagingSeries, settings: Settings
) -> None:
    settings.PACS_URL = settings.DICOM_DIR = ""
    client = api(people.doctor_wang)
    made = client.post(path_of(series), body(series))
    found = client.get(path_of(series).replace("key-images", "archive-studies"), {"accession_number": "A1"})

    assert (made.status_code, made.json()) == (found.status_code, found.json())
    assert (made.status_code, made.json()["errors"][0]["code"]) == (409, "not_connected")


def test_a_voided_one_stays_in_the_history_and_on_no_page(
    people: Cast, series: ImagingSeries, zhang: Patient, client: Client
) -> None:
    row = made(people, series)
    address = reverse("imaging:key_image", args=[row.id])
    client.force_login(people.nurse_li)
    assert client.get(address).headers["Content-Type"] == "image/jpeg"
    answer = api(people.doctor_wang).post(f"{path_of(series)}{row.id}/void/", {"reason": "选错层面"})
    assert (answer.status_code, answer.json()["void_reason"]) == (200, "选错层面")
    assert client.get(address).status_code == 404
    listed = api(people.nurse_li).get(path_of(series)).json()
    assert [one["void_reason"] for one in listed["results"]] == ["选错层面"]
    assert address not in client.get(reverse("imaging:viewer", args=[series.study_id])).content.decode()


def test_strangers_find_no_key_image(people: Cast, series: ImagingSeries, client: Client) -> None:
    row = made(people, series)
    client.force_login(people.doctor_wu)
    for name in ("key_image", "key_image_void"):
        assert client.get(reverse(f"imaging:{name}", args=[row.id])).status_code == 404
    assert api(people.doctor_wu).get(path_of(series)).status_code == 404
    assert api(people.nurse_li).post(path_of(series), body(series)).status_code == 403


def test_the_viewer_opens_with_as_many_questions_for_one_key_image_as_for_three(
    people: Cast, series: ImagingSeries, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.force_login(people.doctor_wang)
    path = reverse("imaging:viewer", args=[series.study_id])
    made(people, series)
    client.get(path)
    counts = []
    for _again in range(2):
        with django_assert_max_num_queries(60) as seen:
            assert client.get(path).status_code == 200
        counts.append(len(seen.captured_queries))
        made(people, series, caption="再一张")
        made(people, series, caption="又一张")
    assert counts[0] == counts[1]


def test_the_viewer_takes_no_examination_of_another_patient_beside(
    people: Cast, series: ImagingSeries, client: Client, noon: time_machine.Traveller
) -> None:
    client.force_login(people.doctor_wang)
    path = reverse("imaging:viewer", args=[series.study_id])
    for wanted in (series.study_id, uuid4(), "nonsense"):
        assert client.get(path, {"beside": str(wanted)}).status_code == 404
