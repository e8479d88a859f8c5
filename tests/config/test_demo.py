"""The demo hospital: every published case is there, and any day shows work to do."""

from collections import Counter
from contextlib import redirect_stdout
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import TestCase

from accounts import clock
from accounts.enums import Role
from accounts.models import Hospital, User
from bonetherapy.selectors.day import DayFilters
from bonetherapy.services.judging import day_open
from config.demo.cases import cases
from config.demo.patients import PATIENTS
from patients.models import Patient

pytestmark = pytest.mark.slow


class TestTheDemoHospital(TestCase):
    """Built once for all of these; each undoes what it adds."""

    printed: str

    @classmethod
    def setUpTestData(cls) -> None:
        cls.printed = build()

    def test_all_fifteen_cases_are_patients_and_marked_as_demo(self) -> None:
        assert sorted(who.case for who in PATIENTS if who.case) == sorted(cases())
        assert Patient.objects.filter(is_demo=True).count() == len(PATIENTS)

    def test_two_people_for_every_role_in_two_hospitals(self) -> None:
        staff = Counter(User.objects.values_list("hospital__short_name", "role"))
        assert {staff[hospital, role] for hospital in ("东湖", "西山") for role in Role.values} == {2}

    def test_everybody_who_can_sign_in_is_named(self) -> None:
        named = {line.split()[0] for line in self.printed.splitlines()[1:]}
        assert named == set(User.objects.values_list("username", flat=True))

    def test_the_operator_can_open_a_hospital(self) -> None:
        self.client.force_login(User.objects.get(username="operator"))
        assert self.client.get("/", follow=True).redirect_chain[0][0] == "/admin/"
        assert self.client.get("/admin/accounts/hospital/add/").status_code == 200

    def test_the_nurse_finds_today_overdue_and_blocked(self) -> None:
        nurse = User.objects.get(username="nurse")
        counts = day_open(user=nurse, filters=DayFilters(), today=clock.today()).counts
        assert (counts.today, counts.overdue) == (5, 3)
        assert counts.blocked >= 3

    def test_a_second_call_changes_nothing(self) -> None:
        build()
        assert (Hospital.objects.count(), Patient.objects.count()) == (2, len(PATIENTS))


def build() -> str:
    """What the command prints."""
    with redirect_stdout(StringIO()) as printed:
        call_command("demo_hospital")
    return printed.getvalue()


def test_a_real_hospital_gets_no_demo(db: None) -> None:
    Hospital.objects.create(name="真", short_name="真", level="TERTIARY_GENERAL", city_tier="TIER_1_2")
    assert (build(), User.objects.count()) == ("", 0)
