"""Images behind one protocol: over DICOMweb when `PACS_URL` is set, else the files of `DICOM_DIR`."""

from functools import cache
from pathlib import Path

from django.conf import settings

from imaging.pacs.errors import NotConnected
from imaging.pacs.files import FilePacs
from imaging.pacs.http import HttpPacs
from imaging.pacs.protocol import Pacs


def pacs() -> Pacs:
    """The one this installation talks to; raises NotConnected when it has none."""
    if settings.PACS_URL:
        return _over_http(
            settings.PACS_URL,
            settings.PACS_USER,
            settings.PACS_PASSWORD,
            settings.PACS_TIMEOUT,
            settings.PACS_CA_FILE,
        )
    if settings.DICOM_DIR:
        return _of_files(settings.DICOM_DIR)
    raise NotConnected


@cache
def _over_http(url: str, user: str, password: str, timeout: int, ca_file: str) -> Pacs:
    return HttpPacs(url, user=user, password=password, timeout=timeout, ca_file=ca_file)


@cache
def _of_files(directory: str) -> Pacs:
    return FilePacs(Path(directory))
