"""The auditor's page and the file taken from it; what the lead sees of who looked."""

import csv
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import ReadRecord, TrailEntry, User, Ward
from accounts.spreadsheet import as_text
from accounts.tasks import seal_trail
from patients.models import Patient
from tests.accounts.trails import look
from tests.cast import Cast

MARK, HEAD = 0, 1


@pytest.fixture
def auditor(people: Cast, browser: Client) -> Client:
    browser.force_login(people.auditor_tang)
    return browser


def taken(client: Client, **asked: str) -> list[list[str]]:
    today = timezone.localdate()
    days = {"since": str(today - timedelta(days=1)), "until": str(today)}
    answer = client.get(reverse("accounts:trail_csv"), days | asked)
    assert answer["Content-Type"].startswith("text/csv")
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.reader(text.splitlines()))


def wrote(user: User) -> None:
    """A change and nothing else: the user speaks English from now on."""
    client = Client()
    client.force_login(user)
    client.post(reverse("accounts:language"), {"language": "en"})


def test_the_file_says_who_took_it_and_taking_it_is_a_line(auditor: Client, people: Cast) -> None:
    wrote(people.nurse_li)
    rows = taken(auditor)
    line = ReadRecord.objects.get(user_id=people.auditor_tang.pk, action="EXPORT")

    assert rows[MARK][:3] == ["BoneBoard", "唐静", "tang"]
    assert rows[MARK][4] == str(line.request_id)
    assert (line.subject, line.patient_id) == ("trail", None)
    changed = next(row for row in rows if row[4] == "UPDATE" and row[2] == "李敏")
    assert dict(zip(rows[HEAD], changed, strict=True))["columns"] == "language"
    assert "zh-hans" not in str(changed)


def test_what_people_of_another_hospital_did_is_theirs(auditor: Client, people: Cast) -> None:
    wrote(people.nurse_zhou)
    wrote(people.nurse_li)

    assert {row[2] for row in taken(auditor)[2:]} <= {"李敏", "唐静"}


def test_one_patient_can_be_asked_for(auditor: Client, people: Cast, zhang: Patient) -> None:
    by = {"user_id": people.nurse_li.pk, "user_name": "李敏", "role": "NURSE"}
    for patient_id in (zhang.pk, people.ward_1.pk):
        ReadRecord.objects.create(**by, patient_id=patient_id, action="VIEW", subject="patient")

    assert {row[7] for row in taken(auditor, patient=str(zhang.pk))[2:]} == {str(zhang.pk)}


def test_a_name_that_is_a_formula_stays_text(auditor: Client, people: Cast) -> None:
    User.objects.filter(pk=people.nurse_li.pk).update(name="=cmd|' /C calc'!A0")
    wrote(people.nurse_li)

    assert "'=cmd|' /C calc'!A0" in {row[2] for row in taken(auditor)}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_no_cell_begins_as_a_formula_does(start: str) -> None:
    assert as_text(f"{start}1") == f"'{start}1"
    assert as_text(f"a{start}1") == f"a{start}1"


@pytest.mark.parametrize(
    "days",
    [
        {},
        {"since": "x", "until": "y"},
        {"since": "2025-03-02", "until": "2025-03-01"},
        {"since": "0001-01-01", "until": "9999-12-31"},
    ],
)
def test_days_that_cannot_be_meant_bring_the_page_back(auditor: Client, days: dict[str, str]) -> None:
    answer = auditor.get(reverse("accounts:trail_csv"), days)

    assert answer.status_code == 422
    assert not ReadRecord.objects.exists()


def test_the_page_says_how_far_the_trail_is_sealed(auditor: Client) -> None:
    page = reverse("accounts:trail")
    assert "尚未封存" in auditor.get(page).content.decode()
    look()
    seal_trail()

    assert auditor.get(page).context["head"].batch >= 1


def test_the_lead_sees_who_looked_from_where_and_why(people: Cast, zhang: Patient, browser: Client) -> None:
    ReadRecord.objects.create(
        user_id=people.doctor_wu.pk, user_name="吴刚", role="ONCOLOGIST", patient_id=zhang.pk, action="VIEW",
        subject="patient", address="10.9.8.7", reason="夜间急会诊",
    )  # fmt: skip
    browser.force_login(people.doctor_wang)
    page = browser.get(reverse("patients:access", args=[zhang.pk])).content.decode()

    for words in ("吴刚", "肿瘤科医生", "患者页", "10.9.8.7", "夜间急会诊"):
        assert words in page


def test_a_console_is_named_by_its_database_user(people: Cast) -> None:
    Ward.objects.filter(pk=people.ward_1.pk).update(name="三病区")
    entry = TrailEntry.objects.filter(subject="accounts_ward", action="UPDATE").latest("id")

    assert entry.user_name.startswith("database: ")
    assert (entry.before, entry.after) == ({"name": "一病区"}, {"name": "三病区"})


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("10.1.2.3", "10.1.2.3"),
        ("fe80::1%eth0", "fe80::1"),
        ("unknown", None),
        ("", None),
        ("10.1.2.3:80", None),
    ],
)
def test_an_address_that_is_none_does_not_stop_the_work(
    people: Cast, browser: Client, told: str, kept: str | None
) -> None:
    browser.force_login(people.nurse_li)
    answer = browser.post(reverse("accounts:language"), {"language": "en"}, REMOTE_ADDR=told)

    assert TrailEntry.objects.get(request_id=answer.headers["X-Request-Id"], action="UPDATE").address == kept
