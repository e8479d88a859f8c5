"""Two people, one record; one person, two clicks: real commits, real browsers' forms, one page for all."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.fixtures import Settings
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from accounts import clock
from accounts.enums import Role
from accounts.models import ReadRecord, Submission, User, Ward
from accounts.once.keeping import AGAIN, forget
from accounts.once.keys import digest_of
from patients.models import LabResult, Patient
from tests.cast import PASSWORD, TODAY, Cast, patient, person
from tests.patients.test_races import together
from tests.sent import hidden, key_of, sent

pytestmark = pytest.mark.django_db(transaction=True)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def caller(user: User) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {Token.objects.get_or_create(user=user)[0].key}")
    return client


@pytest.fixture
def long_job(transactional_db: None) -> Iterator[None]:
    """A job that writes for minutes: all that others commit meanwhile is younger than its transaction."""
    opened, done = Event(), Event()

    def run() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()")
            opened.set()
            done.wait(60)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(run)
        assert opened.wait(10)
        yield
        done.set()
        job.result()


def edit(row: Patient) -> str:
    return reverse("patients:edit", args=[row.id])


LAB = {"analyte": "albumin", "value": "40", "unit": "g/L", "ref_low": "35", "sampled_on": str(TODAY)}


def test_the_second_of_two_sees_both_versions_and_loses_nothing(crowd: Cast, zhou: Patient) -> None:
    wang, li = browser(crowd.doctor_wang), browser(crowd.nurse_li)
    first, second = wang.get(edit(zhou)), li.get(edit(zhou))
    assert wang.post(edit(zhou), sent(first, name="周一一")).status_code == 302

    clash = li.post(edit(zhou), sent(second, name="周二二", birth_date="1960-05-06"))
    zhou.refresh_from_db()
    page = clash.content.decode()

    assert (clash.status_code, zhou.name) == (409, "周一一")
    assert all(word in page for word in ("周一一", "周二二", "姓名", crowd.doctor_wang.name))
    assert hidden(clash)["birth_date"] == "1960-05-06"
    assert [word for _label, word in clash.context["besides"]] == ["1960-05-06"]
    assert "已保存" not in page
    assert ReadRecord.objects.filter(
        user_id=crowd.nurse_li.id, patient_id=zhou.id, subject="conflict"
    ).exists()


@pytest.mark.parametrize(("chosen", "kept"), [("周二二", "周二二"), ("周一一", "周一一")])
def test_what_is_chosen_on_that_page_is_saved(crowd: Cast, zhou: Patient, chosen: str, kept: str) -> None:
    wang, li = browser(crowd.doctor_wang), browser(crowd.nurse_li)
    first, second = wang.get(edit(zhou)), li.get(edit(zhou))
    wang.post(edit(zhou), sent(first, name="周一一"))
    clash = li.post(edit(zhou), sent(second, name="周二二", birth_date="1960-05-06"))

    assert li.post(edit(zhou), {**hidden(clash), "name": chosen}).status_code == 302
    zhou.refresh_from_db()
    assert (zhou.name, str(zhou.birth_date)) == (kept, "1960-05-06")


def test_a_long_job_beside_them_neither_makes_up_changes_nor_asks_twice(
    long_job: None, crowd: Cast, zhou: Patient
) -> None:
    wang, li = browser(crowd.doctor_wang), browser(crowd.nurse_li)
    first, second = wang.get(edit(zhou)), li.get(edit(zhou))
    wang.post(edit(zhou), sent(first, name="周一一"))
    clash = li.post(edit(zhou), sent(second, name="周二二", birth_date="1960-05-06"))

    assert [step.name for change, _choices in clash.context["rows"] for step in change.steps] == ["name"]
    assert li.post(edit(zhou), {**hidden(clash), "name": "周二二"}).status_code == 302


def test_what_is_changed_while_one_chooses_is_asked_again(crowd: Cast, zhou: Patient) -> None:
    wang, li = browser(crowd.doctor_wang), browser(crowd.nurse_li)
    first, second = wang.get(edit(zhou)), li.get(edit(zhou))
    wang.post(edit(zhou), sent(first, name="周一一"))
    clash = li.post(edit(zhou), sent(second, name="周二二"))
    wang.post(edit(zhou), sent(wang.get(edit(zhou)), name="周五五"))

    again = li.post(edit(zhou), {**hidden(clash), "name": "周二二"})
    (change, _choices) = again.context["rows"][0]
    assert [(step.seen, step.stored) for step in change.steps] == [("周一一", "周五五")]


def test_two_who_save_at_the_same_moment_never_write_over_each_other(crowd: Cast, zhou: Patient) -> None:
    users = [crowd.doctor_wang, crowd.nurse_li]
    forms = [sent(browser(user).get(edit(zhou)), name=f"周{n}") for n, user in enumerate(users)]
    acts = [lambda n=n, user=user: browser(user).post(edit(zhou), forms[n]) for n, user in enumerate(users)]

    assert sorted(answer.status_code for answer in together(*acts)) == [302, 409]


def test_ones_own_change_is_no_clash(crowd: Cast, zhou: Patient) -> None:
    wang = browser(crowd.doctor_wang)
    first, second = wang.get(edit(zhou)), wang.get(edit(zhou))
    wang.post(edit(zhou), sent(first, name="周一一"))

    assert wang.post(edit(zhou), sent(second, name="周二二")).status_code == 302


def test_what_changed_in_another_form_of_the_row_is_shown_too(crowd: Cast, zhou: Patient) -> None:
    wang, move = browser(crowd.doctor_wang), reverse("patients:move", args=[zhou.id])
    opened = browser(crowd.nurse_li).get(edit(zhou))
    assert wang.post(move, sent(wang.get(move), bed="16")).status_code == 302
    clash = browser(crowd.nurse_li).post(edit(zhou), sent(opened, name="周三"))
    assert clash.status_code == 409
    assert all(word in clash.content.decode() for word in ("您打开时：15", "<dd>16</dd>", "<dd>周三</dd>"))


def test_the_forms_of_the_administration_ask_too(crowd: Cast) -> None:
    gao, other = (
        browser(crowd.admin_gao),
        person("deng", "邓敏", Role.ADMINISTRATOR, crowd.oncology_1, is_staff=True),
    )
    where = reverse("admin:accounts_ward_change", args=[crowd.ward_1.id])
    body = {"department": str(crowd.oncology_1.id), "name": "二病区"}
    opened = key_of(gao.get(where))
    theirs = browser(other)
    assert theirs.post(where, {**body, "form_key": key_of(theirs.get(where))}).status_code == 302

    clash = gao.post(where, {**body, "name": "三病区", "form_key": opened})
    assert (clash.status_code, Ward.objects.get().name) == (409, "二病区")


def test_who_may_not_see_the_record_sees_no_version_of_it(crowd: Cast, zhou: Patient) -> None:
    wang, wu = browser(crowd.doctor_wang), browser(crowd.doctor_wu)
    own = patient(crowd.oncology_west, number="W1")
    page = wu.get(edit(own))
    wang.post(edit(zhou), sent(wang.get(edit(zhou)), name="周一一"))

    answer = wu.post(edit(zhou), sent(page))
    assert answer.status_code == 404
    assert "周一一" not in answer.content.decode()


def test_one_form_pressed_twice_is_one_row_and_one_answer(crowd: Cast, zhou: Patient) -> None:
    li, where = browser(crowd.nurse_li), reverse("patients:lab_add", args=[zhou.id])
    body = {**LAB, "form_key": key_of(li.get(where))}
    first, second = li.post(where, body), li.post(where, body)

    assert LabResult.objects.count() == 1
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert (first.get(AGAIN), second.get(AGAIN)) == (None, "true")
    assert li.post(where, {**body, "value": "41"}).status_code == 302
    assert LabResult.objects.count() == 2


def test_three_presses_at_the_same_moment_are_one_row(crowd: Cast, zhou: Patient) -> None:
    where = reverse("patients:lab_add", args=[zhou.id])
    li = browser(crowd.nurse_li)
    body = {**LAB, "form_key": key_of(li.get(where))}
    answers = together(*[lambda: browser(crowd.nurse_li).post(where, body)] * 3)

    assert [answer.status_code for answer in answers] == [302] * 3
    assert LabResult.objects.count() == 1


def test_a_form_that_came_back_with_a_mistake_can_be_sent_again(crowd: Cast, zhou: Patient) -> None:
    li, where = browser(crowd.nurse_li), reverse("patients:lab_add", args=[zhou.id])
    body = {**LAB, "value": "", "form_key": key_of(li.get(where))}
    assert [li.post(where, body).status_code for _ in range(2)] == [422, 422]
    assert Submission.objects.count() == 0


def test_of_a_password_nothing_is_kept_that_can_be_guessed_without_our_key(
    crowd: Cast, settings: Settings
) -> None:
    """A digest of what was typed names the act; of few words it would say which without a key."""
    where = reverse("accounts:password")
    crowd.doctor_wang.set_password(PASSWORD)
    crowd.doctor_wang.save()
    wang = browser(crowd.doctor_wang)
    new = "nine cranes over the quiet river"
    body = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    wrong = {**body, "new_password2": "another", "form_key": key_of(wang.get(where))}
    assert wang.post(where, wrong).status_code == 422
    assert not Submission.objects.exists()
    assert wang.post(where, {**wrong, **body}).status_code == 302

    request = RequestFactory().post(where, body)
    assert Submission.objects.get().digest == digest_of(request)
    settings.SECRET_KEY = "another one, of enough characters for all that is signed"
    assert Submission.objects.get().digest != digest_of(request)


def test_a_key_is_good_for_its_user_only(crowd: Cast, zhou: Patient) -> None:
    where = reverse("patients:lab_add", args=[zhou.id])
    body = {**LAB, "form_key": key_of(browser(crowd.nurse_li).get(where))}
    assert browser(crowd.nurse_li).post(where, body).status_code == 302
    answer = browser(crowd.doctor_wang).post(where, body)
    assert (answer.status_code, answer.get(AGAIN)) == (302, None)


def labs(row: Patient) -> str:
    return f"/api/v1/patients/{row.id}/labs/"


def test_the_api_answers_a_repeated_key_with_the_same_answer(crowd: Cast, zhou: Patient) -> None:
    li, key = caller(crowd.nurse_li), str(uuid4())
    first = li.post(labs(zhou), LAB, headers={"Idempotency-Key": key})
    second = li.post(labs(zhou), LAB, headers={"Idempotency-Key": key})

    assert (first.status_code, first.content) == (201, second.content)
    assert (second.status_code, second[AGAIN], LabResult.objects.count()) == (201, "true", 1)
    stored = str(Submission.objects.extra(select={"raw": "body"}).values("headers", "address", "raw").get())
    assert first.json()["id"] not in stored


def test_the_api_refuses_a_key_for_something_else_and_a_bad_one(crowd: Cast, zhou: Patient) -> None:
    li = caller(crowd.nurse_li)
    li.post(labs(zhou), LAB, headers={"Idempotency-Key": "one"})
    other = li.post(labs(zhou), {**LAB, "value": "41"}, headers={"Idempotency-Key": "one"})
    bad = li.post(labs(zhou), LAB, headers={"Idempotency-Key": "x" * 256})

    assert (other.status_code, other.json()["errors"][0]["code"]) == (422, "key_reused")
    assert (bad.status_code, LabResult.objects.count()) == (400, 1)
    assert (
        caller(crowd.doctor_wang).post(labs(zhou), LAB, headers={"Idempotency-Key": "one"}).status_code == 201
    )
    assert APIClient().post(labs(zhou), LAB, headers={"Idempotency-Key": "one"}).status_code == 401


def test_the_api_called_at_the_same_moment_acts_once(crowd: Cast, zhou: Patient) -> None:
    def call() -> Any:
        return caller(crowd.nurse_li).post(labs(zhou), LAB, headers={"Idempotency-Key": "race"})

    Token.objects.create(user=crowd.nurse_li)
    answers = together(*[call] * 4)
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert {answer.json()["errors"][0]["code"] for answer in answers if answer.status_code == 409} <= {
        "in_progress"
    }
    assert LabResult.objects.count() == 1


def test_the_api_tells_the_version_and_refuses_another(crowd: Cast, zhou: Patient) -> None:
    li, where = caller(crowd.nurse_li), f"/api/v1/patients/{zhou.id}/"
    seen, zhou_was = li.get(where)["ETag"], zhou.name
    wang = browser(crowd.doctor_wang)
    wang.post(edit(zhou), sent(wang.get(edit(zhou)), name="周一一"))
    body = {"name": "周二二", "sex": "F", "birth_date": "1960-05-06", "hospital_number": zhou.hospital_number}
    refused = li.put(where, body, headers={"If-Match": seen})
    zhou.refresh_from_db()

    assert (refused.status_code, zhou.name) == (412, "周一一")
    assert refused["ETag"] == li.get(where)["ETag"] != seen
    told = refused.json()["errors"][0]
    assert [told[key] for key in ("code", "attr", "seen", "stored")] == ["stale", "name", zhou_was, "周一一"]
    assert refused.json()["changed_by"] == crowd.doctor_wang.name
    assert li.put(where, body, headers={"If-Match": refused["ETag"]}).status_code == 200


def test_answers_are_forgotten_after_three_days(crowd: Cast, zhou: Patient) -> None:
    caller(crowd.nurse_li).post(labs(zhou), LAB, headers={"Idempotency-Key": "old"})
    assert forget(clock.now()) == 0
    assert forget(clock.now() + timedelta(days=3, minutes=1)) == 1
