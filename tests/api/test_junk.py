"""Whatever is sent to whichever operation, by whom: an answer in words, never a failure.

Bodies and parameters are generated from the API's own description, fitting and unfitting ones; ids are real.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import yaml
from django.conf import settings as house
from hypothesis import HealthCheck, given, settings
from rest_framework.test import APIClient
from schemathesis import GenerationMode

from accounts.models import User
from patients.models import Patient
from tests.access import Stage, of_zhang
from tests.api.access import (
    of_a_course,
    of_a_ct_series,
    of_a_dental_row,
    of_a_file,
    of_a_picture,
    of_a_review,
    of_a_supplement,
    of_a_supplement_row,
    of_a_tooth,
    of_an_event,
    of_an_event_row,
)
from tests.api.kinds import EVERY_KIND, of_a_row
from tests.bonetherapy.access import of_a_dose
from tests.cast import Cast, albumin, calcium, creatinine, weight
from tests.imaging.access import of_a_measurement, of_a_reading, of_a_response
from tests.imaging.calendar import of_a_slot
from tests.mdt.access_boards import of_a_meeting, of_a_member, of_an_invitation
from tests.mdt.access_live import of_a_live_case, of_a_live_decision
from tests.mdt.casework import of_a_case
from tests.mdt.following.access import of_a_decision, of_a_referral
from tests.mdt.minutes.access import of_minutes
from tests.patients.access import of_a_contact, of_a_lab, of_an_emergency
from tests.undone import undone
from tests.worklist.access import of_a_failure, of_a_step, of_a_task

pytestmark = pytest.mark.usefixtures("noon")


def room_of(operation: Any) -> str:
    """The part of the address that operations on the same things share: one world serves them all."""
    parts = operation.path.strip("/").split("/")
    return "/".join(part for part in parts[2:5] if not part.startswith("{"))


DESCRIPTION = yaml.safe_load((Path(house.BASE_DIR) / "docs" / "openapi.yaml").read_text())
SCHEMA: Any = schemathesis.openapi.from_dict(DESCRIPTION)
OPERATIONS: list[Any] = [found.ok() for found in SCHEMA.get_all_operations()]
ROOMS: dict[str, list[Any]] = {}
for one in OPERATIONS:
    if "token" not in one.path:
        ROOMS.setdefault(room_of(one), []).append(one)
RAW = ("null", "[]", '"x"', "1", "{", "[{}]", '{"a": {"b": []}}', "\x00", "\ufeff{}", "[" * 100_000)
CAREFULLY = settings(
    max_examples=4,
    database=None,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def ids(people: Cast, zhang: Patient) -> dict[str, Any]:
    """Everything an address can name, of one patient who can be treated."""
    stage = Stage(people, zhang)
    found: dict[str, Any] = {}
    for fact in (calcium, albumin, creatinine, weight):
        fact(zhang, people.nurse_li)
    for write in (
        of_zhang,
        of_a_dose,
        of_a_course,
        of_a_lab,
        of_a_contact,
        of_a_tooth,
        of_a_supplement,
        of_an_event,
        of_a_failure,
        of_a_task,
        of_a_step,
        of_a_ct_series,
        of_a_review,
        of_a_slot,
        of_a_decision,
        of_a_referral,
        of_a_case,
        of_a_live_case,
        of_a_live_decision,
        of_minutes,
        of_a_member,
        of_a_meeting,
        of_an_invitation,
        of_an_emergency,
    ):
        found |= write(stage)
    # That there was no event can only be said before there was one.
    kinds = sorted(EVERY_KIND, key=lambda facts: facts.slug != "event-free-statement")
    rows = {facts.plural: of_a_row(facts)(stage)["row_id"] for facts in kinds}
    others = {
        "key-images": of_a_picture,
        "lesion-measurements": of_a_measurement,
        "lesion-readings": of_a_reading,
        "response-assessments": of_a_response,
        "report-attachments": of_a_file,
        "dental": of_a_dental_row,
        "supplements": of_a_supplement_row,
        "adverse-events": of_an_event_row,
    }
    return found | rows | {name: write(stage)["row_id"] for name, write in others.items()}


def signed_in(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def addressed(operation: Any, ids: dict[str, Any]) -> str:
    """The address; a row is one of the list it stands below."""
    below = operation.path.split("/")[5:6]
    return str(
        operation.path.format(**ids, row_id=ids.get(*below)) if below else operation.path.format(**ids)
    )


# One test a room: its world is made once for all that is sent there.
@pytest.mark.parametrize("room", ROOMS)
def test_whatever_is_sent_is_answered(room: str, ids: dict[str, Any], people: Cast) -> None:
    clients = [signed_in(user) for user in (people.nurse_li, people.doctor_wang, people.admin_gao)]
    for operation in ROOMS[room]:
        address = addressed(operation, ids)
        for mode in GenerationMode if operation.body or operation.query else [GenerationMode.POSITIVE]:
            answers_what_is_generated(operation, mode, address, clients)
        for raw in raw_bodies(operation):
            refuses_what_is_no_object(operation, address, raw, signed_in(people.doctor_wang))


def answers_what_is_generated(
    operation: Any, mode: GenerationMode, address: str, clients: list[APIClient]
) -> None:
    @CAREFULLY
    @given(case=operation.as_strategy(generation_mode=mode))
    def answered(case: Any) -> None:
        body = json.dumps(case.body, default=str) if operation.body else ""
        for client in clients:
            with undone():
                answer = client.generic(
                    case.method, address, body, "application/json", query_params=case.query or {}
                )
            assert answer.status_code < 500, (address, answer.content)

    answered()


def refuses_what_is_no_object(operation: Any, address: str, raw: str, client: APIClient) -> None:
    with undone():
        answer = client.generic(operation.method.upper(), address, raw, "application/json")
    assert answer.status_code in {400, 404}, (operation.path, raw, answer.content)
    assert answer.json()["type"] in {"validation_error", "client_error"}


def raw_bodies(operation: Any) -> Iterator[str]:
    """None where nothing is sent; an empty one only where something must be said."""
    if operation.body:
        yield from RAW
        described = DESCRIPTION["paths"][operation.path][operation.method]["requestBody"]
        if described.get("required"):
            yield ""
