"""P13 prints a meeting both ways and leaves nothing behind; two cases are enough here."""

import pytest

from benchmarks import paper
from mdt.models import Meeting, Minutes
from tests.cast import cast, patient


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_both_sides_print_the_same_and_nothing_stays() -> None:
    people = cast()
    for number in range(2):
        patient(people.oncology_1, number=f"ZY{number}")
        patient(people.oncology_2, number=f"ZZ{number}")
        patient(people.oncology_west, number=f"ZX{number}")

    printed = paper.both(cases=2, rounds=1)

    assert printed.is_same
    assert printed.case_s > 0
    assert min(printed.ours_mb, printed.bare_mb) > 50
    assert not Minutes.objects.exists()
    assert not Meeting.objects.exists()
