"""Identifiers at rest: unreadable in the table and in its history, readable after a key change."""

import base64
from datetime import date
from typing import Any

import pytest
from django.db import connection
from psycopg import sql

from accounts.crypto import Undecryptable
from patients.models import Contact, Patient
from patients.services import patient_register
from tests.cast import TODAY, Cast
from tests.patients.spoken import CARD, newcomer

PHONE = "13800138000"


@pytest.fixture
def row(people: Cast) -> Patient:
    """A patient with a card and a phone."""
    spec = newcomer(people, PHONE, national_id=CARD, birth_date=date(1967, 2, 14))
    return patient_register(by=people.nurse_li, spec=spec, today=TODAY)


def dump(table: str) -> str:
    with connection.cursor() as cursor:
        query = sql.SQL("SELECT to_jsonb(t)::text FROM {} AS t").format(sql.Identifier(table))
        cursor.execute(query)
        return " ".join(line for (line,) in cursor.fetchall())


@pytest.mark.parametrize("table", ["patients_patient", "patients_patientevent"])
def test_a_card_is_nowhere_readable(row: Patient, table: str) -> None:
    assert CARD not in dump(table)
    assert "a1:" in dump(table)


@pytest.mark.parametrize("table", ["patients_contact", "patients_contactevent"])
def test_a_phone_is_nowhere_readable(row: Patient, table: str) -> None:
    assert PHONE not in dump(table)
    assert "a1:" in dump(table)


def test_a_new_key_in_front_reads_what_the_old_one_wrote(row: Patient, settings: Any) -> None:
    new = base64.b64encode(b"n" * 32).decode()
    settings.FIELD_KEYS = [new, *settings.FIELD_KEYS]
    assert Patient.objects.get().national_id == CARD
    Patient.objects.get().save()
    settings.FIELD_KEYS = [new]
    assert Patient.objects.get().national_id == CARD
    with pytest.raises(Undecryptable):
        Contact.objects.get()
