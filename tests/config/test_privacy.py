"""A marker planted in a patient is looked for where it should not be: logs, Redis, mail, addresses, sessions.

Allowed are pages and exports themselves, the record's tables, the trail's before and after (docs/access.md).
"""

import base64
import io
import logging
import re
import runpy
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

import pytest
import redis
from celery import shared_task
from django.conf import settings as house
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts import clock
from accounts.models import OpenSession
from config.logging import formatter
from config.traces import WithoutWords, told
from patients.enums import ContactKind
from patients.identifiers import check_sign
from patients.models import Patient
from patients.services import contact_save
from patients.specs.contacts import ContactSpec
from tests.cast import Cast, confirm_bone_metastasis, patient
from tests.patients.emergencies import emergency
from tests.worklist.planned import reminder
from worklist.enums import Audience, Channel, ReminderKind, ReminderState
from worklist.models import JobRun, Reminder
from worklist.services import reminders_deliver

pytestmark = pytest.mark.usefixtures("noon")
NAME, NUMBER, PHONE = "马克标", "MARK0077", "13977778888"
CARD = "11010119670214002" + check_sign("11010119670214002")
MARKERS = (NAME, "makebiao", NUMBER, PHONE, CARD)
LINK = re.compile(r'(?:href|action|src|hx-[a-z]+|formaction)="([^"]*)"')


def hits(text: str) -> list[str]:
    """The markers in a text, also those written as an address or as JSON writes them."""
    forms = {text, unquote(text), text.encode().decode("unicode-escape", errors="ignore")}
    return [marker for marker in MARKERS if any(marker in form for form in forms)]


@pytest.fixture
def marked(people: Cast) -> Patient:
    """马克标 with an identity card, a phone and a husband, treated with denosumab."""
    row = patient(
        people.oncology_1, name=NAME, number=NUMBER, name_pinyin="makebiao", national_id=CARD,
        responsible_doctor=people.doctor_wang,
    )  # fmt: skip
    confirm_bone_metastasis(row, people.doctor_wang)
    spec = ContactSpec(
        kind=ContactKind.SPOUSE, name=NAME, phone=PHONE, email="a@b.invalid", wants_messages=True
    )
    contact_save(by=people.nurse_li, patient=row, spec=spec)
    return row


@pytest.fixture
def log() -> Iterator[Callable[[], str]]:
    """What the console shows, as settings make it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter())
    handler.addFilter(WithoutWords())
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream.getvalue
    root.removeHandler(handler)


@pytest.fixture
def browser(people: Cast) -> Client:
    """Doctor Wang's; what breaks is a page, as it is for people."""
    client = Client(raise_request_exception=False)
    client.force_login(people.doctor_wang)
    return client


@shared_task(name="tests.breaks")
def breaks(patient_id: str) -> str:
    """A job that fails with the name in its words."""
    raise ValueError(f"{Patient.objects.get(pk=patient_id).name} {CARD}")


def day_of(browser: Client, row: Patient) -> Iterator[Any]:
    """A search, pages, forms with errors, the API, what is not there, what somebody typed into an address."""
    detail = reverse("patients:detail", args=[row.id])
    for typed in (NAME, NUMBER, PHONE, CARD, "makebiao"):
        yield browser.post(reverse("patients:search"), {"q": typed})
        yield browser.post(reverse("patients:search"), {"q": typed}, headers={"HX-Request": "true"})
        yield browser.post("/api/v1/patients/search/", {"q": typed}, content_type="application/json")
    for path in (detail, reverse("patients:list"), reverse("bonetherapy:day"), reverse("imaging:board")):
        yield browser.get(path)
    wrong = {"name": NAME, "national_id": CARD, "hospital_number": NUMBER, "phone": PHONE, "birth_date": "x"}
    for path in (reverse("patients:register"), reverse("patients:edit", args=[row.id])):
        yield browser.post(path, wrong)
    yield browser.post("/api/v1/patients/", wrong, content_type="application/json")
    yield browser.put(f"/api/v1/patients/{row.id}/", wrong, content_type="application/json")
    yield browser.post(reverse("patients:reveal", args=[row.id]))
    yield browser.get(reverse("imaging:export"))


def test_pages_forms_and_searches_leave_it_in_no_address_cookie_session_or_log(
    browser: Client, marked: Patient, log: Callable[[], str]
) -> None:
    addresses = []
    for answer in day_of(browser, marked):
        text = b"".join(answer) if answer.streaming else answer.content
        addresses += [*LINK.findall(text.decode()), *map(str, answer.headers.values())]
        addresses += [cookie.value for cookie in answer.cookies.values()]
    sessions = [str(row.get_decoded()) for row in OpenSession.objects.all()]

    assert hits("\n".join(addresses)) == []
    assert sessions
    assert hits("\n".join(sessions)) == []
    assert hits(log()) == []


