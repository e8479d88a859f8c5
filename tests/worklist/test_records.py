"""A whole record from every room: the same number of questions for one patient and for three."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from bonetherapy.models import SupplementOrder
from guidelines.record.record import Record
from imaging.services import STUDY
from imaging.specs import StudySpec
from patients.models import PainScore, Patient
from patients.record.rows import RecordRows
from patients.selectors.whole import OpenRecord, records_of
from patients.services.recording import record_add, record_void
from patients.services.status import PAIN
from patients.specs.status import PainSpec
from tests.bonetherapy.steps import denosumab
from tests.cast import TODAY, Cast, calcium, confirm_bone_metastasis, patient, weight
from tests.patients.spoken import NOW

YESTERDAY = TODAY - timedelta(days=1)
QUERIES = 36


def filled(people: Cast, number: str) -> Patient:
    """A patient with a row in most tables."""
    row = patient(people.oncology_1, number=number)
    calcium(row, people.nurse_li)
    weight(row, people.nurse_li)
    by, today = people.doctor_wang, TODAY
    record_add(kind=PAIN, by=by, patient=row, spec=PainSpec(measured_on=TODAY, nrs=4), today=today)
    record_add(kind=STUDY, by=by, patient=row, spec=StudySpec(modality=None, done_on=TODAY), today=today)
    confirm_bone_metastasis(row, by)
    denosumab(row, by, TODAY)
    SupplementOrder.objects.create(patient=row, started_on=TODAY, product="D3", recorded_by=by)
    return row


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_questions_does_not_grow(
    people: Cast, rows: int, django_assert_num_queries: Any
) -> None:
    ids = [filled(people, f"ZY{index}").id for index in range(rows)]
    with django_assert_num_queries(QUERIES):
        found = records_of(ids, TODAY)
    assert [len(found[row].pain) for row in ids] == [1] * rows


def test_a_patient_about_whom_nothing_is_known(people: Cast) -> None:
    row = patient(people.oncology_1)
    found = records_of([row.id], TODAY)[row.id]
    assert found == Record(person=found.person)
    assert found.person.birth_date == row.birth_date


def test_the_record_stands_as_it_stood_that_day(people: Cast) -> None:
    row = filled(people, "ZY1")
    before = records_of([row.id], YESTERDAY)[row.id]
    assert (before.pain, before.labs, before.studies, before.supplements) == ((), (), (), ())
    assert before.person.weight_kg is None


def test_a_void_row_is_not_read(people: Cast) -> None:
    row = filled(people, "ZY1")
    record_void(kind=PAIN, by=people.doctor_wang, row=row.pain_scores.get(), reason="录入错误", now=NOW)
    assert records_of([row.id], TODAY)[row.id].pain == ()


def test_a_row_is_named_by_its_place_or_by_its_id(people: Cast) -> None:
    row = filled(people, "ZY1")
    score = row.pain_scores.get()
    assert records_of([row.id], TODAY)[row.id].pain[0].ref == str(score.pk)
    assert records_of([row.id], TODAY, {score.pk: "pain[0]"})[row.id].pain[0].ref == "pain[0]"


def test_a_course_of_the_pages_is_read_with_its_plan(people: Cast, zhang: Patient) -> None:
    course = denosumab(zhang, people.doctor_wang, TODAY)
    told = records_of([zhang.id], TODAY)[zhang.id].courses[0]
    assert (told.agent, told.interval_days, len(told.doses)) == ("DENOSUMAB", course.interval_days, 6)
    assert told.given_on == ()


def test_an_open_record_is_read_once(people: Cast, django_assert_num_queries: Any) -> None:
    record = OpenRecord(filled(people, "ZY1"), TODAY)
    with django_assert_num_queries(QUERIES):  # the limits of the hospital too, but the person was at hand
        chart = record.chart
    with django_assert_num_queries(0):
        assert record.chart is chart
        assert record.facts.weight_kg == chart.record.person.weight_kg
        assert record.rows.newest(PainScore, "measured_on")[0].nrs == chart.record.pain[0].nrs


def test_two_rooms_that_fill_one_field_are_refused(people: Cast, settings: Any) -> None:
    settings.FACT_SOURCES = [f"{__name__}.pain_of"] * 2
    row = patient(people.oncology_1)
    with pytest.raises(TypeError, match="pain"):
        records_of([row.id], TODAY)


def pain_of(rows: RecordRows, on: date, ref: Any) -> Mapping[UUID, Mapping[str, Any]]:
    """A room that speaks of pain."""
    return {patient_id: {"pain": ()} for patient_id in rows.patient_ids}
