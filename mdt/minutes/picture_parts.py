"""Examinations with their bone window, and the key images the board saw, by window and digest."""

import hashlib
from datetime import datetime
from functools import partial
from typing import Any

from imaging.models import ImagingStudy, KeyImage
from imaging.sheets import STUDY, modality_name, window_words
from mdt.minutes.record_lines import seen
from mdt.minutes.words import both, frozen, same
from patients.selectors.whole import OpenRecord

MOST_IMAGES = 6
Part = dict[str, Any]


def studies_part(record: OpenRecord) -> list[Part]:
    """Each examination: day, what it was, what was found, its bone window (IMG-21)."""
    return [_study(row) for row in seen(STUDY, record)]


def _study(row: ImagingStudy) -> Part:
    return {
        "on": "" if row.done_on is None else str(row.done_on),
        "examination": frozen(both(partial(_examination, row))),
        "found": frozen(same(row.findings)),
        "window": frozen(both(partial(window_words, row))) if window_words(row) else None,
    }


def _examination(row: ImagingStudy) -> str:
    return f"{modality_name(row)} {row.region}".strip()


def images_part(record: OpenRecord, until: datetime) -> list[Part]:
    """The newest key images made before the meeting closed; their pixels are held by the digest."""
    rows = KeyImage.objects.filter(patient=record.patient, voided_at=None, created_at__lte=until)
    return [_image(row) for row in rows.select_related("series__study").order_by("-created_at")[:MOST_IMAGES]]


def _image(row: KeyImage) -> Part:
    study = row.series.study
    return {
        "id": str(row.id),
        "examination": frozen(both(partial(modality_name, study))),
        "on": "" if study.done_on is None else str(study.done_on),
        "window": {"width": row.width, "level": row.level},
        "caption": row.caption,
        "sha256": hashlib.sha256(bytes(row.jpeg)).hexdigest(),
    }
