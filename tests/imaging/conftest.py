"""A folder of images that is this installation's archive."""

from pathlib import Path

import pytest
from django.core.cache import cache
from pytest_django import Settings

from imaging.models import ImagingSeries
from patients.models import Patient
from tests.cast import Cast
from tests.imaging.images import linked


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """An empty folder that stands for the archive."""
    cache.clear()
    settings.PACS_URL, settings.DICOM_DIR = "", str(tmp_path)
    return tmp_path


@pytest.fixture
def series(people: Cast, zhang: Patient, folder: Path) -> ImagingSeries:
    """The CT of 张桂兰: twelve slices of the phantom."""
    return linked(zhang, people.radiologist_he, folder)
