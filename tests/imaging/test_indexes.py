"""What asks for something today is read through its index, however many slots lie behind."""

from datetime import date, timedelta

import pytest
from django.db import connection

from imaging.models import ImagingSlot
from imaging.reminders import scan_reminders
from imaging.selectors.slots import slots_due
from patients.models import Patient
from patients.selectors import visible_to
from tests.cast import Cast, patient
from tests.imaging.calendar import LATE, at

FIRST = date(2015, 1, 1)
TURNS = {
    "soon_from": -14,
    "overdue_from": 15,
    "missed_from": 47,
    "next_takes_over_on": 107,
    "next_due_on": 92,
}


def slot(row: Patient, number: int) -> ImagingSlot:
    due_on = FIRST + timedelta(days=number)
    return ImagingSlot(
        patient=row,
        rule_id="IMG-02",
        category="ADVANCED",
        anchor_on=FIRST,
        kind="CT",
        number=number + 1,
        due_on=due_on,
        **{name: due_on + timedelta(days=days) for name, days in TURNS.items()},
    )


@pytest.fixture(autouse=True)
def years(people: Cast) -> None:
    """Thirty patients with a hundred slots each, long gone."""
    rows = [patient(people.oncology_1, number=f"ZY{number}") for number in range(30)]
    ImagingSlot.objects.bulk_create(slot(row, number) for row in rows for number in range(100))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE imaging_imagingslot, patients_patient")


def test_the_day_list_does_not_walk_the_calendar(people: Cast) -> None:
    plan = slots_due(visible_to(people.coordinator_qian), LATE).explain()
    assert "slot_open" in plan


def test_the_plan_of_the_reminders_does_not_walk_the_calendar() -> None:
    source = scan_reminders(at(LATE))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {source.select}", dict(source.params))
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "slot_open" in plan
    assert "Seq Scan on imaging_imagingslot s" not in plan
