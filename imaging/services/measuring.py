"""Measurements of lesions: one valid one a lesion and examination, the same for page, viewer and API."""

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from imaging.models import ImagingStudy, Lesion, LesionMeasurement
from imaging.specs import MeasurementSpec, ReadingSpec
from patients.models import Patient
from patients.services.checking import ends_before, finer, outside
from patients.services.recording import Kind, Problems, record_add, record_correct
from patients.services.writing import happened, locked, must

LONGEST_MM = 500
LAST_SLICE = 20_000
FARTHEST_PX = 100_000
UID = re.compile(r"[0-9]+(\.[0-9]+)*")
DIAMETERS = frozenset({"long", "short"})
POINTS, AXES = 2, 2


def _problems(spec: MeasurementSpec, patient: Patient, today: date) -> Problems:
    return {
        **rows_problems(spec, patient),
        "measured_on": day_problem(spec, spec.measured_on, patient, today),
        "long_mm": outside(spec.long_mm, 0, LONGEST_MM) or finer(spec.long_mm, 1),
        "short_mm": outside(spec.short_mm, 0, LONGEST_MM) or finer(spec.short_mm, 1) or _longer(spec),
        "series_uid": _uid_problem(spec.series_uid),
        "slice_index": outside(spec.slice_index, 0, LAST_SLICE),
        "ends": _ends_problem(spec.ends),
    }


def rows_problems(spec: MeasurementSpec | ReadingSpec, patient: Patient) -> Problems:
    """Whether study and lesion are valid rows of this patient."""
    lesions = Lesion.objects.filter(patient=patient, voided_at=None, pk=spec.lesion_id)
    return {
        "study_id": _no_such(_study(spec, patient)),
        "lesion_id": _no_such(lesions.first()),
    }


def day_problem(
    spec: MeasurementSpec | ReadingSpec, on: date | None, patient: Patient, today: date
) -> object:
    """Nothing is read before its examination was done, nor after today."""
    study = _study(spec, patient)
    return happened(on, patient, today) or ends_before(study.done_on if study else None, on)


def _study(spec: MeasurementSpec | ReadingSpec, patient: Patient) -> ImagingStudy | None:
    return ImagingStudy.objects.filter(patient=patient, voided_at=None, pk=spec.study_id).first()


def _no_such(row: object) -> object:
    return None if row is not None else _("This is not a valid row of this patient.")


def _longer(spec: MeasurementSpec) -> object:
    return _("The largest diameter is the longer one.") if spec.short_mm > spec.long_mm else None


def _uid_problem(uid: str) -> object:
    return None if not uid or UID.fullmatch(uid) else _("A series is named by digits and points.")


def _ends_problem(ends: Mapping[str, object]) -> object:
    if set(ends) <= DIAMETERS and all(_is_line(line) for line in ends.values()):
        return None
    return _("Accepted: for long and short two points each, in pixels of the slice.")


def _is_line(line: Any) -> bool:
    is_list = isinstance(line, list | tuple)
    return is_list and len(line) == POINTS and all(_is_point(point) for point in line)


def _is_point(point: Any) -> bool:
    is_list = isinstance(point, list | tuple)
    return is_list and len(point) == AXES and all(_is_pixel(number) for number in point)


def _is_pixel(number: Any) -> bool:
    is_number = isinstance(number, int | float) and not isinstance(number, bool)
    return is_number and math.isfinite(number) and 0 <= number <= FARTHEST_PX


MEASUREMENT = Kind(LesionMeasurement, Permission.IMAGING_RECORD, _problems)


@transaction.atomic
def measurement_record(
    *, by: User, patient: Patient, spec: MeasurementSpec, today: date, now: datetime, reason: str = ""
) -> LesionMeasurement:
    """The measurement of this lesion in this examination; the same numbers again are the row that is there.

    Other numbers correct the row that is there, which keeps it, void, and needs a reason. Raises
    ValidationError per field.
    """
    must(by, MEASUREMENT.permission)
    locked(patient.id)
    old = LesionMeasurement.objects.filter(
        patient=patient, study_id=spec.study_id, lesion_id=spec.lesion_id, voided_at=None
    ).first()
    if old is None:
        return record_add(kind=MEASUREMENT, by=by, patient=patient, spec=spec, today=today)
    if _is_same(old, spec):
        return old
    return record_correct(kind=MEASUREMENT, by=by, row=old, spec=spec, reason=reason, today=today, now=now)


def _is_same(old: LesionMeasurement, spec: MeasurementSpec) -> bool:
    """Whether nothing but the day of measuring differs: a repeated message is no correction."""
    columns = MEASUREMENT.row(spec)
    columns.pop("measured_on")
    return all(getattr(old, name) == value for name, value in columns.items())
