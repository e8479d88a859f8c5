"""Rotating keys: everything under the new ones, nothing lost, and a run that was stopped goes on."""

import base64
import os
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from time_machine import Traveller

from accounts.crypto import is_newest
from accounts.resealing import closed_tables, reseal, sealed_tables
from accounts.second_factor.factors import code_use
from accounts.second_factor.resealing import reseal_factors
from patients.enums import ContactKind
from patients.models import Contact, Patient
from patients.selectors.search import Filters, patients_found, term_of
from patients.services import contact_save
from patients.specs.contacts import ContactSpec
from tests.accounts.second_factor.conftest import give_factor
from tests.accounts.second_factor.phone import shown
from tests.cast import Cast, patient

CARD, PHONE = "110101196702140028", "13800138000"


def key() -> str:
    return base64.b64encode(os.urandom(32)).decode()


@pytest.fixture
def old(settings: Any) -> str:
    """The key everything was sealed under."""
    settings.FIELD_KEYS = [key()]
    return str(settings.FIELD_KEYS[0])


@pytest.fixture
def rows(old: str, people: Cast) -> list[Patient]:
    """Three patients with a card each and a phone."""
    found = []
    for number in range(3):
        row = patient(people.oncology_1, number=f"R{number}", national_id=f"{CARD[:-1]}{number}")
        spec = ContactSpec(kind=ContactKind.SELF, phone=f"1380013800{number}", email="a@b.invalid")
        contact_save(by=people.nurse_li, patient=row, spec=spec)
        found.append(row)
    return found


def stored(table: str, column: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE {column} <> ''")  # noqa: S608 - names of this file
        return [value for (value,) in cursor.fetchall()]


def test_every_sealed_column_of_the_house_is_known() -> None:
    found = {f"{model._meta.db_table}.{name}" for model, names in sealed_tables() for name in names}
    identifiers = {
        f"{table}{suffix}.{name}"
        for table, names in (("patients_patient", ["national_id"]), ("patients_contact", ["phone", "email"]))
        for suffix in ("", "event")
        for name in names
    }

    assert identifiers <= found
    assert found - identifiers == {
        "accounts_submission.body",
        "interop_importbatch.waiting",
        "interop_importbatch.problems",
    }


def test_a_house_without_its_keys_is_told_so_before_people_are(
    rows: list[Patient], old: str, settings: Any
) -> None:
    settings.FIELD_KEYS = [key(), old]
    assert closed_tables() == []
    settings.FIELD_KEYS = [key()]

    assert {"patients_patient", "patients_contact"} <= set(closed_tables())


def test_second_factors_open_without_the_old_key(
    old: str, people: Cast, settings: Any, noon: Traveller
) -> None:
    given = give_factor(people.nurse_li)
    settings.FIELD_KEYS = [key(), old]
    assert [reseal_factors().changed, reseal_factors().changed] == [1, 0]
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]

    noon.shift(30)
    assert code_use(user=people.nurse_li, code=shown(given.secret))
    assert code_use(user=people.nurse_li, code=given.printed[3])
    assert not code_use(user=people.nurse_li, code=given.printed[3])
    settings.FIELD_KEYS = [key()]
    assert len(reseal_factors().lost) == 1


def test_afterwards_the_old_key_is_needed_by_no_row(
    rows: list[Patient], old: str, people: Cast, settings: Any, capsys: Any
) -> None:
    settings.FIELD_KEYS, settings.INDEX_KEY = [key(), old], "another index key of enough characters"
    history = len(stored("patients_patientevent", "national_id"))
    call_command("reseal", batch=2)
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]

    assert [row.national_id for row in Patient.objects.order_by("hospital_number")] == [
        f"{CARD[:-1]}{number}" for number in range(3)
    ]
    for table in ("patients_patient", "patients_patientevent"):
        assert all(map(is_newest, stored(table, "national_id")))
    found = patients_found(people.nurse_li, Filters(term=term_of(people.nurse_li, "138 0013 8001")))
    assert list(found) == [rows[1]]
    assert len(stored("patients_patientevent", "national_id")) == history
    assert "patients_patient: 3 rows, 3 sealed anew" in capsys.readouterr().out


def test_a_second_run_finds_nothing_and_a_stopped_one_goes_on(
    rows: list[Patient], old: str, settings: Any
) -> None:
    settings.FIELD_KEYS = [key(), old]
    steps = reseal(Patient, ["national_id"], batch=1)
    assert next(steps).changed == 1
    steps.close()
    done = [step.changed for step in reseal(Patient, ["national_id"], batch=1)]
    again = [step.changed for step in reseal(Patient, ["national_id"], batch=1)]

    assert done == [0, 1, 1]
    assert again == [0, 0, 0]
    assert all(map(is_newest, stored("patients_patient", "national_id")))


def test_a_row_no_key_opens_is_named_and_left(rows: list[Patient], settings: Any, capsys: Any) -> None:
    before = stored("patients_contact", "phone")
    settings.FIELD_KEYS = [key()]
    with pytest.raises(CommandError):
        call_command("reseal")

    assert f"patients_contact {Contact.objects.values_list('pk', flat=True)[0]}" in capsys.readouterr().out
    assert stored("patients_contact", "phone") == before
