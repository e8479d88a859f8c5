"""What the rules read about a patient."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from guidelines.bone.calcium import CalciumKind, calcium_reading
from guidelines.facts import Problem
from guidelines.labs import Analyte, Sex
from patients.enums import MetastasisStatus
from patients.facts import facts_from, facts_of
from patients.models import LabResult, Patient
from patients.models import Problem as ProblemRow
from patients.record.rows import RecordRows
from tests.cast import TODAY, Cast, albumin, calcium, creatinine, lab, patient, weight

YESTERDAY = TODAY - timedelta(days=1)


def test_the_last_valid_result_counts_in_its_canonical_unit(people: Cast, zhang: Patient) -> None:
    calcium(zhang, people.nurse_li, "2.20", YESTERDAY)
    lab(zhang, people.nurse_li, "calcium", "9.2184", "mg/dL", "8.4", "10.1", TODAY)
    calcium(zhang, people.nurse_li, "2.40", TODAY + timedelta(days=1))
    found = facts_of([zhang.id], TODAY)[zhang.id].lab(Analyte.CALCIUM)
    assert found
    assert (round(found.value, 3), found.sampled_on) == (Decimal("2.300"), TODAY)
    assert found.low
    assert round(found.low, 3) == Decimal("2.096")


def test_a_voided_result_does_not_count_and_the_one_before_it_does(people: Cast, zhang: Patient) -> None:
    calcium(zhang, people.nurse_li, "2.20", YESTERDAY)
    wrong = calcium(zhang, people.nurse_li, "1.20")
    LabResult.objects.filter(pk=wrong.pk).update(voided_at="2025-03-01T01:00Z", void_reason="错误")
    found = facts_of([zhang.id], TODAY)[zhang.id].lab(Analyte.CALCIUM)
    assert found
    assert found.value == Decimal("2.20")


def test_a_unit_nobody_can_read_is_missing_and_nothing_stands_in(people: Cast, zhang: Patient) -> None:
    calcium(zhang, people.nurse_li, "2.20", YESTERDAY)
    lab(zhang, people.nurse_li, "calcium", "2.0", "furlong", "1", "3", TODAY)
    assert facts_of([zhang.id], TODAY)[zhang.id].lab(Analyte.CALCIUM) is None


def test_calcium_is_corrected_by_the_albumin_taken_with_it(people: Cast, zhang: Patient) -> None:
    calcium(zhang, people.nurse_li, "2.05", YESTERDAY)
    albumin(zhang, people.nurse_li, "20", YESTERDAY)
    albumin(zhang, people.nurse_li, "30", YESTERDAY)
    albumin(zhang, people.nurse_li, "38", TODAY)

    facts = facts_of([zhang.id], TODAY)[zhang.id]

    reading = calcium_reading(facts.labs, TODAY)
    assert reading
    assert (reading.kind, reading.value_mmol_l) == (CalciumKind.CORRECTED, Decimal("2.25"))
    last = facts.lab(Analyte.ALBUMIN)
    assert last
    assert last.value == Decimal(38)


def test_a_voided_albumin_corrects_nothing(people: Cast, zhang: Patient) -> None:
    calcium(zhang, people.nurse_li, "2.05", YESTERDAY)
    wrong = albumin(zhang, people.nurse_li, "30", YESTERDAY)
    albumin(zhang, people.nurse_li, "38", TODAY)
    LabResult.objects.filter(pk=wrong.pk).update(voided_at="2025-03-01T01:00Z", void_reason="错误")

    reading = calcium_reading(facts_of([zhang.id], TODAY)[zhang.id].labs, TODAY)

    assert reading
    assert reading.kind is CalciumKind.UNCORRECTED


def test_what_is_not_recorded_is_none(people: Cast) -> None:
    row = patient(people.oncology_1)
    facts = facts_of([row.id], TODAY)[row.id]
    assert (facts.weight_kg, facts.weighed_on, facts.labs, facts.problems) == (None, None, (), frozenset())
    assert facts.bone_metastasis.status == MetastasisStatus.UNKNOWN
    assert (facts.sex, facts.birth_date) == (Sex.FEMALE, date(1967, 2, 14))


def test_open_problems_and_the_last_weight(people: Cast, zhang: Patient) -> None:
    weight(zhang, people.nurse_li, "61.0", YESTERDAY)
    weight(zhang, people.nurse_li, "60.5")
    for code, over in (("ckd", None), ("diabetes", TODAY), ("nsaid_use", None)):
        ProblemRow.objects.create(
            patient=zhang, code=code, noted_on=YESTERDAY, resolved_on=over, recorded_by=people.nurse_li
        )
    facts = facts_of([zhang.id], TODAY)[zhang.id]
    assert (facts.weight_kg, facts.weighed_on) == (Decimal("60.5"), TODAY)
    assert facts.problems == {Problem.CKD}
    assert facts.problem_codes == {"ckd", "nsaid_use"}
    assert facts.bone_metastasis.confirmed_on == date(2025, 2, 1)


def test_rows_read_for_a_page_tell_the_same(people: Cast, zhang: Patient) -> None:
    calcium(zhang, people.nurse_li, "2.05", YESTERDAY)
    albumin(zhang, people.nurse_li, "20", YESTERDAY)
    albumin(zhang, people.nurse_li, "30", YESTERDAY)
    albumin(zhang, people.nurse_li, "38", TODAY)
    creatinine(zhang, people.nurse_li, on=TODAY + timedelta(days=1))
    weight(zhang, people.nurse_li, "61.0", TODAY)
    weight(zhang, people.nurse_li, "60.5", TODAY + timedelta(days=1))
    ProblemRow.objects.create(
        patient=zhang, code="ckd", noted_on=TODAY + timedelta(days=1), recorded_by=people.nurse_li
    )
    other = patient(people.oncology_1, number="ZY9")
    ids = [zhang.id, other.id]

    for day in (YESTERDAY, TODAY, TODAY + timedelta(days=1)):
        assert facts_from(RecordRows(ids), day) == facts_of(ids, day)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_questions_does_not_grow(
    people: Cast, rows: int, django_assert_num_queries: Any
) -> None:
    ids = []
    for index in range(rows):
        row = patient(people.oncology_1, number=f"ZY{index}")
        calcium(row, people.nurse_li)
        creatinine(row, people.nurse_li)
        ids.append(row.id)
    with django_assert_num_queries(5):
        assert len(facts_of(ids, TODAY)) == rows
