"""Series that were linked before their orientation was kept learn it from the archive: right and left."""

from collections import Counter
from enum import StrEnum

from imaging.models import ImagingSeries
from imaging.pacs.errors import NotThere
from imaging.pacs.protocol import Pacs


class Outcome(StrEnum):
    """What became of one series."""

    FILLED = "sides filled"
    UNSTATED = "the images do not state them"
    REORDERED = "slices lie in another order now: link the examination anew"
    GONE = "not in the archive any more"


def sides_fill(archive: Pacs) -> Counter[Outcome]:
    """How many series came to which end; one that has its sides is left alone, so twice is the same as once.

    Measurements, key images and dwell times count slices, so an order that differs is told and not written.
    Raises PacsError when the archive does not answer; what was filled by then stays.
    """
    rows = ImagingSeries.objects.filter(orientation__isnull=True, study__voided_at=None).select_related(
        "study"
    )
    return Counter(_filled(archive, row) for row in rows.order_by("id"))


def _filled(archive: Pacs, row: ImagingSeries) -> Outcome:
    try:
        found = archive.series_manifest(row.study.study_uid, row.series_uid)
    except NotThere:
        return Outcome.GONE
    if found.orientation is None:
        return Outcome.UNSTATED
    if [one.sop_uid for one in found.slices] != row.sop_uids:
        return Outcome.REORDERED
    ImagingSeries.objects.filter(pk=row.pk, orientation__isnull=True).update(
        orientation=list(found.orientation)
    )
    return Outcome.FILLED
