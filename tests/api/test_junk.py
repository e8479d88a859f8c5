"""Whatever is sent to whichever operation, by whom: an answer its description knows, never a failure.

Bodies and parameters are generated from the API's own description, fitting and unfitting ones; ids are real.
That an answer is known is held where it arrives: tests/api/said.py.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import pytest
from django.urls import resolve
from hypothesis import HealthCheck, given, settings
from rest_framework.test import APIClient
from schemathesis import GenerationMode

from accounts.models import User
from accounts.permissions import can
from patients.models import Patient
from tests.api.everything import everything
from tests.api.said import Unsaid, operations
from tests.cast import Cast
from tests.undone import undone

pytestmark = pytest.mark.usefixtures("noon")

# In each stands a patient, written once for all that is sent there: whatever is sent is undone.
WORLDS = 8
STAFF = ("doctor_wang", "nurse_li", "coordinator_qian", "radiologist_he", "panel_member_lin", "admin_gao")
JSON = "application/json"
NO_OBJECT = ("null", "[]", '"x"', "1", "[{}]", '{"a": {"b": []}}')
NO_JSON = ("{", "\x00", "\ufeff{}", "[" * 100_000)
REFUSING = (400, 404, 415)
OTHER_VERSION = {"If-Match": '"of-another-day"'}
CAREFULLY = settings(
    max_examples=4,
    database=None,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@dataclass(frozen=True, slots=True)
class Door:
    """One operation at an address where there is something; who of the staff may use it, and who may not."""

    operation: Any
    address: str
    may: list[User]
    may_not: list[User]

    def sent(
        self, user: User, body: str, kind: str = JSON, *, is_input: bool = True, **more: Any
    ) -> Iterator[str]:
        """What is wrong with the answer. Nothing that was written stays."""
        client = APIClient()
        client.force_authenticate(user)
        try:
            with undone():
                answer = client.generic(self.operation.method.upper(), self.address, body, kind, **more)
        except Unsaid as complaint:
            yield f"{user.role} sends {body[:300]}: {complaint}"
        else:
            if not is_input and answer.status_code not in REFUSING:
                yield f"{self.operation.label} takes {body[:300]}: {answer.status_code}"

    def refuses(self, body: str, kind: str = JSON) -> Iterator[str]:
        """The same of what is no input; and that it was taken for some."""
        return self.sent(self.may[0], body, kind, is_input=False)


@pytest.mark.parametrize("world", range(WORLDS))
def test_whatever_is_sent_is_answered(world: int, people: Cast, zhang: Patient) -> None:
    ids = everything(people, zhang)
    asked = [one for one in operations().values() if "token" not in one.path][world::WORLDS]
    doors = [door_to(operation, ids, people) for operation in asked]
    reader = next(door for door in doors if door.operation.body)
    found = [complaint for body in NO_JSON for complaint in reader.refuses(body)]
    found += [complaint for door in doors for complaint in complaints(door)]
    assert not found, "\n\n".join(found)


def door_to(operation: Any, ids: dict[str, Any], people: Cast) -> Door:
    """A row is one of the list it stands below."""
    below = operation.path.split("/")[5:6]
    address = operation.path.format(**ids | {"row_id": ids.get(*below)} if below else ids)
    view: Any = resolve(address).func
    needed = view.view_class.permission_for.get(operation.method.upper())
    staff: list[User] = [getattr(people, name) for name in STAFF]
    may = [user for user in staff if needed is None or can(user, needed)]
    return Door(operation, address, may, [user for user in staff if user not in may])


def complaints(door: Door) -> Iterator[str]:
    """Sent by those who may, in turn: what fits, what does not, what is no input. Once by who may not."""
    first = ""
    for user, case in zip(cycle(door.may), cases(door.operation), strict=False):
        body = json.dumps(case.body, default=str) if door.operation.body else ""
        first = first or body
        yield from door.sent(user, body, query_params=case.query or {})
    for user in door.may_not[:1]:
        yield from door.sent(user, first)
    if door.operation.responses.find_by_status_code(412):
        yield from door.sent(door.may[0], first, headers=OTHER_VERSION)
    if door.operation.body:
        yield from what_is_no_input(door)


def what_is_no_input(door: Door) -> Iterator[str]:
    """An empty body only where something must be said."""
    must = door.operation.definition.raw["requestBody"].get("required")
    for body in (*NO_OBJECT, "") if must else NO_OBJECT:
        yield from door.refuses(body)
    yield from door.refuses("{}", "text/plain")


def cases(operation: Any) -> list[Any]:
    """What the description allows, then what it forbids, where something can be sent."""
    modes = list(GenerationMode) if operation.body or operation.query else [GenerationMode.POSITIVE]
    return [case for mode in modes for case in generated(operation, mode)]


def generated(operation: Any, mode: GenerationMode) -> list[Any]:
    found: list[Any] = []

    @CAREFULLY
    @given(case=operation.as_strategy(generation_mode=mode))
    def keep(case: Any) -> None:
        found.append(case)

    keep()
    return found
