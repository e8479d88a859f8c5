"""What goes wrong with images: the page opens, says what to do, and nothing of the record is lost."""

import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import cos, radians, sin
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from pydicom import Dataset, FileDataset, dcmread
from pydicom.data import get_testdata_file
from pytest_django import Settings

from accounts.models import User
from imaging.enums import SeriesLimit
from imaging.models import BoneWindowStatement, ImagingSeries, ImagingStudy, KeyImage, LesionMeasurement
from imaging.pacs import http, pacs
from imaging.pacs.protocol import FoundStudy
from imaging.pacs.reading import series_in
from imaging.services import images_link
from patients.models import Patient
from tests.cast import TODAY, Cast
from tests.imaging.archive.canned import Answer, Server, multipart, rows, serving
from tests.imaging.images import found, in_one_file, phantom, put

RECORD = (ImagingStudy, ImagingSeries, BoneWindowStatement, KeyImage, LesionMeasurement)
SIZE = 64 * 64 * 2


@pytest.fixture
def doctor(people: Cast) -> User:
    people.doctor_wang.language = "en"
    people.doctor_wang.save()
    return people.doctor_wang


@pytest.fixture
def browser(doctor: User) -> Client:
    client = Client()
    client.force_login(doctor)
    return client


@contextmanager
def record_stays() -> Iterator[None]:
    """What is on record about images is the same after the block, row by row."""
    before = [list(kind.objects.order_by("pk").values()) for kind in RECORD]
    yield
    assert [list(kind.objects.order_by("pk").values()) for kind in RECORD] == before


def opened(browser: Client, series: ImagingSeries) -> str:
    """Both pages of the examination; they open whatever the archive does."""
    with record_stays():
        pages = [
            browser.get(reverse(f"imaging:{name}", args=[series.study_id]))
            for name in ("viewer", "study_images")
        ]
    assert [page.status_code for page in pages] == [200, 200]
    return " ".join(page.content.decode() for page in pages)


def frame(browser: Client, series: ImagingSeries, index: int = 0) -> Any:
    with record_stays():
        return browser.get(reverse("imaging:series_frame", args=[series.id, index]))


def told(answer: Any) -> tuple[int, str, str]:
    return answer.status_code, answer.json()["code"], answer.json()["message"]


@contextmanager
def archive(settings: Settings) -> Iterator[Server]:
    """A server that is this installation's archive from now on."""
    with serving() as server:
        settings.PACS_URL, settings.PACS_TIMEOUT = server.url, 1
        yield server


