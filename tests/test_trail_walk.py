"""Whatever the four users see of a patient or write about one is in the trail: pages and API (S2).

What was written is counted from the SQL itself, not from what the application says it wrote.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from pghistory.models import Context, Event
from rest_framework.test import APIClient

from accounts.enums import WriteAction
from accounts.errors import Conflict, Refusal
from accounts.models import ReadRecord, TrailEntry, User
from accounts.permissions import can
from accounts.trail.watching import watched
from patients.models import Patient
from patients.selectors.access import visible_to
from tests.access import Row, Stage
from tests.access_table import EXPECTED
from tests.api.kinds import EVERY_KIND, body_of
from tests.cast import TODAY, Cast
from tests.hardening.doors import by_world
from tests.leaving import ASKED, LEAVING, OF_THE_ARCHIVE, Gate, words_of
from tests.masked import planted
from tests.mdt.casework import QUESTION, table
from tests.mentioned import mentioned
from tests.patients.test_pages import registration
from tests.undone import undone
from tests.worklist.planned import reminder
from worklist.enums import Audience, ReminderState

# With the rights of those who serve in production: what a page needs, it has there too.
pytestmark = pytest.mark.usefixtures("noon", "serving")
TABLES = {model._meta.db_table for model in watched()}
EVENTS: list[Any] = [model for model in apps.get_models() if issubclass(model, Event)]
WITH_HISTORY = {model.pgh_tracked_model._meta.db_table for model in EVENTS if model.pgh_tracked_model}
WRITE = re.compile(r'\b(INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
ACTIONS = {"INSERT INTO": "INSERT", "UPDATE": "UPDATE", "DELETE FROM": "DELETE"}
# Lists that show somebody when the hospital is full, so that the law below has something to hold.
NAMING = {
    *("GET api-calls", "GET api-cases", "GET api-day", "GET api-doses", "GET api-emergencies"),
    *("GET api-followed-decisions", "GET api-inbox", "GET api-patients", "GET api-referrals"),
    *("GET api-slots", "GET api-tasks", "GET bonetherapy:day", "GET bonetherapy:day_side"),
    *("GET bonetherapy:ward_print", "GET following:board", "GET following:referrals", "GET imaging:board"),
    *("GET imaging:export", "GET imaging:my_reviews", "GET patients:duplicates", "GET patients:emergencies"),
    *("GET patients:list", "GET worklist:calls", "GET worklist:inbox", "GET worklist:tasks"),
}
FORM = "application/x-www-form-urlencoded"
Written = dict[tuple[str, str], int]
# What is there already cannot be written again, and some insist on being the first.
THERE_ALREADY = (ValidationError, PermissionDenied, Conflict, Refusal, IntegrityError, AssertionError)


@dataclass
class Ledger:
    """Rows written by statement, (action, table) -> rows."""

    written: Written = field(default_factory=dict)

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        answer = execute(sql, params, many, context)
        found = WRITE.search(sql)
        rows = context["cursor"].rowcount
        if found and found[2] in TABLES and rows > 0:
            key = (ACTIONS[found[1]], found[2])
            self.written[key] = self.written.get(key, 0) + rows
        return answer


@contextmanager
def counted() -> Iterator[Ledger]:
    ledger = Ledger()
    with connection.execute_wrapper(ledger):
        yield ledger


def request_of(answer: Any) -> UUID:
    return UUID(answer.headers["X-Request-Id"])


def unwritten(user: User, answer: Any, ledger: Ledger) -> list[str]:
    """What the request wrote and the trail does not say, or not of this user."""
    entries = TrailEntry.objects.filter(request_id=request_of(answer), action__in=WriteAction.values)
    told = {(entry.action, entry.subject) for entry in entries}
    names = {(entry.user_id, entry.user_name, entry.role, entry.address) for entry in entries}
    wrong = [f"{key} is not told" for key in ledger.written if key not in told and key[0] != "UPDATE"]
    for (action, name), rows in ledger.written.items():
        lines = sum((entry.action, entry.subject) == (action, name) for entry in entries)
        if action != "UPDATE" and lines != rows:
            wrong.append(f"{rows} x {action} {name}: {lines} lines")
    if names - {(user.pk, user.name, user.role, "127.0.0.1")}:
        wrong.append(f"somebody else: {names}")
    kept = any(entry.subject in WITH_HISTORY for entry in entries)
    if kept and not Context.objects.filter(metadata__request_id=str(request_of(answer))).exists():
        wrong.append("no history")
    return wrong


def four(people: Cast) -> list[User]:
    return [people.nurse_li, people.doctor_wang, people.coordinator_qian, people.radiologist_he]


def allowed(row: Row, people: Cast, stage: Stage) -> list[User]:
    """Those of the four who are let in."""
    able = [user for user in four(people) if row.permission is None or can(user, row.permission)]
    sees = row.reaches or (lambda stage, user: visible_to(user).filter(pk=stage.zhang.pk).exists())
    return [user for user in able if sees(stage, user)]


@dataclass(frozen=True, slots=True)
class Visit:
    """One address opened by one user: the answer, its words, and what it wrote."""

    name: str
    row: Row
    user: User
    answer: Any
    text: str
    ledger: Ledger

    @property
    def what(self) -> str:
        """Method and address."""
        return f"{self.row.methods[0]} {self.name}"


@pytest.fixture
def stage(people: Cast, zhang: Patient) -> Stage:
    return Stage(people, planted(zhang))


def walk(stage: Stage, *, full: bool) -> Iterator[Visit]:
    """Whatever the house answers.

    Addresses of one thing: one of the four users in turn. Lists (`full`): one of each role that is let in.
    Answers are undone.
    """
    people = stage.people
    roles = [*four(people), people.panel_member_lin, people.admin_gao, people.auditor_tang]
    turn, browsers = 0, {user: page(user) for user in roles}
    for kwargs, addresses in by_world(rows_of(full=full)).items():
        with undone():
            parts = kwargs(stage) if kwargs else None
            for name, row in addresses:
                able = [user for user in roles if row.permission is None or can(user, row.permission)]
                users = able if full else allowed(row, people, stage)
                turn += bool(users)
                for user in users if full or not users else [users[turn % len(users)]]:
                    with undone(), counted() as ledger:
                        # The form sent empty is the same page.
                        path = reverse(name, kwargs=parts) + ASKED.get(name, "")
                        answer = browsers[user].generic(row.methods[0], path, content_type=FORM)
                        yield Visit(name, row, user, answer, words_of(answer), ledger)


def rows_of(*, full: bool) -> Iterator[tuple[str, Row]]:
    """Every address but the public ones: those of lists, or those of one thing."""
    for name, rows in sorted(EXPECTED.items()):
        for row in rows:
            is_bound = row.kwargs is not None and row.is_bound
            if not row.is_absent and not row.is_public and is_bound is not full:
                yield name, row


def fill(stage: Stage) -> None:
    """Whatever any address is about, all at once: a hospital in which every list has something to show."""
    for row in (row for rows in EXPECTED.values() for row in rows if row.kwargs):
        with suppress(*THERE_ALREADY), transaction.atomic():
            assert row.kwargs
            row.kwargs(stage)
    reminder(stage.zhang, audience=Audience.PATIENT, state=ReminderState.FAILED)


@pytest.fixture
def no_hour(settings: Any) -> None:
    """Every look is the first of its hour."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


