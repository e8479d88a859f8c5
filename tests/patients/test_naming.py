"""A row of the record by its id alone: kind, day, value and pages, whatever room it is of."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bonetherapy.sheets import SHEETS as BONE_DRUGS
from imaging.sheets import SHEETS as IMAGING
from mdt.sheets import SHEETS as MDT
from patients.models import PainScore, Patient
from patients.naming import rows_named
from patients.sheets.all import ASIDE, SHEETS
from patients.sheets.base import Sheet
from tests.bonetherapy.steps import denosumab
from tests.cast import TODAY, Cast, calcium
from tests.record import one_of

pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.parametrize(
    "sheet", [*SHEETS, *ASIDE, *IMAGING, *MDT, *BONE_DRUGS], ids=lambda sheet: sheet.name
)
def test_every_row_that_has_a_page_is_named_with_it(
    sheet: Sheet[Any, Any], people: Cast, zhang: Patient
) -> None:
    denosumab(zhang, people.doctor_wang, TODAY, today=TODAY)
    row = one_of(sheet, zhang, by=people.doctor_wang)
    named = rows_named({row.id})[row.id]
    assert named.said == f"{sheet.title} {sheet.line(row).on} {sheet.line(row).what}"
    assert named.url == sheet.page(row)
    assert named.correct_url == sheet.row_address("correct", row)


def test_a_result_and_a_dose_say_test_value_and_number(people: Cast, zhang: Patient) -> None:
    result = calcium(zhang, people.nurse_li, "2.30")
    dose = denosumab(zhang, people.doctor_wang, TODAY, today=TODAY).doses.get(number=1)
    named = rows_named({result.id, dose.id})
    assert "2.3 mmol/L" in named[result.id].said
    assert "1" in named[dose.id].said
    assert str(dose.id) in named[dose.id].url


def test_an_id_nobody_knows_is_left_out_and_no_id_asks_nothing(people: Cast) -> None:
    assert rows_named({uuid4()}) == {}
    with CaptureQueriesContext(connection) as queries:
        assert rows_named(set()) == {}
    assert not queries.captured_queries


def test_three_rows_of_a_kind_cost_the_queries_of_one(people: Cast, zhang: Patient) -> None:
    rows = [
        PainScore.objects.create(patient=zhang, nrs=nrs, measured_on=TODAY, recorded_by=people.nurse_li)
        for nrs in range(3)
    ]
    counts = []
    for some in (rows[:1], rows):
        with CaptureQueriesContext(connection) as queries:
            assert len(rows_named({row.id for row in some})) == len(some)
        counts.append(len(queries))
    assert counts == [2, 2]
