"""Who is on hold: in which order, and without walking every dose there is."""

from datetime import timedelta

import pytest
from django.db import connection

from bonetherapy.models import Dose
from bonetherapy.selectors.day import DayFilters
from bonetherapy.selectors.held import courses_on_hold, held_courses
from tests.bonetherapy.steps import denosumab, hold
from tests.cast import TODAY, Cast, confirm_bone_metastasis, patient


@pytest.fixture
def wards(people: Cast) -> None:
    """Two patients on hold here, and thousands of doses: held elsewhere, cancelled here."""
    for number in range(2):
        row = patient(people.oncology_1, number=f"ZY{number}")
        confirm_bone_metastasis(row, people.doctor_wang)
        course = denosumab(row, people.doctor_wang, TODAY)
        hold(course, people.nurse_li, TODAY, review_on=TODAY + timedelta(days=number))
    Dose.objects.bulk_create(
        Dose(
            course=course,
            patient=course.patient,
            department=department,
            number=number,
            due_on=TODAY,
            state=state,
        )
        for number in range(100, 3_000)
        for department, state in ((people.oncology_2, "HELD"), (people.oncology_1, "CANCELLED"))
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE bonetherapy_dose, bonetherapy_course, patients_patient")


def test_the_longest_forgotten_comes_first(people: Cast, wards: None) -> None:
    later = TODAY + timedelta(days=1)

    rows = held_courses(user=people.nurse_li, filters=DayFilters(), today=later)

    assert [(row.review_on, row.days_over) for row in rows] == [(TODAY, 1), (later, 0)]


def test_the_doses_of_all_wards_are_not_walked(people: Cast, wards: None) -> None:
    found = courses_on_hold(people.nurse_li, (), DayFilters()).explain()

    assert "Seq Scan on bonetherapy_dose" not in found
