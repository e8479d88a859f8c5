"""Lists: in pages, in the same number of queries for one and three rows, deaf to nonsense in the address."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from accounts.models import User
from bonetherapy.models import AdverseEvent, DentalRecord, SupplementOrder
from mdt.models import Board, BoardReferral
from patients.api.records import Facts
from patients.enums import ContactKind
from patients.models import Contact, Override, Patient
from tests.access import Stage
from tests.api.kinds import EVERY_KIND, row_of
from tests.bonetherapy.pages.morning import open_course
from tests.cast import TODAY, Cast, calcium, confirm_bone_metastasis, patient
from tests.imaging.calendar import ct_slot
from tests.mdt import boards
from tests.mdt.access_boards import a_board
from tests.mdt.boards import MEETING_ON, at, board, meeting
from tests.mdt.casework import of_another_case
from tests.mdt.following.access import a_referral as referred
from tests.mdt.following.board_day import concluded
from tests.mdt.minutes.stage import minutes_row
from tests.patients.versions import approved
from tests.worklist.planned import reminder, subject
from worklist.enums import CallOutcome
from worklist.models import ContactLog

pytestmark = pytest.mark.usefixtures("noon")
Write = Callable[[Stage, int], object]


def somebody(stage: Stage, number: int) -> Patient:
    return patient(stage.people.oncology_1, number=f"N{number}")


def a_dose(stage: Stage, number: int) -> object:
    return open_course(somebody(stage, number), stage.people.doctor_wang, "DENOSUMAB", TODAY)


def an_event(stage: Stage, number: int) -> object:
    course = stage.zhang.courses.get()
    onset_on = TODAY - timedelta(days=number)
    return AdverseEvent.objects.create(
        patient=stage.zhang,
        course=course,
        code="FEVER",
        severity="MILD",
        onset_on=onset_on,
        recorded_by=stage.people.nurse_li,
    )


def a_call(stage: Stage, number: int) -> object:
    when = stage.zhang.created_at + timedelta(minutes=number)
    return ContactLog.objects.create(
        patient=stage.zhang, outcome=CallOutcome.NO_ANSWER, at=when, by=stage.people.nurse_li
    )


def an_override(stage: Stage, number: int) -> object:
    facts = {"rule_id": f"CAL-{number}", "severity": "WARN", "reason_code": "OTHER"}
    return Override.objects.create(patient=stage.zhang, by=stage.people.nurse_li, **facts)


def slots_of_somebody(stage: Stage, number: int) -> object:
    row = somebody(stage, number)
    confirm_bone_metastasis(row, stage.people.doctor_wang)
    return ct_slot(row)


def a_decision(stage: Stage, number: int) -> object:
    board = Board.objects.first() or boards.board(stage.people)
    case = concluded(stage.people, somebody(stage, number), board)
    return boards.decision(case, stage.people.doctor_wang)


def a_referral(stage: Stage, number: int) -> object:
    elsewhere = referred(stage).case.board
    case = boards.case(elsewhere, somebody(stage, number), stage.people.doctor_wang)
    until = TODAY + timedelta(days=30)
    return BoardReferral.objects.create(
        case=case,
        from_hospital=stage.people.east,
        reason="不明",
        until=until,
        referred_by=stage.people.doctor_wang,
    )


def a_board_more(stage: Stage, number: int) -> object:
    return board(stage.people, name=f"MDT {number}")


def a_meeting_more(stage: Stage, number: int) -> object:
    return meeting(a_board(stage), at(MEETING_ON, 10 + number))


def by_li(model: Any, **facts: Any) -> Write:
    return lambda stage, _number: model.objects.create(
        patient=stage.zhang, recorded_by=stage.people.nurse_li, **facts
    )


def a_fact(facts: Facts) -> Write:
    return lambda stage, number: row_of(facts, stage.people.doctor_wang, stage.zhang, number)


ZHANG = "patients/{patient}/"
LISTS: dict[str, Write] = {
    "patients/": somebody,
    "doses/": a_dose,
    "day/": a_dose,
    "imaging-slots/": slots_of_somebody,
    "followed-decisions/": a_decision,
    "referrals/": a_referral,
    "boards/": a_board_more,
    "meetings/": a_meeting_more,
    "cases/": of_another_case,
    "tasks/": lambda stage, _number: subject(stage.zhang, TODAY),
    "limits/": lambda stage, _number: approved(stage.people),
    "inbox/": lambda stage, _number: reminder(stage.zhang),
    "calls/": lambda stage, number: reminder(somebody(stage, number), state="MISSED"),
    "courses/{course}/adverse-events/": an_event,
    f"{ZHANG}labs/": lambda stage, _number: calcium(stage.zhang, stage.people.nurse_li),
    f"{ZHANG}dental/": by_li(DentalRecord, item="ORAL_EXAM", on=TODAY),
    f"{ZHANG}supplements/": by_li(SupplementOrder, started_on=TODAY),
    f"{ZHANG}contacts/": lambda stage, number: Contact.objects.create(
        patient=stage.zhang, kind=ContactKind.SPOUSE, phone=f"1380013800{number}"
    ),
    f"{ZHANG}overrides/": an_override,
    f"{ZHANG}calls/": a_call,
    f"{ZHANG}minutes/": lambda stage, number: minutes_row(stage.people, stage.zhang, number),
} | {f"{ZHANG}{facts.plural}/": a_fact(facts) for facts in EVERY_KIND}


@pytest.fixture
def stage(people: Cast, zhang: Patient) -> Stage:
    open_course(zhang, people.doctor_wang, "DENOSUMAB", TODAY)
    return Stage(people, zhang)


def signed_in(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def address_of(path: str, stage: Stage) -> str:
    ids = {"patient": stage.zhang.id, "course": stage.zhang.courses.get().id}
    return f"/api/v1/{path.format(**ids)}"


def counted(client: APIClient, address: str) -> tuple[int, int]:
    """Queries and rows of the second look: the first may judge what nobody judged yet."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        told = client.get(address).json()
    return len(queries), len(told) if isinstance(told, list) else len(told["results"])


