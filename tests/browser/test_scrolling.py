"""P12 in the browser turns to every slice and leaves nothing behind; a small grid is enough here."""

import pytest
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import Browser

from benchmarks.scrolling import reading
from imaging.models import BoneWindowReview, ImagingSeries, ImagingStudy
from imaging.phantom.grid import UNIT
from tests.cast import cast, patient


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_every_slice_is_drawn_once_and_nothing_stays(browser: Browser) -> None:
    people = cast()
    patient(people.oncology_1, responsible_doctor=people.doctor_wang)
    patient(people.oncology_2, number="ZY2")
    patient(people.oncology_west, number="ZY3")
    with override_settings(DICOM_DIR=settings.DICOM_DIR, PACS_URL="", ALLOWED_HOSTS=["127.0.0.1"]):
        read = reading(browser, UNIT)
    assert len(read.draws) == UNIT.slices - 1
    assert 0 < read.first_ms <= read.all_ms
    assert read.ratio == read.all_ms / read.raw_ms > 0
    assert read.slowest_draw_ms >= min(read.draws) > 0
    assert "draw" in read.line("P12")
    assert not ImagingSeries.objects.exists()
    assert not BoneWindowReview.objects.exists()
    assert not ImagingStudy.objects.exists()
