"""The demo hospital's images: two patients, one of them before and after; none where there is no folder."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from config.demo.images import SCANS, images_write
from config.demo.patients import PATIENTS
from imaging.models import ImagingSeries, ImagingStudy, LesionMeasurement, ResponseAssessment
from imaging.phantom.grid import DEMO
from tests.cast import TODAY, Cast, patient

pytestmark = pytest.mark.slow
[BEFORE_AND_AFTER] = [demo.number for demo in PATIENTS if len(SCANS.get(demo.case, ())) == 2]


@pytest.fixture
def chests(people: Cast) -> None:
    """The two patients, each with three CT of the chest, one of another region and one without a day."""
    for demo in PATIENTS:
        if demo.case in SCANS:
            row = patient(people.oncology_1, name=demo.name, number=demo.number)
            for region, days in (("chest", 300), ("chest", 200), ("chest", 100), ("pelvis", 400)):
                ImagingStudy.objects.create(
                    patient=row,
                    modality="CT",
                    region=region,
                    done_on=TODAY - timedelta(days=days),
                    recorded_by=people.doctor_wang,
                )
            ImagingStudy.objects.create(
                patient=row, modality="CT", region="chest", recorded_by=people.doctor_wang
            )


def test_the_first_and_the_last_ct_of_the_chest_have_images(
    chests: None, settings: Settings, tmp_path: Path
) -> None:
    settings.PACS_URL, settings.DICOM_DIR = "", str(tmp_path)
    images_write(TODAY)
    linked = ImagingSeries.objects.values_list("study__done_on", "study__region", "n_instances")
    days = [(TODAY - timedelta(days=days), "chest", DEMO.slices) for days in (300, 300, 100)]
    assert sorted(linked) == sorted(days)
    assert ImagingSeries.objects.filter(limits=[]).count() == 3
    sizes = LesionMeasurement.objects.filter(study__patient__hospital_number=BEFORE_AND_AFTER)
    told = sizes.order_by("measured_on", "lesion__site").values_list("lesion__site", "long_mm", "short_mm")
    assert [(site, f"{long} x {short}") for site, long, short in told] == [
        ("T10", "13.1 x 11.2"),
        ("T8", "21.1 x 15.4"),
        ("T10", "17.3 x 14.4"),
        ("T8", "10.4 x 6.9"),
    ]
    (response,) = ResponseAssessment.objects.all()
    assert (response.computed, response.by_product, response.is_mixed) == ("SD", "SD", True)


@pytest.mark.parametrize(("url", "folder"), [("https://pacs.invalid/dicom-web", "/nowhere"), ("", "")])
def test_an_archive_of_the_hospital_is_never_written_to(
    chests: None, settings: Settings, url: str, folder: str
) -> None:
    settings.PACS_URL, settings.DICOM_DIR = url, folder
    images_write(TODAY)
    assert not ImagingSeries.objects.exists()
