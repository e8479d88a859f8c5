"""The pre-read on paper: printed when the agenda is published and again when it is another."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mdt.models import Case, Meeting, PreRead
from mdt.services import preparing
from mdt.services.agenda import agenda_move, agenda_publish
from mdt.services.ending import case_withdraw
from mdt.services.preparing import prereads_render, prereads_render_due
from mdt.tasks import render_minutes
from patients.models import Patient
from tests.cast import Cast, patient
from tests.mdt.casework import NOW, QUESTION, Table, accepted, table
from tests.mdt.minutes.paper import in_order, text_of

pytestmark = pytest.mark.usefixtures("noon")


def quick(html: str) -> bytes:
    return f"%PDF {html}".encode()


@pytest.fixture
def there(people: Cast, zhang: Patient) -> Table:
    """Two cases on the agenda, which is not published yet."""
    made = table(people)
    accepted(made, zhang)
    accepted(made, patient(people.oncology_1, "李建国", number="ZY2", responsible_doctor=people.doctor_wang))
    return made


def published(there: Table) -> Table:
    agenda_publish(by=there.people.coordinator_qian, meeting=there.next, now=NOW)
    there.next.refresh_from_db()
    return there


def test_nothing_is_printed_before_the_agenda_is_published(there: Table, monkeypatch: Any) -> None:
    monkeypatch.setattr(preparing, "pdf_of", quick)

    assert prereads_render_due(now=NOW) == 0
    published(there)
    assert render_minutes() == 2
    assert render_minutes() == 0
    assert set(PreRead.objects.values_list("meeting", "language")) == {
        (there.next.pk, "zh-hans"),
        (there.next.pk, "en"),
    }


def test_another_order_is_printed_anew_in_place_of_the_old(there: Table, monkeypatch: Any) -> None:
    monkeypatch.setattr(preparing, "pdf_of", quick)
    prereads_render(meeting=published(there).next, now=NOW)
    last = Case.objects.get(place=2)

    agenda_move(by=there.people.coordinator_qian, meeting=there.next, case=last, place=1)

    assert prereads_render_due(now=NOW) == 2
    assert PreRead.objects.count() == 2
    page = bytes(PreRead.objects.get(language="en").pdf).decode()
    assert in_order("".join(page.split()), last.patient.hospital_number, "1.", last.patient.name)


def test_a_meeting_that_fails_holds_up_no_other(there: Table, monkeypatch: Any) -> None:
    other = there.later
    accepted(there, patient(there.people.oncology_1, number="ZY3"))
    Case.objects.filter(patient__hospital_number="ZY3").update(meeting=other)
    for meeting in (there.next, other):
        agenda_publish(by=there.people.coordinator_qian, meeting=meeting, now=NOW)

    def choking(html: str) -> bytes:
        if "ZY2" in html:
            raise RuntimeError
        return quick(html)

    monkeypatch.setattr(preparing, "pdf_of", choking)
    assert prereads_render_due(now=NOW) == 2
    assert set(PreRead.objects.values_list("meeting", flat=True)) == {other.pk}


def test_the_paper_says_who_what_is_asked_what_is_missing_and_when_it_was_made(
    there: Table, zhang: Patient
) -> None:
    prereads_render(meeting=published(there).next, now=NOW)

    text = text_of(bytes(PreRead.objects.get(language="zh-hans").pdf))
    assert "截至2025-03-0112:00" in text
    assert in_order(text, "肺癌骨转移多学科会诊会前阅读", zhang.name, "李建国")
    assert in_order(text, f"1. {zhang.name}", QUESTION, "还缺", "组织学类型", "未记录")
    english = text_of(bytes(PreRead.objects.get(language="en").pdf))
    assert in_order(english, "Pre-read", zhang.hospital_number, "Still missing", "Histology", "not recorded")


def test_whoever_may_see_every_patient_takes_it_from_the_agenda(there: Table, zhang: Patient) -> None:
    published(there)
    prereads_render(meeting=there.next, now=NOW)
    address = reverse("case:preread_file", args=[there.next.id, "zh-hans"])

    browser = signed_in(there.people.coordinator_qian)
    page = browser.get(reverse("case:agenda", args=[there.next.id])).content.decode()
    assert address in page
    assert browser.get(address).headers["Content-Type"] == "application/pdf"
    assert browser.get(reverse("case:preread_file", args=[there.next.id, "fr"])).status_code == 404


def test_whoever_may_not_see_one_of_them_finds_nothing(there: Table) -> None:
    published(there)
    prereads_render(meeting=there.next, now=NOW)
    Case.objects.filter(patient__hospital_number="ZY2").update(
        patient=patient(there.people.oncology_west, number="ZY9")
    )

    browser = signed_in(there.people.coordinator_qian)
    address = reverse("case:preread_file", args=[there.next.id, "zh-hans"])
    assert browser.get(address).status_code == 404
    assert address not in browser.get(reverse("case:agenda", args=[there.next.id])).content.decode()


def signed_in(user: Any) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def test_the_paper_goes_with_a_case_that_left_its_agenda(
    there: Table, people: Cast, zhang: Patient, monkeypatch: Any
) -> None:
    """The meeting has begun, so nothing is printed anew; the access to that patient has ended."""
    monkeypatch.setattr(preparing, "pdf_of", quick)
    published(there)
    render_minutes()
    Meeting.objects.update(state="OPEN", opened_at=NOW)
    case_withdraw(by=people.doctor_wang, case=Case.objects.get(patient=zhang), reason="转院", now=NOW)
    client = Client()
    client.force_login(people.panel_member_lin)
    assert client.get(reverse("case:preread_file", args=[there.next.pk, "en"])).status_code == 404
