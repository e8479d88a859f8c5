"""QI-01 on its page: counted per month, hospital and rank, beside the survey, in one query."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.enums import CityTier, HospitalLevel
from accounts.models import Hospital
from guidelines.quality.benchmarks import Stratum
from imaging.models import ImagingStudy
from imaging.selectors.window_quality import WindowCount, window_quality
from patients.models import Patient
from tests.cast import TODAY, Cast, patient


def a_ct(row: Patient, people: Cast, on: date, reviewed: bool | None, modality: str = "CT") -> None:
    ImagingStudy.objects.create(
        patient=row,
        modality=modality,
        done_on=on,
        bone_window_reviewed=reviewed,
        bone_window_on=on if reviewed else None,
        recorded_by=people.doctor_wang,
    )


@pytest.fixture
def scans(people: Cast, zhang: Patient) -> Patient:
    """Three CTs in March (read, not read, not recorded), two in January (read), some that do not count."""
    for reviewed in (True, False, None):
        a_ct(zhang, people, TODAY, reviewed)
    for _again in range(2):
        a_ct(zhang, people, date(2025, 1, 10), True, "CT_ENH")
    a_ct(zhang, people, TODAY, None, "MRI")
    a_ct(zhang, people, date(2024, 2, 28), True)
    a_ct(patient(people.oncology_west, number="W1"), people, TODAY, True)
    return zhang


def numbers(count: WindowCount) -> tuple[int, int, int, int]:
    return count.total, count.read, count.unread, count.unknown


def test_every_ct_of_the_year_counts_and_an_empty_field_is_not_read(people: Cast, scans: Patient) -> None:
    found = window_quality(people.doctor_wang, TODAY)
    assert (numbers(found.whole), found.whole.rate.percent) == ((5, 3, 1, 1), Decimal("60.0"))
    assert {month.name: numbers(month) for month in found.months if month.total} == {
        date(2025, 3, 1): (3, 1, 1, 1),
        date(2025, 1, 1): (2, 2, 0, 0),
    }
    assert (len(found.months), found.months[-1].name) == (12, date(2024, 4, 1))
    assert [(one.name, one.total) for one in found.hospitals] == [("东湖医院", 5)]
    assert (found.whole.observed, found.whole.attested, found.whole.partial, found.whole.none) == (0, 3, 0, 2)


def test_our_groups_stand_beside_those_of_the_survey(people: Cast, scans: Patient) -> None:
    Hospital.objects.update(level=HospitalLevel.PREF_ONCOLOGY, city_tier=CityTier.TIER_3_4)
    found = {one.benchmark.stratum: one for one in window_quality(people.doctor_wang, TODAY).compared}
    ours = {stratum: one.ours.total for stratum, one in found.items()}
    assert ours == {
        Stratum.OVERALL: 5,
        Stratum.TIER_1_2: 0,
        Stratum.TIER_3_4: 5,
        Stratum.GENERAL: 0,
        Stratum.ONCOLOGY: 5,
        Stratum.CHIEF: 5,
        Stratum.ASSOC_CHIEF: 0,
        Stratum.ATTENDING: 0,
    }
    assert found[Stratum.OVERALL].benchmark.shown.en == "59%"
    assert found[Stratum.TIER_1_2].ours.rate.percent is None


def test_the_page_says_the_numbers_with_their_source(
    people: Cast, scans: Patient, client: Client, noon: time_machine.Traveller
) -> None:
    client.force_login(people.doctor_wang)
    told = client.get(reverse("imaging:window_quality")).content.decode()
    for words in ("59%", "60% (3/5)", "白皮书，第 11 节", "不适用", "2025-03"):
        assert words in told


def test_who_sees_no_patients_counts_none(people: Cast, scans: Patient) -> None:
    assert window_quality(people.auditor_tang, TODAY).whole.total == 0


def test_two_questions_however_many_scans(
    people: Cast, scans: Patient, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        window_quality(people.doctor_wang, TODAY)
