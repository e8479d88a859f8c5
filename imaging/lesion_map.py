"""The body map of a patient with its rows and its legend: on the register, and on the screen of the room."""

from typing import Any

from django.utils.safestring import SafeString

from accounts.templatetags.words import say
from design.bodymap.drawing import body_map, legend_symbol
from design.bodymap.marks import DISC, HALF, OPEN, RING
from guidelines.lesions import LesionType
from imaging.bodymap import sayings
from imaging.lesion_rows import rows_of
from imaging.selectors.irradiated import irradiated_of
from imaging.selectors.register import register_in
from patients.models import Patient
from patients.record.rows import RecordRows


def map_of(patient: Patient, record: RecordRows, *, may_record: bool) -> dict[str, Any]:
    """The rows, the figures with their marks, and the lesions that stand on no figure."""
    register = register_in(record)
    rows = rows_of(register, irradiated_of(record, register.places))
    marks = [row.mark for row in sorted(rows, key=lambda row: row.number) if row.is_on_map]
    return {
        "rows": rows,
        "figures": body_map(marks, sayings(patient, may_record=may_record)),
        "looks": looks(),
        "off_map": [row for row in rows if not row.is_on_map],
    }


def looks() -> list[tuple[SafeString, str]]:
    """The legend: the shape of a mark and the type it says."""
    kinds = {
        RING: LesionType.OSTEOLYTIC,
        DISC: LesionType.OSTEOBLASTIC,
        HALF: LesionType.MIXED,
        OPEN: LesionType.UNKNOWN,
    }
    return [(legend_symbol(look), say(kind)) for look, kind in kinds.items()]
