"""The clock of the tests stands, and yet the row written last is the newest."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Ward
from patients.models import Patient
from tests.cast import Cast, weight

pytestmark = pytest.mark.usefixtures("noon")


def test_each_row_has_a_moment_of_its_own(people: Cast, zhang: Patient) -> None:
    moments = [weight(zhang, people.nurse_li, kg).created_at for kg in ("60.0", "60.5", "61.0")]
    assert moments == sorted(set(moments))


def test_rows_written_together_too(people: Cast) -> None:
    rows = Ward.objects.bulk_create(Ward(department=people.oncology_1, name=name) for name in ("东", "西"))
    assert rows[0].created_at < rows[1].created_at


def test_the_clock_itself_stands(people: Cast, zhang: Patient, noon: time_machine.Traveller) -> None:
    before = timezone.now()
    weight(zhang, people.nurse_li)
    weight(zhang, people.nurse_li)
    assert timezone.now() == before


def test_when_it_moves_rows_are_written_at_the_moment_it_shows(
    people: Cast, zhang: Patient, noon: time_machine.Traveller
) -> None:
    weight(zhang, people.nurse_li)
    noon.shift(timedelta(hours=1))
    assert weight(zhang, people.nurse_li).created_at == timezone.now()
