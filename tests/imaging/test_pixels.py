"""What the viewer gets: geometry, stored values, pictures; who gets it and what is kept."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from accounts.models import ReadRecord, User
from imaging.enums import SeriesLimit
from imaging.models import ImagingSeries
from imaging.phantom.grid import UNIT
from imaging.phantom.variants import Variant
from patients.models import Patient
from tests.cast import Cast
from tests.imaging.access import PIXELS
from tests.imaging.images import linked, phantom

T10 = 1  # the slice through the middle of the blastic lesion


def opened(user: User, name: str, *args: Any, **query: Any) -> Any:
    client = Client()
    client.force_login(user)
    headers = query.pop("headers", {})
    return client.get(reverse(f"imaging:{name}", args=args), query, headers=headers)


def grey_at(content: bytes, row: int, column: int) -> int:
    return int(np.asarray(Image.open(io.BytesIO(content)))[row, column])


def test_the_manifest_says_where_the_slices_lie(people: Cast, series: ImagingSeries) -> None:
    told = opened(people.nurse_li, "series_manifest", series.id).json()
    assert (told["modality"], told["rows"], told["columns"], told["count"]) == ("CT", 64, 64, 12)
    assert (told["row_spacing_mm"], told["column_spacing_mm"]) == ("4.000000", "4.000000")
    assert (told["slope"], told["intercept"], told["signed"], told["padding"]) == (1, 0, True, None)
    assert told["slices"][0] == {"index": 0, "z_mm": UNIT.z_of(0), "slope": 1, "intercept": 0}
    assert (told["can_show"], told["can_measure"], told["can_reformat"], told["why_not"]) == (
        True,
        True,
        True,
        "",
    )
    assert told["frame_url_template"] == f"/imaging/series/{series.id}/frames/{{index}}/"


@pytest.mark.parametrize("variant", [Variant.SIGNED, Variant.UNSIGNED, Variant.JPEG2000])
def test_a_frame_is_the_stored_values_of_its_slice(
    people: Cast, zhang: Patient, folder: Path, variant: Variant
) -> None:
    series = linked(zhang, people.radiologist_he, folder, variant)
    plain = Variant.SIGNED if variant is Variant.SIGNED else Variant.UNSIGNED
    answer = opened(people.doctor_wang, "series_frame", series.id, 3)
    assert answer.content == list(phantom(plain).datasets())[3].PixelData
    assert answer.headers["Content-Type"] == "application/octet-stream"


def test_the_browser_of_the_user_keeps_a_frame_and_asks_no_second_time(
    people: Cast, series: ImagingSeries
) -> None:
    first = opened(people.doctor_wang, "series_frame", series.id, 0, headers={"Accept-Encoding": "gzip"})
    assert first.headers["ETag"] == f'"{series.sop_uids[0]}"'
    assert first.headers["Cache-Control"] == "private, max-age=3600"
    assert "Cookie" in first.headers["Vary"]
    again = opened(
        people.doctor_wang, "series_frame", series.id, 0, headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_everything_else_of_this_room_is_kept_by_nobody(people: Cast, series: ImagingSeries) -> None:
    assert opened(people.doctor_wang, "series_manifest", series.id).headers["Cache-Control"] == "no-store"


def test_strangers_find_nothing_and_guessed_indices_neither(people: Cast, series: ImagingSeries) -> None:
    for name, args in (
        ("series_manifest", (series.id,)),
        ("series_frame", (series.id, 0)),
        ("series_image", (series.id, 0)),
    ):
        assert opened(people.doctor_wu, name, *args).status_code == 404
    for index in (UNIT.slices, 10**9):
        assert opened(people.doctor_wang, "series_frame", series.id, index).status_code == 404


def test_even_a_matching_tag_opens_nothing_to_a_stranger(people: Cast, series: ImagingSeries) -> None:
    tag = {"If-None-Match": f'"{series.sop_uids[0]}"'}
    assert opened(people.doctor_wu, "series_frame", series.id, 0, headers=tag).status_code == 404


def test_images_of_a_void_examination_are_gone(people: Cast, series: ImagingSeries, zhang: Patient) -> None:
    series.study.voided_at, series.study.void_reason = series.study.created_at, "他人影像"
    series.study.save()
    assert opened(people.doctor_wang, "series_frame", series.id, 0).status_code == 404


def test_a_reading_is_one_line_of_the_trail_however_many_frames_it_takes(
    people: Cast, series: ImagingSeries
) -> None:
    for index in range(4):
        opened(people.doctor_wang, "series_frame", series.id, index)
    opened(people.nurse_li, "series_manifest", series.id)
    told = ReadRecord.objects.filter(subject="images").values_list("user_name", flat=True)
    assert sorted(told) == sorted([people.doctor_wang.name, people.nurse_li.name])


def test_a_picture_opens_in_the_bone_window_and_follows_the_numbers(
    people: Cast, series: ImagingSeries
) -> None:
    row, column = UNIT.pixel_of(-4, 47)
    usual = opened(people.nurse_li, "series_image", series.id, T10, format="png")
    assert usual.headers["Content-Type"] == "image/png"
    assert abs(grey_at(usual.content, row, column) - 153) <= 6
    soft = opened(people.nurse_li, "series_image", series.id, T10, format="png", ww=450, wl=50)
    assert grey_at(soft.content, row, column) == 255
    assert opened(people.nurse_li, "series_image", series.id, T10).headers["Content-Type"] == "image/jpeg"


def test_unsigned_pixels_look_the_same(people: Cast, zhang: Patient, folder: Path) -> None:
    series = linked(zhang, people.radiologist_he, folder, Variant.UNSIGNED)
    row, column = UNIT.pixel_of(-4, 47)
    answer = opened(people.nurse_li, "series_image", series.id, T10, format="png")
    assert abs(grey_at(answer.content, row, column) - 153) <= 6


@pytest.mark.parametrize(
    "query",
    [
        {"ww": 0, "wl": 50},
        {"ww": 10**6, "wl": 50},
        {"ww": "nan", "wl": 50},
        {"ww": "inf", "wl": 50},
        {"ww": 400, "wl": -9000},
        {"ww": 400},
        {"wl": "x", "ww": 3},
        {"format": "svg"},
    ],
)
def test_an_impossible_window_is_refused(people: Cast, series: ImagingSeries, query: dict[str, Any]) -> None:
    answer = opened(people.nurse_li, "series_image", series.id, 0, **query)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_window")


def test_pixels_that_are_not_square_are_stretched(people: Cast, series: ImagingSeries) -> None:
    ImagingSeries.objects.filter(pk=series.pk).update(row_spacing_mm=8)
    image = Image.open(io.BytesIO(opened(people.nurse_li, "series_image", series.id, 0).content))
    assert image.size == (64, 128)


def test_a_spacing_no_scanner_has_stretches_nothing(people: Cast, series: ImagingSeries) -> None:
    ImagingSeries.objects.update(row_spacing_mm="999", column_spacing_mm="0.001")
    content = opened(people.doctor_wang, "series_image", series.id, 0).content
    assert Image.open(io.BytesIO(content)).size == (series.columns, series.rows)


def test_padding_is_black_and_low_values_may_be_bright(people: Cast, series: ImagingSeries) -> None:
    ImagingSeries.objects.filter(pk=series.pk).update(is_monochrome1=True)
    corner = opened(people.nurse_li, "series_image", series.id, T10, format="png")
    assert grey_at(corner.content, 0, 0) == 255
    padding = int(np.frombuffer(opened(people.nurse_li, "series_frame", series.id, T10).content, "<i2")[0])
    ImagingSeries.objects.filter(pk=series.pk).update(padding=padding)
    corner = opened(people.nurse_li, "series_image", series.id, T10, format="png")
    assert grey_at(corner.content, 0, 0) == 0


def test_other_images_have_no_bone_window(people: Cast, series: ImagingSeries) -> None:
    ImagingSeries.objects.filter(pk=series.pk).update(modality="MR")
    answer = opened(people.nurse_li, "series_image", series.id, T10, format="png")
    image = np.asarray(Image.open(io.BytesIO(answer.content)))
    assert (image.min(), image.max()) == (0, 255)


def test_a_series_that_is_no_stack_says_where_to_look(people: Cast, series: ImagingSeries) -> None:
    ImagingSeries.objects.filter(pk=series.pk).update(limits=[SeriesLimit.MULTI_FRAME])
    told = opened(people.doctor_wang, "series_manifest", series.id).json()
    assert (told["can_show"], told["can_measure"], told["can_reformat"]) == (False, False, False)
    assert told["why_not"]
    answer = opened(people.doctor_wang, "series_frame", series.id, 0)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_shown")


def test_without_the_file_the_answer_says_so_and_the_manifest_still_opens(
    people: Cast, series: ImagingSeries, folder: Path
) -> None:
    for path in folder.rglob("*.dcm"):
        path.unlink()
    answer = opened(people.doctor_wang, "series_frame", series.id, 0)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_there")
    assert opened(people.doctor_wang, "series_manifest", series.id).status_code == 200


@pytest.mark.parametrize("others", [0, 2])
def test_a_frame_asks_the_database_for_session_user_and_series_only(
    people: Cast, series: ImagingSeries, others: int, django_assert_num_queries: Any
) -> None:
    for number in range(others):
        ImagingSeries.objects.create(study=series.study, series_uid=f"1.2.{number}", **PIXELS)
    client = Client()
    client.force_login(people.doctor_wang)
    frames = [reverse("imaging:series_frame", args=[series.id, index]) for index in range(2)]
    client.get(frames[0])
    with django_assert_num_queries(3):
        client.get(frames[1])
