"""Our adapter against a real archive, and each fault of it that cost somebody a day."""

import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
import requests
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from requests.auth import _basic_auth_str

from imaging.models import ImagingSeries, ImagingStudy
from imaging.pacs import http
from imaging.pacs.errors import NotThere, Refused, Unreachable
from imaging.pacs.protocol import FrameAddress
from imaging.pacs.reading import Pulled, series_in
from imaging.phantom.grid import UNIT
from imaging.phantom.series import Phantom
from imaging.phantom.variants import Variant
from imaging.services import images_link
from patients.models import Patient
from tests.cast import TODAY, Cast
from tests.imaging.archive.orthanc import PASSWORD, USER, Archive, free_port, ports_of, running
from tests.imaging.images import ACCESSION, header, phantom

pytestmark = [pytest.mark.orthanc, pytest.mark.slow]
PLAIN, PACKED = phantom(), phantom(Variant.JPEG2000, accession_number="J2K-1")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with running(tmp_path_factory.mktemp("orthanc")) as one:
        for stored in (PLAIN, PACKED):
            one.client().store(list(stored.datasets()))
        yield one


def pulled(archive: Archive, one: Phantom) -> Pulled:
    (series,) = series_in(archive.client(), one.header.study_uid)
    return series


def address(one: Phantom, series: Pulled, index: int) -> FrameAddress:
    manifest = series.manifest
    return FrameAddress(
        study_uid=one.header.study_uid,
        series_uid=series.series_uid,
        sop_uid=manifest.slices[index].sop_uid,
        rows=manifest.rows,
        columns=manifest.columns,
        bits_allocated=manifest.bits_allocated,
        bits_stored=manifest.bits_stored,
        is_signed=manifest.is_signed,
    )


def test_a_study_is_found_by_accession_number_with_its_chinese_name(archive: Archive) -> None:
    (found,) = archive.client().find_studies(accession_number=ACCESSION)
    assert (found.study_uid, found.patient_id) == (PLAIN.header.study_uid, "ZY02846173")
    assert (found.patient_name, found.done_on, found.modalities) == ("张 桂兰", TODAY, ("CT",))


@pytest.mark.parametrize("number", ["", "*", "CT*", "CT 250301-7", "CT250301-7\\J2K-1", "../studies", "没有"])
def test_what_a_server_may_read_as_a_pattern_is_never_asked(archive: Archive, number: str) -> None:
    assert archive.client().find_studies(accession_number=number) == ()


def test_the_slices_of_a_series_are_those_of_the_file_adapter(archive: Archive) -> None:
    manifest = pulled(archive, PLAIN).manifest
    assert [one.z_mm for one in manifest.slices] == [UNIT.z_of(index) for index in range(UNIT.slices)]
    assert (manifest.is_signed, manifest.bits_stored, manifest.kernel) == (True, 16, "BONE")
    assert manifest.limits == ()


def test_a_frame_is_bit_by_bit_what_was_stored(archive: Archive) -> None:
    where = address(PLAIN, pulled(archive, PLAIN), 4)
    assert archive.client().frame(where) == list(PLAIN.datasets())[4].PixelData


def test_a_frame_the_server_cannot_decode_is_decoded_here(archive: Archive) -> None:
    where = address(PACKED, pulled(archive, PACKED), 4)
    raw = requests.get(
        f"{archive.url}/studies/{where.study_uid}/series/{where.series_uid}/instances/{where.sop_uid}/frames/1",
        headers={"Accept": 'multipart/related; type="application/octet-stream"'},
        auth=(USER, PASSWORD),
        timeout=10,
    )
    assert raw.status_code == 500
    same = list(phantom(Variant.UNSIGNED).datasets())[4]
    assert archive.client().frame(where) == same.PixelData


def test_a_wrong_password_is_refused(archive: Archive) -> None:
    with pytest.raises(Refused):
        archive.client(password="wrong").find_studies(accession_number=ACCESSION)
    where = address(PLAIN, pulled(archive, PLAIN), 0)
    with pytest.raises(Refused):
        archive.client(password="wrong").frame(where)


