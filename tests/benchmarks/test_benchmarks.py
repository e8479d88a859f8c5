"""What the benchmarks measure is right at 300 patients; how long it takes is no matter here."""

import re

import pytest
import time_machine
from django.db import connection

from accounts.models import ReadRecord, TrailUnsealed
from benchmarks import pages, plans, sweep, trail
from benchmarks.data import fill
from bonetherapy.models import Course, Dose
from patients.models import Patient
from tests.cast import TODAY
from worklist.models import Reminder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon", "group")]

SIZE = 300
SECRET = re.compile(r'((csrfmiddlewaretoken|form_key)" value=|X-CSRFToken": |nonce=)"[^"]+"')


@pytest.fixture
def group(db: None) -> None:
    """A hospital group of 300 patients on TODAY."""
    fill(SIZE, TODAY)
    with connection.cursor() as cursor:  # the outbox cannot be emptied while its keys wait to be checked
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def keys() -> set[tuple[object, ...]]:
    return set(Reminder.objects.values_list("kind", "subject_id", "due_on", "audience", "channel"))


def test_every_patient_has_one_course_with_six_doses() -> None:
    assert (Patient.objects.count(), Course.objects.count(), Dose.objects.count()) == (SIZE, SIZE, SIZE * 6)
    assert Dose.objects.filter(state="PLANNED", planned_on__lt=TODAY).exists()


def test_the_sweep_writes_the_rows_of_the_bare_statement() -> None:
    written = sweep.rows_written(TODAY)
    ours = keys()
    sweep.empty()
    sweep.bare(TODAY)()

    assert ours == keys()
    assert len(ours) == written > 0


def test_the_second_sweep_writes_nothing() -> None:
    sweep.rows_written(TODAY)

    assert sweep.rows_written(TODAY, into_empty=False) == 0


def test_the_sweep_is_a_handful_of_statements() -> None:
    assert 1 <= sweep.statements(TODAY) <= 5


def test_the_page_from_memory_is_the_page_from_the_database() -> None:
    fresh, remembered = pages.both(pages.nurse())

    assert "/doses/" in fresh
    assert SECRET.sub("", fresh) == SECRET.sub("", remembered)


def test_the_page_is_few_statements_and_travels_small() -> None:
    assert 0 < len(pages.statements()) <= 8
    assert 0 < pages.size_bytes() <= 25_000


def test_ten_and_fifty_and_ninety_rows_cost_the_same_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = set()
    for rows in (10, 50, 90):
        monkeypatch.setattr("bonetherapy.selectors.day.PAGE_ROWS", rows)
        counts.add(len(pages.statements()))

    assert len(counts) == 1


def test_every_statement_of_the_page_has_a_plan() -> None:
    statements = pages.statements()

    found = plans.plans(statements)

    assert found
    assert all(plan.rows_returned >= 1 and plan.milliseconds >= 0 for plan in found)
    assert any(plan.is_aggregate for plan in found)


def test_a_scan_of_a_large_table_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "LARGE_ROWS", SIZE)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_indexscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute("SET LOCAL enable_indexonlyscan = off")

    assert plans.plan_of("SELECT * FROM bonetherapy_dose").scanned == ("bonetherapy_dose",)


def test_the_two_pages_of_the_trail_differ_by_one_line() -> None:
    page, alone = trail.both()
    alone()
    assert not ReadRecord.objects.exists()
    page()
    assert ReadRecord.objects.count() == 1


def test_what_the_benchmark_of_the_trail_wrote_verifies(noon: time_machine.Traveller) -> None:
    page, _alone = trail.both()
    page()
    noon.move_to(time_machine.escape_hatch.time.time())  # the database wrote by its own clock
    trail.sealing()  # raises for a trail that is not whole

    assert not TrailUnsealed.objects.exists()