def test_what_breaks_says_its_kind_and_place(
    browser: Client, people: Cast, marked: Patient, log: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise ValueError(f"{NAME} {PHONE}") from KeyError(CARD)

    monkeypatch.setattr("patients.views.detail.panels_of", broken)
    answer = browser.get(reverse("patients:detail", args=[marked.id]))
    breaks.apply(args=(str(marked.id),))
    logging.getLogger("house").error("it broke: %s", ValueError(NAME))
    try:
        with transaction.atomic():
            patient(people.oncology_1, number=NUMBER)
    except IntegrityError:
        logging.getLogger("house").exception("not saved")
    written = log()

    assert answer.status_code == 500
    assert hits(answer.content.decode()) == hits(written) == []
    for expected in (
        "ValueError",
        "KeyError",
        "test_privacy.py",
        "IntegrityError 23505",
        answer["X-Request-Id"],
    ):
        assert expected in written
    assert "one_patient_per_hospital_number" in written


def test_messages_jobs_and_the_outbox_hold_ids(
    people: Cast, marked: Patient, mailoutbox: Any, log: Callable[[], str], settings: Any
) -> None:
    emergency(marked, people.doctor_zhao)
    settings.REMINDER_SOURCES = []
    contact = marked.contacts.get()
    for audience, more in ((Audience.PATIENT, {"contact": contact}), (Audience.NURSES, {})):
        facts = {"kind": ReminderKind.DENTAL_RECALL, "channel": Channel.EMAIL, **more}
        reminder(marked, audience=audience, state=ReminderState.PENDING, **facts)
    reminders_deliver(clock.now())
    sent = [f"{mail.subject}\n{mail.body}\n{mail.extra_headers}" for mail in mailoutbox]

    assert len(sent) == 3
    assert hits("\n".join(sent)) == []
    for table in (Reminder, JobRun):
        assert hits(str(list(table.objects.values()))) == []
    assert hits(log()) == []


def test_redis_holds_ids(browser: Client, marked: Patient, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for _answer in day_of(browser, marked):
            pass
    for address in (house.CELERY_BROKER_URL.replace("redis+socket", "unix").replace("virtual_host", "db"),
                    house.CACHES["default"]["LOCATION"]):  # fmt: skip
        store = redis.Redis.from_url(str(address))
        kept = [str(key) + content(store, key) for key in store.scan_iter()]
        assert kept
        assert hits("\n".join(kept)) == []


def content(store: Any, key: bytes) -> str:
    """What stands under a key, bodies of messages decoded."""
    readers = {
        b"string": store.get, b"hash": store.hgetall, b"set": store.smembers,
        b"list": lambda name: store.lrange(name, 0, -1), b"zset": lambda name: store.zrange(name, 0, -1),
        b"none": lambda _name: "",  # taken away since it was listed: other tests use the broker too
    }  # fmt: skip
    text = str(readers[store.type(key)](key))
    bodies = re.findall(r'"body": "([A-Za-z0-9+/=]+)"', text)
    return text + "".join(base64.b64decode(body).decode(errors="ignore") for body in bodies)


def test_a_failure_tells_its_chain_and_no_words() -> None:
    try:
        try:
            raise ConnectionRefusedError(111, "Connection refused", NAME)
        except OSError as error:
            raise ValidationError(NAME) from error
    except ValidationError as error:
        lines = list(told(error))

    assert [line for line in lines if not line.startswith("  ")] == [
        "ConnectionRefusedError Connection refused",
        "ValidationError",
    ]


def test_the_database_writes_no_rows_into_its_log(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('log_error_verbosity'), current_setting('log_min_error_statement')"
        )
        assert cursor.fetchone() == ("terse", "panic")


def test_the_web_server_tells_failures_the_same_way(monkeypatch: Any, tmp_path: Any) -> None:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))  # the file sets it where nobody has
    told_by = runpy.run_path(str(house.BASE_DIR / "deploy" / "gunicorn.conf.py"))["logconfig_dict"]
    ours: Any = house.LOGGING
    for name in ("formatters", "filters", "handlers"):
        assert told_by[name] == ours[name]
    assert told_by["loggers"]["gunicorn.access"]["handlers"] == []