@pytest.mark.parametrize("path", sorted(LISTS))
def test_three_rows_cost_as_much_as_one(path: str, stage: Stage) -> None:
    client, address, write = signed_in(stage.people.nurse_li), address_of(path, stage), LISTS[path]
    write(stage, 1)
    few, before = counted(client, address)
    write(stage, 2)
    write(stage, 3)
    many, after = counted(client, address)
    assert after >= before + 2
    assert few == many


NONSENSE = (
    {"ordering": "patient__national_id"},
    {"ordering": "-"},
    {"no_such": "1"},
    {"page": "0"},
    {"page": "9" * 30},
    {"page_size": "junk"},
    {"state": "\x00", "patient": "'", "due_from": "0000-99-99", "overdue": "?", "mine": "?", "agent": "\x00"},
    {"ward": "x", "show": "x", "department": "-1", "kind": "x", "hospital_number": "a\x00b"},
)


@pytest.mark.parametrize("path", sorted(LISTS))
def test_nonsense_in_the_address_is_ignored_or_named(path: str, stage: Stage) -> None:
    client, address = signed_in(stage.people.nurse_li), address_of(path, stage)
    statuses = {client.get(address, nonsense).status_code for nonsense in NONSENSE}
    assert statuses <= {200, 400, 404}


def test_a_page_holds_what_was_asked_for(stage: Stage) -> None:
    told = signed_in(stage.people.nurse_li).get("/api/v1/doses/", {"page_size": 2}).json()
    assert (told["count"], len(told["results"])) == (6, 2)
    assert told["next"].endswith("page=2&page_size=2")


def test_doses_are_narrowed_and_ordered(stage: Stage) -> None:
    client = signed_in(stage.people.nurse_li)
    a_dose(stage, 7)
    last = client.get("/api/v1/doses/", {"patient": str(stage.zhang.id), "ordering": "-due_on"}).json()[
        "results"
    ]
    assert [row["number"] for row in last] == [6, 5, 4, 3, 2, 1]
    late = {"overdue": "true", "agent": "DENOSUMAB", "due_to": str(TODAY)}
    assert client.get("/api/v1/doses/", late).json()["count"] == 0


def test_outsiders_find_every_list_empty(stage: Stage) -> None:
    client = signed_in(stage.people.nurse_zhou)
    subject(stage.zhang, TODAY)
    reminder(stage.zhang)
    for path in ("patients/", "doses/", "day/", "tasks/", "inbox/"):
        assert client.get(f"/api/v1/{path}").json()["results"] == [], path