@pytest.mark.slow
@pytest.mark.usefixtures("no_hour")
def test_every_answer_about_a_patient_and_every_write_is_in_the_trail(stage: Stage) -> None:
    silent, wrong, looked, gate = [], {}, 0, Gate()
    for visit in walk(stage, full=False):
        user, answer = visit.user, visit.answer
        unnamed = unlooked(user, answer, visit.text)
        is_whole = answer.status_code == 200 and visit.row.reaches is None
        if is_whole and not looks(user, answer, [stage.zhang.pk]).exists():
            unnamed.append("the whole")
        looked += answer.status_code == 200
        if unnamed:
            silent.append(f"{visit.what}: {unnamed}")
        if problems := unwritten(user, answer, visit.ledger):
            wrong[visit.what] = problems
        gate.passes(visit.name, visit.row, user, answer, visit.text)

    assert "\n".join(silent) == ""
    assert "\n".join(f"{what}: {problems}" for what, problems in wrong.items()) == ""
    assert looked > 100
    assert_gate(gate, full=False)


@pytest.mark.slow
@pytest.mark.usefixtures("no_hour")
def test_whoever_is_named_in_any_list_is_named_in_the_trail(stage: Stage) -> None:
    fill(stage)
    silent, naming, gate = set(), set(), Gate()
    for visit in walk(stage, full=True):
        if visit.answer.status_code == 200 and mentioned(visit.text):
            naming.add(visit.what)
        silent |= {f"{visit.what}: {whom}" for whom in unlooked(visit.user, visit.answer, visit.text)}
        gate.passes(visit.name, visit.row, visit.user, visit.answer, visit.text)

    assert "\n".join(sorted(silent)) == ""
    assert naming >= NAMING
    assert_gate(gate, full=True)


