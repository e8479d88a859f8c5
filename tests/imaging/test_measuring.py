"""Two diameters of a lesion in an examination: written once, corrected with a reason, refused by field."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from guidelines.lesions import Bone
from imaging.models import LesionMeasurement
from imaging.services import measurement_record
from imaging.specs import MeasurementSpec
from patients.models import Patient
from patients.services import patients_merge
from tests.cast import TODAY, Cast, patient
from tests.imaging.measured import lesion, measure, study
from tests.patients.spoken import NOW

ENDS = {"long": [[10, 20.5], [30, 40]], "short": [[12, 30], [28, 30]]}
TOMORROW = TODAY + timedelta(days=1)


def test_a_viewer_sends_the_same_measurement_twice_and_one_row_stands(people: Cast, zhang: Patient) -> None:
    seen, t8 = study(people, zhang), lesion(people, zhang, "T8", Bone.SPINE)
    told: dict[str, Any] = {"series_uid": "1.2.840.1", "slice_index": 118, "ends": ENDS}
    first = measure(people, seen, t8, "18.4", "14.2", **told)
    assert measure(people, seen, t8, "18.4", "14.2", **told) == first
    assert (first.long_mm, first.slice_index, first.ends) == (Decimal("18.4"), 118, ENDS)
    assert first.recorded_by == people.radiologist_he


def test_other_numbers_correct_what_stands_and_keep_it(people: Cast, zhang: Patient) -> None:
    seen, t8 = study(people, zhang), lesion(people, zhang, "T8", Bone.SPINE)
    old = measure(people, seen, t8, "18.4", "14.2")
    with pytest.raises(ValidationError) as problems:
        measure(people, seen, t8, "19.0", "14.2")
    assert list(problems.value.error_dict) == ["reason"]
    new = measure(people, seen, t8, "19.0", "14.2", reason="重新测量")
    old.refresh_from_db()
    assert (new.corrects, old.void_reason, old.voided_by) == (old, "重新测量", people.radiologist_he)
    assert LesionMeasurement.objects.get(voided_at=None) == new


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"long_mm": "10.0", "short_mm": "14.2"}, "short_mm"),
        ({"short_mm": "-1"}, "short_mm"),
        ({"long_mm": "501"}, "long_mm"),
        ({"long_mm": "18.45"}, "long_mm"),
        ({"measured_on": TOMORROW}, "measured_on"),
        ({"measured_on": TODAY - timedelta(days=1)}, "measured_on"),
        ({"series_uid": "1.2; DROP"}, "series_uid"),
        ({"slice_index": -1}, "slice_index"),
        ({"ends": {"long": [[1, 2]]}}, "ends"),
        ({"ends": {"across": [[1, 2], [3, 4]]}}, "ends"),
        ({"ends": {"long": [[1, 2], [3, float("nan")]]}}, "ends"),
        ({"ends": {"long": [[1, 2], [3, "4"]]}}, "ends"),
        ({"ends": {"long": [[1, 2], [3, True]]}}, "ends"),
    ],
)
def test_an_impossible_measurement_is_refused_by_field(
    people: Cast, zhang: Patient, more: dict[str, Any], field: str
) -> None:
    seen, t8 = study(people, zhang), lesion(people, zhang, "T8", Bone.SPINE)
    facts: dict[str, Any] = {"long_mm": "18.4", "short_mm": "14.2"}
    with pytest.raises(ValidationError) as problems:
        measure(people, seen, t8, **facts | more)
    assert list(problems.value.error_dict) == [field]


def test_a_lesion_that_is_gone_measures_nothing(people: Cast, zhang: Patient) -> None:
    row = measure(people, study(people, zhang), lesion(people, zhang, "T8", Bone.SPINE), "0", "0")
    assert (row.long_mm, row.short_mm) == (Decimal(0), Decimal(0))


def test_study_and_lesion_belong_to_the_patient(people: Cast, zhang: Patient) -> None:
    other = patient(people.oncology_1, number="ZY2")
    spec = MeasurementSpec(
        study_id=study(people, other).id,
        lesion_id=lesion(people, other, "T8", Bone.SPINE).id,
        measured_on=TODAY,
        long_mm=Decimal(1),
        short_mm=Decimal(1),
    )
    with pytest.raises(ValidationError) as problems:
        measurement_record(by=people.radiologist_he, patient=zhang, spec=spec, today=TODAY, now=NOW)
    assert sorted(problems.value.error_dict) == ["lesion_id", "study_id"]


def test_who_records_no_imaging_measures_nothing(people: Cast, zhang: Patient) -> None:
    seen, t8 = study(people, zhang), lesion(people, zhang, "T8", Bone.SPINE)
    spec = MeasurementSpec(
        study_id=seen.id, lesion_id=t8.id, measured_on=TODAY, long_mm=Decimal(1), short_mm=Decimal(1)
    )
    for user in (people.nurse_li, people.coordinator_qian, people.panel_member_lin):
        with pytest.raises(PermissionDenied):
            measurement_record(by=user, patient=zhang, spec=spec, today=TODAY, now=NOW)


def test_the_database_keeps_one_valid_measurement_and_the_longer_diameter_first(
    people: Cast, zhang: Patient
) -> None:
    row = measure(people, study(people, zhang), lesion(people, zhang, "T8", Bone.SPINE), "18.4", "14.2")
    with pytest.raises(IntegrityError), transaction.atomic():
        LesionMeasurement.objects.filter(pk=row.pk).update(long_mm=Decimal(1))
    row.pk, row._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_measurements_move_when_two_records_become_one(people: Cast, zhang: Patient) -> None:
    double = patient(people.oncology_1, number="ZY2")
    measure(people, study(people, double), lesion(people, double, "T8", Bone.SPINE), "18.4", "14.2")
    patients_merge(by=people.doctor_wang, keep=zhang, remove=double, reason="同一人", now=NOW)
    assert LesionMeasurement.objects.get().patient_id == zhang.id
