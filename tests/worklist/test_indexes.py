"""The lists everybody opens all day are read through their indexes, whatever lies in the outbox."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import QuerySet

from patients.models import Patient
from patients.selectors import visible_to
from tests.cast import TODAY, Cast, patient
from tests.worklist.planned import MORNING, reminder
from worklist.enums import ReminderState
from worklist.models import Reminder
from worklist.selectors.calls import trouble_of
from worklist.selectors.inbox import inbox

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def years(people: Cast, zhang: Patient) -> None:
    """Thirty patients and three thousand reminders that were sent and read, ten that were not."""
    everybody = [patient(people.oncology_1, number=f"ZY{number}") for number in range(30)]
    Reminder.objects.bulk_create(
        Reminder(
            kind="DOSE_DUE",
            subject_id=uuid4(),
            patient=everybody[number % 30],
            department=people.oncology_1,
            due_on=TODAY,
            audience="NURSES",
            channel="INBOX",
            planned_for=TODAY,
            not_before=MORNING,
            last_day=TODAY,
            state=ReminderState.SENT,
            sent_at=MORNING,
            read_at=MORNING,
        )
        for number in range(3_000)
    )
    for _ in range(5):
        reminder(zhang)
        reminder(zhang, state=ReminderState.MISSED)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE worklist_reminder, patients_patient")


def plan(rows: QuerySet[Any]) -> str:
    """How PostgreSQL reads them."""
    return rows.explain()


def test_the_bell_does_not_walk_the_outbox(people: Cast) -> None:
    found = plan(inbox(people.nurse_li).filter(read_at=None).order_by()[:100])
    assert "Seq Scan on worklist_reminder" not in found


def test_the_call_list_reads_trouble_only(people: Cast) -> None:
    found = plan(trouble_of(visible_to(people.nurse_li)))
    assert "reminder_trouble" in found
    assert "Seq Scan on worklist_reminder" not in found
