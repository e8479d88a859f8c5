"""All series of an examination at once."""

from collections.abc import Iterator
from dataclasses import dataclass

from imaging.pacs.errors import NotThere
from imaging.pacs.manifest import Manifest
from imaging.pacs.protocol import Pacs


@dataclass(frozen=True, slots=True)
class Pulled:
    """A series and its slices."""

    series_uid: str
    manifest: Manifest


def series_in(archive: Pacs, study_uid: str) -> tuple[Pulled, ...]:
    """The series that hold images; reports and presentation states are passed over. Raises PacsError."""
    return tuple(_pulled(archive, study_uid))


def _pulled(archive: Pacs, study_uid: str) -> Iterator[Pulled]:
    for series in archive.list_series(study_uid):
        try:
            yield Pulled(series.series_uid, archive.series_manifest(study_uid, series.series_uid))
        except NotThere:
            continue