class TestArchive:
    def test_down(self, browser: Client, series: ImagingSeries, settings: Settings) -> None:
        with archive(settings):
            pass  # its port is closed from here on
        assert "does not answer. Nothing of the record is lost" in opened(browser, series)
        status, code, message = told(frame(browser, series))
        assert (status, code) == (503, "unreachable")
        assert "try again later" in message

    def test_slow(
        self, browser: Client, series: ImagingSeries, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """One byte at a time, for a quarter of an hour: the page opens once the whole time is up."""
        monkeypatch.setattr(http, "SILENCES", 1)
        with archive(settings) as server:
            server.answers["/frames/1"] = Answer(body=b"\0" * SIZE, drip=0.1, drips_from_the_head=True)
            started = time.monotonic()
            assert "does not answer" in opened(browser, series)
            assert told(frame(browser, series))[:2] == (503, "unreachable")
            assert time.monotonic() - started < 60

    def test_wrong_password(self, browser: Client, series: ImagingSeries, settings: Settings) -> None:
        with archive(settings) as server:
            server.answers["/frames/1"] = Answer(401)
            assert "Please tell the administrator" in opened(browser, series)
            assert told(frame(browser, series))[:2] == (502, "refused")

    def test_truncated_frame(self, browser: Client, series: ImagingSeries, settings: Settings) -> None:
        with archive(settings) as server:
            server.answers["/frames/1"] = multipart(b"\0" * (SIZE - 100))
            buffer = io.BytesIO()
            next(phantom().datasets()).save_as(buffer, enforce_file_format=True)
            for uid in series.sop_uids:
                whole = buffer.getvalue()[:-3000]
                server.answers[f"/instances/{uid}"] = multipart(whole, kind="application/dicom")
            assert "is damaged or cannot be decoded. Please open it in the hospital" in opened(
                browser, series
            )
            status, code, _message = told(frame(browser, series))
            assert (status, code) == (502, "damaged")


def test_two_thousand_slices(
    browser: Client, people: Cast, zhang: Patient, folder: Path, settings: Settings
) -> None:
    pixels = np.arange(64 * 64, dtype="<i2").tobytes()
    with archive(settings) as server:
        server.answers["/studies"] = Answer(body=rows(found_as(zhang)))
        server.answers["/series"] = Answer(body=rows({"0020000E": uid("1.2")}))
        server.answers["/metadata"] = Answer(body=rows(*map(told_slice, range(1999, -1, -1))))
        server.answers["/frames/1"] = multipart(pixels)
        series = found(zhang, people.radiologist_he)
        assert (series.n_instances, series.limits) == (2000, [])
        html = opened(browser, series)
        assert "Slice 1001 of 2000" in html
        manifest = browser.get(reverse("imaging:series_manifest", args=[series.id])).json()
        assert (manifest["count"], manifest["slices"][1999]["z_mm"]) == (2000, 999.5)
        assert frame(browser, series, 1999).content == pixels
        assert "/instances/1.3.1999/frames/1" in server.asked[-1]


def uid(value: str) -> dict[str, Any]:
    return {"vr": "UI", "Value": [value]}


def found_as(zhang: Patient) -> dict[str, Any]:
    return {
        "0020000D": uid("1.1"),
        "00080050": {"vr": "SH", "Value": ["CT250301-7"]},
        "00100020": {"vr": "LO", "Value": [zhang.hospital_number]},
    }


def told_slice(index: int) -> dict[str, Any]:
    return {
        "00080018": uid(f"1.3.{index}"),
        "00080060": {"vr": "CS", "Value": ["CT"]},
        "00280010": {"vr": "US", "Value": [64]},
        "00280011": {"vr": "US", "Value": [64]},
        "00280100": {"vr": "US", "Value": [16]},
        "00280103": {"vr": "US", "Value": [1]},
        "00280030": {"vr": "DS", "Value": [4, 4]},
        "00200032": {"vr": "DS", "Value": [0, 0, index * 0.5]},
        "00200037": {"vr": "DS", "Value": [1, 0, 0, 0, 1, 0]},
    }


Change = Callable[[Dataset], None]


def stored(folder: Path, zhang: Patient, people: Cast, change: Change) -> ImagingSeries:
    """The phantom with one thing changed in every slice, linked to an examination of the patient."""
    files = list(phantom().datasets())
    for dataset in files:
        change(dataset)
    put(folder, files)
    return found(zhang, people.radiologist_he)


def test_sixteen_bits_unsigned(browser: Client, people: Cast, zhang: Patient, folder: Path) -> None:
    """Values above 32,767 are bright, not black: a signed reader would turn them over."""
    values = np.full((64, 64), 1024, "<u2")
    values[:32] = 65_000

    def change(dataset: Dataset) -> None:
        dataset.PixelRepresentation, dataset.RescaleIntercept = 0, -1024
        dataset.PixelData = values.tobytes()

    series = stored(folder, zhang, people, change)
    opened(browser, series)
    assert frame(browser, series).content == values.tobytes()
    url = reverse("imaging:series_image", args=[series.id, 0])
    image = np.asarray(Image.open(io.BytesIO(browser.get(url, {"format": "png"}).content)))
    assert (image[0, 0], image[63, 63]) == (255, 56)  # 63,976 HU and 0 HU at 2500/700


def test_zero_spacing(browser: Client, people: Cast, zhang: Patient, folder: Path) -> None:
    def change(dataset: Dataset) -> None:
        dataset.PixelSpacing = [0, 0]

    series = stored(folder, zhang, people, change)
    assert series.limits == [SeriesLimit.NO_SPACING]
    assert "nothing can be measured" in opened(browser, series)
    manifest = browser.get(reverse("imaging:series_manifest", args=[series.id])).json()
    assert (manifest["can_show"], manifest["can_measure"]) == (True, False)
    assert frame(browser, series).status_code == 200


def test_gantry_tilt(browser: Client, people: Cast, zhang: Patient, folder: Path) -> None:
    angle = radians(15)

    def change(dataset: Dataset) -> None:
        dataset.ImageOrientationPatient = [1, 0, 0, 0, round(cos(angle), 6), round(sin(angle), 6)]

    series = stored(folder, zhang, people, change)
    assert series.limits == [SeriesLimit.TILT]
    assert "The gantry was tilted: no reformats" in opened(browser, series)
    manifest = browser.get(reverse("imaging:series_manifest", args=[series.id])).json()
    assert (manifest["can_show"], manifest["can_measure"], manifest["can_reformat"]) == (True, True, False)
    assert frame(browser, series).status_code == 200


def multi_frame() -> FileDataset:
    return in_one_file(phantom())


def colour() -> FileDataset:
    """A photograph that comes with pydicom."""
    path = get_testdata_file("examples_rgb_color.dcm", download=False)
    assert isinstance(path, str)
    return dcmread(path)


def alone(folder: Path, people: Cast, zhang: Patient, dataset: FileDataset) -> ImagingSeries:
    """An archive of one file, linked to an examination of the patient."""
    put(folder, [dataset])
    study = ImagingStudy.objects.create(
        patient=zhang, modality="CT", done_on=TODAY, recorded_by=people.radiologist_he
    )
    there = FoundStudy(str(dataset.StudyInstanceUID), "", "", "", TODAY, "", ("CT",))
    images_link(by=people.radiologist_he, study=study, found=there, series=series_in(pacs(), there.study_uid))
    return ImagingSeries.objects.get(study=study)


@pytest.mark.parametrize(
    ("made", "limit", "words"),
    [
        (
            multi_frame,
            SeriesLimit.MULTI_FRAME,
            "All slices are in one file; please open this series in the",
        ),
        (colour, SeriesLimit.COLOUR, "A colour image; please open it in the hospital"),
    ],
)
def test_what_only_the_other_viewer_shows(
    browser: Client,
    people: Cast,
    zhang: Patient,
    folder: Path,
    settings: Settings,
    made: Callable[[], FileDataset],
    limit: SeriesLimit,
    words: str,
) -> None:
    settings.PACS_VIEWER_URL = "https://viewer.hospital/{study_uid}"
    series = alone(folder, people, zhang, made())
    assert limit in series.limits
    html = opened(browser, series)
    assert html.count(words) >= 3  # in the viewer twice, and without JavaScript
    assert html.count(f"https://viewer.hospital/{series.study.study_uid}") == 4  # beside each of the words
    assert "No images are linked" not in html
    settings.PACS_VIEWER_URL = ""
    assert f"{zhang.hospital_number}, {TODAY}" in opened(browser, series)
    assert told(frame(browser, series))[:2] == (409, "not_shown")