def assert_gate(gate: Gate, *, full: bool) -> None:
    """Files and paper are marked and written down, numbers are masked, the table is met whole."""
    assert "\n".join(sorted(set(gate.faults))) == ""
    expected = {name for name, _row in rows_of(full=full) if name in LEAVING}
    assert expected - gate.left <= OF_THE_ARCHIVE


def unlooked(user: User, answer: Any, text: str) -> list[str]:
    """Hospital numbers of those the answer tells of without a line of the trail that says so."""
    if answer.status_code not in {200, 422}:
        return []
    found = mentioned(text)
    seen = set(looks(user, answer, [row.pk for row in found]).values_list("patient_id", flat=True))
    names = {row.name for row in found if row.pk in seen}
    # Two of one name: the page says which by number or id.
    return [
        row.hospital_number
        for row in found
        if row.pk not in seen
        and (row.name not in names or row.hospital_number in text or str(row.pk) in text)
    ]


def looks(user: User, answer: Any, patient_ids: list[UUID]) -> Any:
    """The lines of this request by this user about these patients."""
    return ReadRecord.objects.filter(
        request_id=request_of(answer), user_id=user.pk, patient_id__in=patient_ids
    )


def api(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def page(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def days(people: Cast, zhang: Patient) -> Iterator[tuple[User, Any, str, dict[str, Any]]]:
    """What the four write in their days: who, through what, where to, what."""
    nurse, doctor, coordinator, radiologist = four(people)
    lab = {"analyte": "albumin", "value": "40", "unit": "g/L", "ref_low": "35", "sampled_on": str(TODAY)}
    yield nurse, page(nurse), reverse("patients:register"), registration(people)
    yield nurse, page(nurse), reverse("patients:lab_add", args=[zhang.id]), lab
    pain = {"measured_on": str(TODAY), "nrs": "5", "site": "L4"}
    yield nurse, page(nurse), reverse("patients:pain_add", args=[zhang.id]), pain
    yield (
        nurse,
        page(nurse),
        reverse("worklist:call", args=[zhang.id]),
        {"outcome": "NO_ANSWER", "note": "忙"},
    )
    yield coordinator, page(coordinator), reverse("accounts:language"), {"language": "en"}
    board = table(people)
    case = {"question": QUESTION, "lane": "DISCUSS", "board": board.board.id, "meeting": board.next.id}
    yield doctor, page(doctor), reverse("case:new", args=[zhang.id]), case
    more = {"question": "是否活检？", "joins": True}
    yield doctor, api(doctor), f"/api/v1/patients/{zhang.id}/cases/", more
    # That there was no event can only be said before there was one.
    for facts in sorted(EVERY_KIND, key=lambda facts: facts.slug != "event-free-statement"):
        for user in (radiologist, nurse, doctor):
            if can(user, facts.kind.permission):
                where = f"/api/v1/patients/{zhang.id}/{facts.plural}/"
                yield user, api(user), where, body_of(facts)
                break


def test_what_the_four_write_is_in_the_trail_with_who_and_which_request(people: Cast, zhang: Patient) -> None:
    wrong, tables = {}, set()
    for user, browser, path, body in days(people, zhang):
        with counted() as ledger:
            answer = browser.post(path, body)
        tables |= {name for _action, name in ledger.written}
        if answer.status_code not in {201, 302}:
            wrong[path] = [f"answered {answer.status_code}"]
        elif problems := [*unwritten(user, answer, ledger), *([] if ledger.written else ["wrote nothing"])]:
            wrong[path] = problems

    assert "\n".join(f"{path}: {problems}" for path, problems in wrong.items()) == ""
    assert len(tables) > 20


def test_a_change_tells_both_sides_and_no_secret(people: Cast, zhang: Patient) -> None:
    Patient.objects.filter(pk=zhang.pk).update(bed="16")
    people.nurse_li.set_password("another correct horse")
    people.nurse_li.save()
    zhang.labs.all().delete()
    entry = TrailEntry.objects.filter(patient_id=zhang.pk, action="UPDATE").latest("id")

    assert (entry.before, entry.after) == ({"bed": "15"}, {"bed": "16"})
    assert not TrailEntry.objects.filter(after__has_key="password").exists()


def test_a_deleted_row_is_told_whole(people: Cast) -> None:
    people.ward_1.delete()
    entry = TrailEntry.objects.get(action="DELETE", subject="accounts_ward")

    assert (entry.before["name"], entry.after) == ("一病区", None)
    assert entry.user_name.startswith("database: ")
