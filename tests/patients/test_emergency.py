"""Breaking the glass: who may, whom it shows, who hears of it, what the trail says, how it ends."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.models import Q
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from rest_framework.test import APIClient

from accounts import clock
from accounts.crypto import blind_index
from accounts.errors import Conflict
from accounts.models import ReadRecord, TrailEntry, User
from patients.enums import AccessReason, EmergencyVerdict
from patients.models import Contact, EmergencyAccess, Patient
from patients.selectors.access import visible_listed, visible_to, visible_where
from patients.selectors.emergency import emergencies_of, emergency_found, lead_of
from patients.services import (
    care_team_grant,
    emergency_open,
    emergency_review,
    patient_move,
    patients_merge,
)
from patients.specs.contacts import GrantSpec
from patients.specs.emergency import EmergencyReviewSpec, EmergencySpec
from patients.specs.people import PlaceSpec
from tests.cast import Cast, patient
from tests.patients.emergencies import SPEC, TYPED, WORDS, emergency
from worklist.models import Reminder
from worklist.selectors.inbox import inbox
from worklist.services import reminders_deliver

pytestmark = pytest.mark.usefixtures("noon")
WRONG = EmergencyReviewSpec(verdict=EmergencyVerdict.NOT_FINE, note="无治疗关系")
FINE = EmergencyReviewSpec(verdict=EmergencyVerdict.FINE)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def doors(user: User, row: Patient) -> list[bool]:
    """What each of the three ways to ask the one door says."""
    return [
        visible_to(user).filter(pk=row.pk).exists(),
        visible_where(user, Q(pk=row.pk)).exists(),
        visible_listed(user).filter(pk=row.pk).exists(),
    ]


def test_it_shows_exactly_one_patient_and_ends_by_itself(people: Cast, zhang: Patient, noon: Any) -> None:
    other = patient(people.oncology_1, number="ZY1")
    assert doors(people.doctor_zhao, zhang) == [False] * 3

    opened = emergency(zhang, people.doctor_zhao)

    assert doors(people.doctor_zhao, zhang) == [True] * 3
    assert doors(people.doctor_zhao, other) == [False] * 3
    assert doors(people.nurse_sun, zhang) == [False] * 3
    assert opened.until - opened.opened_at == timedelta(hours=24)
    noon.shift(timedelta(hours=24))
    assert doors(people.doctor_zhao, zhang) == [False] * 3


def test_the_hours_are_the_house_s(people: Cast, zhang: Patient, settings: Any) -> None:
    settings.EMERGENCY_HOURS = 2
    opened = emergency(zhang, people.doctor_zhao)

    assert opened.until - opened.opened_at == timedelta(hours=2)


def test_a_role_that_may_no_longer_sees_nothing_more(people: Cast, zhang: Patient) -> None:
    emergency(zhang, people.doctor_zhao)
    people.doctor_zhao.role = "NURSE"

    assert doors(people.doctor_zhao, zhang) == [False] * 3


@pytest.mark.parametrize("who", ["nurse_sun", "coordinator_qian", "admin_gao", "auditor_tang"])
def test_it_is_for_doctors(people: Cast, zhang: Patient, who: str) -> None:
    with pytest.raises(PermissionDenied):
        emergency_open(by=getattr(people, who), patient=zhang, spec=SPEC, now=clock.now())


def test_another_hospital_refers(people: Cast, zhang: Patient) -> None:
    with pytest.raises(Conflict):
        emergency_open(by=people.doctor_wu, patient=zhang, spec=SPEC, now=clock.now())


def test_it_needs_words(people: Cast, zhang: Patient) -> None:
    for text in ("  ", "x" * 301):
        spec = EmergencySpec(reason_code=SPEC.reason_code, reason_text=text)
        with pytest.raises(ValidationError):
            emergency_open(by=people.doctor_zhao, patient=zhang, spec=spec, now=clock.now())


def test_who_sees_the_patient_anyway_opens_nothing_and_twice_is_once(people: Cast, zhang: Patient) -> None:
    emergency(zhang, people.doctor_zhao)
    for doctor in (people.doctor_wang, people.doctor_zhao):
        assert emergency_open(by=doctor, patient=zhang, spec=SPEC, now=clock.now()) is None

    assert EmergencyAccess.objects.count() == 1


def test_the_search_knows_whole_answers_only(people: Cast, zhang: Patient) -> None:
    patient(people.oncology_west, number="FAR1")
    Contact.objects.create(
        patient=zhang, kind="SPOUSE", phone="13800138000", phone_index=blind_index("13800138000")
    )
    zhao = people.doctor_zhao

    def found(typed: str, born: Any = None) -> list[Patient]:
        return emergency_found(zhao, typed=typed, born=born)

    for typed in ("zy 02846173", "138 0013 8000"):
        assert found(typed) == [zhang]
    assert found(zhang.name, zhang.birth_date) == [zhang]
    for typed in (zhang.name, "zgl", "ZY0284", "FAR1", "", "%"):
        assert found(typed) == []


def test_the_page_asks_whether_it_is_the_person_and_shows_no_more(people: Cast, zhang: Patient) -> None:
    client = browser(people.doctor_zhao)
    typed = {"q": zhang.hospital_number}
    opening = reverse("patients:emergency_open", args=[zhang.id])

    for answer in (client.post(reverse("patients:emergency_search"), typed), client.get(opening)):
        page = answer.content.decode()
        assert "张**" in page
        assert "****6173" in page
        for hidden in (zhang.name, str(zhang.birth_date)):
            assert hidden not in page
        line = ReadRecord.objects.get(request_id=answer["X-Request-Id"])
        assert (line.patient_id, line.user_id) == (zhang.id, people.doctor_zhao.id)


def test_every_line_says_why_pages_and_changes(people: Cast, zhang: Patient) -> None:
    client = browser(people.doctor_zhao)
    answer = client.post(reverse("patients:emergency_open", args=[zhang.id]), TYPED)
    assert answer["Location"] == reverse("patients:detail", args=[zhang.id])

    for path in (
        answer["Location"],
        reverse("patients:labs", args=[zhang.id]),
        f"/api/v1/patients/{zhang.id}/",
    ):
        assert client.get(path).status_code == 200

    lines = TrailEntry.objects.filter(user_id=people.doctor_zhao.id, patient_id=zhang.id)
    assert {line.reason for line in lines} == {f"CONSULTATION: {WORDS}"}
    assert lines.count() >= 4


def test_lines_of_others_and_of_other_days_say_nothing(people: Cast, zhang: Patient, noon: Any) -> None:
    emergency(zhang, people.doctor_zhao)
    browser(people.doctor_wang).get(reverse("patients:detail", args=[zhang.id]))
    zhang.care_team.create(user=people.doctor_zhao, reason="CARE_TEAM", granted_by=people.doctor_wang)
    noon.shift(timedelta(hours=25))
    browser(people.doctor_zhao).get(reverse("patients:detail", args=[zhang.id]))

    assert set(ReadRecord.objects.filter(patient_id=zhang.id).values_list("reason", flat=True)) == {""}


def test_the_lead_and_the_responsible_doctor_hear_of_it_at_once(people: Cast, zhang: Patient) -> None:
    lead = User.objects.create(
        username="lead", name="陈主任", role="ONCOLOGIST", hospital=people.east,
        department=people.oncology_1, email="lead@hospital.invalid",
    )  # fmt: skip
    people.oncology_1.lead = lead
    people.oncology_1.save()
    opened = emergency(zhang, people.doctor_zhao)
    reminders_deliver(clock.now())

    assert {(row.user_id, row.channel) for row in Reminder.objects.filter(subject_id=opened.id)} == {
        (person.id, channel) for person in (lead, people.doctor_wang) for channel in ("INBOX", "EMAIL")
    }
    for person in (lead, people.doctor_wang):
        notice = inbox(person).get()
        answer = browser(person).get(reverse("worklist:open", args=[notice.id]))
        assert answer["Location"] == reverse("patients:emergency_review", args=[opened.id])
        assert WORDS in browser(person).get(answer["Location"]).content.decode()


def test_a_department_without_a_lead_is_told_by_rank(people: Cast) -> None:
    one = people.oncology_1
    assert lead_of(one, but=people.doctor_zhao) == people.doctor_wang
    assert lead_of(one, but=people.doctor_wang) is None


def test_a_review_is_once_and_by_others(people: Cast, zhang: Patient) -> None:
    opened = emergency(zhang, people.doctor_zhao)
    assert list(emergencies_of(people.doctor_wang)) == [opened]
    assert list(emergencies_of(people.doctor_zhao)) == []
    judged = emergency_review(by=people.doctor_wang, opened=opened, spec=FINE, now=clock.now())

    assert (judged.reviewed_by, judged.verdict, judged.until) == (people.doctor_wang, "FINE", opened.until)
    with pytest.raises(Conflict):
        emergency_review(by=people.doctor_wang, opened=opened, spec=WRONG, now=clock.now())
    with pytest.raises(PermissionDenied):
        emergency_review(by=people.nurse_li, opened=opened, spec=FINE, now=clock.now())


def test_what_was_not_justified_ends_at_once_and_needs_a_note(people: Cast, zhang: Patient) -> None:
    opened = emergency(zhang, people.doctor_zhao)
    without = EmergencyReviewSpec(verdict=EmergencyVerdict.NOT_FINE)
    with pytest.raises(ValidationError):
        emergency_review(by=people.doctor_wang, opened=opened, spec=without, now=clock.now())
    emergency_review(by=people.doctor_wang, opened=opened, spec=WRONG, now=clock.now())

    assert doors(people.doctor_zhao, zhang) == [False] * 3


def test_where_there_is_a_lead_only_lead_and_doctor_judge(people: Cast, zhang: Patient) -> None:
    other = User.objects.create(
        username="other", name="刘洋", role="ONCOLOGIST", hospital=people.east,
        department=people.oncology_1,
    )  # fmt: skip
    opened = emergency(zhang, people.doctor_zhao)
    assert list(emergencies_of(other)) == [opened]
    people.oncology_1.lead = people.doctor_wang
    people.oncology_1.save()

    assert list(emergencies_of(other)) == []
    assert list(emergencies_of(people.doctor_wang)) == [opened]


def test_the_list_of_the_department_and_its_verdict_on_the_page(people: Cast, zhang: Patient) -> None:
    opened = emergency(zhang, people.doctor_zhao)
    client = browser(people.doctor_wang)
    assert zhang.name in client.get(reverse("patients:emergencies")).content.decode()
    assert reverse("patients:emergencies") in client.get(reverse("patients:list")).content.decode()
    page = reverse("patients:emergency_review", args=[opened.id])
    assert client.post(page, {"verdict": "NOT_FINE", "note": ""}).status_code == 422
    assert client.post(page, {"verdict": "FINE", "note": ""})["Location"] == reverse("patients:emergencies")
    assert zhang.name not in client.get(reverse("patients:emergencies")).content.decode()
    assert zhang.name in client.get(reverse("patients:emergencies") + "?show=all").content.decode()


def test_the_list_costs_the_same_for_one_and_for_three(people: Cast, zhang: Patient) -> None:
    counts = []
    for number in (1, 3):
        while EmergencyAccess.objects.count() < number:
            row = patient(people.oncology_1, number=f"N{EmergencyAccess.objects.count()}")
            emergency(row, people.doctor_zhao)
        client = browser(people.doctor_wang)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("patients:emergencies"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_api_does_the_same(people: Cast, zhang: Patient) -> None:
    zhao, wang = APIClient(), APIClient()
    zhao.force_authenticate(people.doctor_zhao)
    wang.force_authenticate(people.doctor_wang)
    (found,) = zhao.post("/api/v1/patients/emergency-search/", {"q": zhang.hospital_number}).data
    assert (found["name"], found["hospital_number"], found["birth_year"]) == ("张**", "****6173", 1967)
    opened = zhao.post(f"/api/v1/patients/{zhang.id}/emergency/", TYPED)
    assert opened.status_code == 201
    assert zhao.post(f"/api/v1/patients/{zhang.id}/emergency/", TYPED).status_code == 204
    assert zhao.get(f"/api/v1/patients/{zhang.id}/").status_code == 200
    assert [row["id"] for row in wang.get("/api/v1/emergencies/").data["results"]] == [opened.data["id"]]
    review = f"/api/v1/emergencies/{opened.data['id']}/review/"
    assert wang.post(review, {"verdict": "NOT_FINE", "note": "x"}).data["verdict"] == "NOT_FINE"
    assert wang.post(review, {"verdict": "FINE"}).status_code == 409
    assert zhao.get(f"/api/v1/patients/{zhang.id}/").status_code == 404


def test_nothing_that_outlasts_the_hours_can_be_done_with_it(people: Cast, zhang: Patient) -> None:
    zhao, mine = people.doctor_zhao, patient(people.oncology_2, number="ZY1")
    emergency(zhang, zhao)

    with override("en"), pytest.raises(ValidationError, match="limited time"):
        care_team_grant(
            by=zhao,
            patient=zhang,
            spec=GrantSpec(user=zhao, reason=AccessReason.CARE_TEAM),
            today=clock.today(),
        )
    with override("en"), pytest.raises(ValidationError, match="limited time"):
        patient_move(by=zhao, patient=zhang, spec=PlaceSpec(department=people.oncology_2))
    with override("en"), pytest.raises(ValidationError, match="limited time"):
        patients_merge(by=zhao, keep=mine, remove=zhang, reason="同一人", now=clock.now())


def test_a_guest_with_a_last_day_cannot_move_it_out(people: Cast, zhang: Patient) -> None:
    zhao, today = people.doctor_zhao, clock.today()
    lent = GrantSpec(user=zhao, reason=AccessReason.REFERRAL, until=today)
    for_good = GrantSpec(user=zhao, reason=AccessReason.CARE_TEAM)
    care_team_grant(by=people.doctor_wang, patient=zhang, spec=lent, today=today)

    with pytest.raises(ValidationError):
        care_team_grant(by=zhao, patient=zhang, spec=for_good, today=today)
    care_team_grant(by=people.doctor_wang, patient=zhang, spec=for_good, today=today)
    care_team_grant(by=zhao, patient=zhang, spec=replace(lent, user=people.nurse_sun), today=today)
    assert doors(people.nurse_sun, zhang) == [True] * 3
