"""P12 in the browser turns to every slice and leaves nothing behind; a small grid is enough here."""

import pytest
from django.conf import settings
from django.test import override_settings

from benchmarks.scrolling import read_in_browser
from imaging.models import BoneWindowReview, ImagingSeries, ImagingStudy
from imaging.phantom.grid import UNIT
from tests.cast import cast, patient


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_every_slice_is_drawn_once_and_nothing_stays() -> None:
    people = cast()
    patient(people.oncology_1, responsible_doctor=people.doctor_wang)
    patient(people.oncology_2, number="ZY2")
    patient(people.oncology_west, number="ZY3")
    with override_settings(DICOM_DIR=settings.DICOM_DIR, PACS_URL="", ALLOWED_HOSTS=["127.0.0.1"]):
        reading = read_in_browser(UNIT)
    assert len(reading.draws) == UNIT.slices - 1
    assert 0 < reading.first_ms <= reading.all_ms
    assert reading.ratio == reading.all_ms / reading.raw_ms > 0
    assert reading.slowest_draw_ms >= min(reading.draws) > 0
    assert "draw" in reading.line("P12")
    assert not ImagingSeries.objects.exists()
    assert not BoneWindowReview.objects.exists()
    assert not ImagingStudy.objects.exists()