def test_what_it_does_not_have_is_not_there(archive: Archive) -> None:
    assert archive.client().find_studies(accession_number="CT-0") == ()
    with pytest.raises(NotThere):
        archive.client().series_manifest("1.2.3", "1.2.4")


def test_many_readers_at_once_get_each_their_own_slice(archive: Archive) -> None:
    client, series = archive.client(), pulled(archive, PLAIN)
    truth = [one.PixelData for one in PLAIN.datasets()]
    wrong: list[int] = []

    def read(index: int) -> None:
        if client.frame(address(PLAIN, series, index)) != truth[index]:
            wrong.append(index)

    readers = [threading.Thread(target=read, args=(index,)) for index in range(UNIT.slices)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_a_page_of_ours_shows_the_slice_and_opens_without_the_server(
    people: Cast, zhang: Patient, settings: Settings, tmp_path: Path
) -> None:
    people.doctor_wang.language = "en"
    people.doctor_wang.save()
    with running(tmp_path) as own:
        own.client().store(list(PLAIN.datasets()))
        settings.PACS_URL, settings.PACS_USER, settings.PACS_PASSWORD = own.url, USER, PASSWORD
        study = linked(own, zhang, people)
        shown = opened(people, study)
        assert "The image archive does not answer" not in shown
        assert f"/imaging/series/{study.series.get().id}/images/" in shown
    assert "The image archive does not answer" in opened(people, study)


def linked(archive: Archive, row: Patient, people: Cast) -> ImagingStudy:
    study = ImagingStudy.objects.create(
        patient=row, modality="CT", region="胸部", done_on=TODAY, recorded_by=people.doctor_wang
    )
    client = archive.client()
    (found,) = client.find_studies(accession_number=header().accession_number)
    images_link(by=people.doctor_wang, study=study, found=found, series=series_in(client, found.study_uid))
    assert ImagingSeries.objects.get().n_instances == UNIT.slices
    return study


def opened(people: Cast, study: ImagingStudy) -> Any:
    client = Client()
    client.force_login(people.doctor_wang)
    return client.get(reverse("imaging:study_images", args=[study.id])).content.decode()


def test_it_listens_everywhere_and_answers_its_own_machine_only(archive: Archive) -> None:
    """Orthanc 1.10 ignores the address it is told to listen on; RemoteAccessAllowed keeps others out."""
    told = []
    for source in ("127.0.0.1", "127.0.0.2"):
        line = HTTPConnection("127.0.0.1", archive.port, timeout=10, source_address=(source, 0))
        line.request("GET", "/dicom-web/studies", headers={"Authorization": _basic_auth_str(USER, PASSWORD)})
        told.append(line.getresponse().status)
        line.close()
    assert told[0] == 200
    assert told[1] in {401, 403}


def test_no_port_is_open_but_the_guarded_one(archive: Archive) -> None:
    """The DICOM port, open by default, asks nobody for a password."""
    assert ports_of(archive.process) == {archive.port}


def test_an_archive_that_starts_again_has_its_images_and_we_find_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Started while the old process still holds the port it would fail: the helper waits for its end."""
    monkeypatch.setattr(http, "PAUSE_S", 0.2)
    port = free_port()
    with running(tmp_path, port) as own:
        client = own.client()
        client.store(list(PLAIN.datasets()))
    with pytest.raises(Unreachable):
        client.find_studies(accession_number=ACCESSION)
    with running(tmp_path, port):
        time.sleep(http.PAUSE_S)
        (found,) = client.find_studies(accession_number=ACCESSION)
        (series,) = series_in(client, found.study_uid)
        assert client.frame(address(PLAIN, series, 4)) == list(PLAIN.datasets())[4].PixelData


def test_a_server_that_is_down_is_unreachable(tmp_path: Path) -> None:
    with running(tmp_path) as own:
        client = own.client()
    with pytest.raises(Unreachable):
        client.find_studies(accession_number=ACCESSION)
