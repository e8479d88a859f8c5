"""A folder as an archive: found by accession number, new files seen, foreign files passed over."""

from pathlib import Path

import pytest
from django.utils import translation
from pytest_django import Settings

from imaging.pacs import pacs
from imaging.pacs.errors import Damaged, NotConnected, NotThere
from imaging.pacs.files import FilePacs
from imaging.pacs.protocol import FrameAddress
from imaging.pacs.reading import series_in
from tests.cast import TODAY
from tests.imaging.images import ACCESSION, phantom


def first_frame(archive: FilePacs) -> FrameAddress:
    (found,) = archive.find_studies(accession_number=ACCESSION)
    (pulled,) = series_in(archive, found.study_uid)
    manifest = pulled.manifest
    return FrameAddress(
        study_uid=found.study_uid,
        series_uid=pulled.series_uid,
        sop_uid=manifest.slices[0].sop_uid,
        rows=manifest.rows,
        columns=manifest.columns,
        bits_allocated=manifest.bits_allocated,
        bits_stored=manifest.bits_stored,
        is_signed=manifest.is_signed,
    )


def test_a_study_is_found_by_its_accession_number_with_its_chinese_name(tmp_path: Path) -> None:
    phantom().write(tmp_path)
    archive = FilePacs(tmp_path)
    (found,) = archive.find_studies(accession_number=ACCESSION)
    assert (found.patient_name, found.patient_id) == ("张 桂兰", "ZY02846173")
    assert (found.done_on, found.modalities) == (TODAY, ("CT",))
    assert archive.find_studies(accession_number="") == ()
    assert archive.find_studies(accession_number="CT*") == ()


def test_the_first_frame_is_the_lowest_slice_as_it_was_stored(tmp_path: Path) -> None:
    one = phantom()
    one.write(tmp_path)
    archive = FilePacs(tmp_path)
    assert archive.frame(first_frame(archive)) == next(one.datasets()).PixelData


def test_what_is_no_dicom_is_passed_over_and_what_comes_later_is_seen(tmp_path: Path) -> None:
    archive = FilePacs(tmp_path)
    (tmp_path / "notes.dcm").write_text("not an image")
    assert archive.find_studies(accession_number=ACCESSION) == ()
    phantom().write(tmp_path)
    assert len(archive.find_studies(accession_number=ACCESSION)) == 1


def test_a_folder_that_is_not_there_is_an_empty_archive(tmp_path: Path) -> None:
    archive = FilePacs(tmp_path / "nowhere")
    assert archive.find_studies(accession_number=ACCESSION) == ()
    with pytest.raises(NotThere):
        archive.series_manifest("1.2", "1.3")


def test_an_image_that_went_missing_or_broke_says_so(tmp_path: Path) -> None:
    folder = phantom().write(tmp_path)
    archive = FilePacs(tmp_path)
    where = first_frame(archive)
    lowest = folder / "0012.dcm"
    lowest.write_bytes(lowest.read_bytes()[:-3000])
    with pytest.raises(Damaged):
        archive.frame(where)
    lowest.write_bytes(b"")
    with pytest.raises(Damaged):
        archive.instance(where.study_uid, where.series_uid, where.sop_uid)
    lowest.unlink()
    with pytest.raises(NotThere):
        archive.frame(where)


def test_without_archive_and_folder_there_is_none(settings: Settings) -> None:
    settings.PACS_URL = settings.DICOM_DIR = ""
    with pytest.raises(NotConnected) as refused:
        pacs()
    assert refused.value.code == "not_connected"
    with translation.override("en"):
        assert "No image archive" in str(refused.value)
