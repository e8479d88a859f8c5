"""P12 measures the slices of a series and leaves nothing behind; a small grid is enough here."""

import pytest
from django.conf import settings
from django.test import override_settings

from benchmarks import images
from imaging.models import ImagingSeries, ImagingStudy
from imaging.phantom.grid import UNIT
from tests.cast import cast, patient


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_both_sides_hand_over_every_slice_and_nothing_stays() -> None:
    people = cast()
    patient(people.oncology_1, responsible_doctor=people.doctor_wang)
    patient(people.oncology_2, number="ZY2")
    patient(people.oncology_west, number="ZY3")
    with override_settings(DICOM_DIR=settings.DICOM_DIR, PACS_URL="", ALLOWED_HOSTS=["127.0.0.1"]):
        ours, raw = images.both(UNIT)
    assert (ours.slices, ours.size) == (raw.slices, raw.size) == (12, 12 * 64 * 64 * 2)
    assert ours.all_ms > raw.all_ms > 0
    assert "MB/s" in ours.line("P12")
    assert not ImagingSeries.objects.exists()
    assert not ImagingStudy.objects.exists()
