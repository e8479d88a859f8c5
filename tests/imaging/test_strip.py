"""The images of an examination without JavaScript."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from imaging.enums import SeriesLimit
from imaging.models import ImagingSeries, ReportAttachment
from tests.cast import Cast
from tests.imaging.access import PIXELS

pytestmark = pytest.mark.django_db
QUERIES = 15


def page(user: User, of: ImagingSeries, **query: Any) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(reverse("imaging:study_images", args=[of.study_id]), query)


@pytest.fixture
def doctor(people: Cast) -> User:
    people.doctor_wang.language = "en"
    people.doctor_wang.save()
    return people.doctor_wang


def images(answer: Any) -> list[str]:
    return re.findall(r'<img[^>]*src="(/imaging/[^"]+)"', answer.content.decode())


def test_it_opens_in_the_middle_and_in_the_bone_window(doctor: User, series: ImagingSeries) -> None:
    shown = images(page(doctor, series))
    assert shown[0] == f"/imaging/series/{series.id}/images/6/?ww=2500&amp;wl=700"
    assert len(shown) == 1 + 8
    assert Client().get(shown[0]).status_code == 302


def test_links_change_one_thing_and_keep_the_others(doctor: User, series: ImagingSeries) -> None:
    answer = page(doctor, series, index=0, window="MEDIASTINAL")
    html = answer.content.decode()
    assert images(answer)[0].endswith("/images/0/?ww=450&amp;wl=50")
    assert f"?series={series.id}&amp;index=1&amp;window=MEDIASTINAL" in html
    assert "Slice 1 of 12" in html
    assert "−27.5 mm" in html


@pytest.mark.parametrize(
    "query", [{"index": "-1"}, {"index": "9" * 30}, {"index": "²"}, {"window": "x"}, {"series": "x'"}]
)
def test_a_strange_address_opens_all_the_same(doctor: User, series: ImagingSeries, query: Any) -> None:
    assert page(doctor, series, **query).status_code == 200


def test_images_that_are_lost_are_said_to_be_lost(doctor: User, series: ImagingSeries, folder: Path) -> None:
    for path in folder.rglob("*.dcm"):
        path.unlink()
    answer = page(doctor, series)
    assert "does not have these images" in answer.content.decode()
    assert images(answer) == []


def test_what_is_no_stack_names_the_way_to_the_other_viewer(
    doctor: User, series: ImagingSeries, settings: Settings
) -> None:
    settings.PACS_VIEWER_URL = "https://viewer.hospital/open?study={study_uid}&number={accession_number}"
    ImagingSeries.objects.filter(pk=series.pk).update(limits=[SeriesLimit.MULTI_FRAME])
    html = page(doctor, series).content.decode()
    assert "All slices are in one file" in html
    assert f"https://viewer.hospital/open?study={series.study.study_uid}&amp;number=CT250301-7" in html


def test_other_images_have_no_windows_of_ct(doctor: User, series: ImagingSeries) -> None:
    ImagingSeries.objects.filter(pk=series.pk).update(modality="MR")
    answer = page(doctor, series)
    assert images(answer)[0].endswith("/images/6/")
    assert "2500/700" not in answer.content.decode()


def test_an_examination_without_images_says_so(doctor: User, series: ImagingSeries) -> None:
    ImagingSeries.objects.all().delete()
    assert "No images are linked" in page(doctor, series).content.decode()


@pytest.mark.parametrize("more", [0, 2])
def test_one_row_or_three_the_page_asks_the_same(
    doctor: User, series: ImagingSeries, more: int, django_assert_num_queries: Any
) -> None:
    for number in range(more + 1):
        ReportAttachment.objects.create(
            study=series.study, name=f"{number}.pdf", type="PDF", size=1, recorded_by=doctor
        )
    for number in range(more):
        ImagingSeries.objects.create(study=series.study, series_uid=f"1.{number}", **PIXELS)
    client = Client()
    client.force_login(doctor)
    path = reverse("imaging:study_images", args=[series.study_id])
    client.get(path)
    with django_assert_num_queries(QUERIES):
        client.get(path)


def test_strangers_find_no_page(people: Cast, series: ImagingSeries) -> None:
    assert page(people.doctor_wu, series).status_code == 404
