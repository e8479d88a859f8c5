"""No request sets a column that is not its business (CWE-915)."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml
from django import forms
from django.urls import get_resolver

from accounts.models import User
from patients.models import Patient
from tests.access import Stage
from tests.api.said import FILE
from tests.cast import Cast
from tests.hardening.doors import Door, doors
from tests.setup.checkout import ROOMS
from tests.undone import undone

# Columns of accounts, of ownership, and of what only a step of the house may write.
FORBIDDEN = {
    "is_superuser": True,
    "is_staff": True,
    "hospital_id": 1,
    "created_by": 1,
    "recorded_by": 1,
    "recorded_at": "2020-01-01T00:00:00Z",
    "created_at": "2020-01-01T00:00:00Z",
    "approved_at": "2020-01-01T00:00:00Z",
    "sealed_at": "2020-01-01T00:00:00Z",
    "voided_at": "2020-01-01T00:00:00Z",
}
# A name and a password and nothing else are read from it, and it writes a token only.
READS_TWO_KEYS = {"api-token"}


@cache
def described() -> Any:
    """The API as its description tells it."""
    return yaml.load(FILE.read_text(), Loader=yaml.CSafeLoader)


def takes_a_body(door: Door, method: str) -> bool:
    """Whether the API says that this address reads something."""
    for path, operations in described()["paths"].items():
        if re.fullmatch(re.sub(r"{\w+}", "[^/]+", path), door.path):
            return "requestBody" in operations.get(method.lower(), {})
    return False


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_the_api_refuses_every_key_it_does_not_know(method: str, people: Cast, zhang: Patient) -> None:
    tried = 0
    for door in doors(Stage(people, zhang), method):
        if door.path.startswith("/api/") and door.name not in READS_TWO_KEYS and takes_a_body(door, method):
            refuses(door, method)
            tried += 1
    assert tried > 5
    assert not User.objects.filter(is_superuser=True).exists()


def refuses(door: Door, method: str) -> None:
    with undone():
        answer = door.browser.generic(method, door.path, json.dumps(FORBIDDEN), "application/json")
    assert answer.status_code == 400, (door.name, answer.content)
    assert set(FORBIDDEN) <= {error["attr"] for error in answer.json()["errors"]}, door.name


def every_form(kind: Any = forms.BaseForm) -> Iterator[Any]:
    for one in kind.__subclasses__():
        yield one
        yield from every_form(one)


def is_office(form: Any) -> bool:
    """Made by Django's administration: tests/accounts/test_admin.py says who may set what there."""
    return (
        ".admin" in form.__module__ or not hasattr(form, "base_fields") or "is_superuser" in form.base_fields
    )


def test_no_form_of_a_page_has_a_field_for_such_a_column() -> None:
    assert get_resolver().url_patterns  # with the addresses every form is loaded
    ours = [one for one in set(every_form()) if one.__module__.split(".")[0] in ROOMS and not is_office(one)]
    fields = {(one.__name__, name) for one in ours for name in getattr(one, "base_fields", ())}
    assert len(fields) > 200
    assert {(form, name) for form, name in fields if name in FORBIDDEN} == set()
