"""Every write has a name in the database, however it was made; every read has one too and stays."""

import os
import subprocess
import sys
import uuid
from typing import Any

import pghistory
import pytest
from celery import shared_task
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.db.utils import DatabaseError, InternalError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pghistory.models import Events

from accounts import audit
from accounts.enums import ReadAction
from accounts.middleware import HistoryMiddleware
from accounts.models import ReadRecord, User, Ward
from tests.cast import Cast
from tests.setup.checkout import ROOT


def newest(row: Any) -> Any:
    return Events.objects.tracks(row).order_by("-pgh_created_at", "-pgh_id").first()


def test_a_page_leaves_the_user_the_name_and_the_request_in_the_history(browser: Client, li: User) -> None:
    browser.force_login(li)
    answer = browser.post(reverse("accounts:language"), {"language": "en"})
    event = newest(li)

    assert event.pgh_diff == {"language": ["zh-hans", "en"]}
    assert event.pgh_context["user"] == str(li.pk)
    assert event.pgh_context["user_name"] == "李敏"
    assert event.pgh_context["request_id"] == answer.headers["X-Request-Id"]


@pytest.mark.parametrize("way", ["save", "update", "bulk_update", "sql"])
def test_no_way_of_writing_escapes(people: Cast, way: str) -> None:
    ward = people.ward_1
    with pghistory.context(task="a task"):
        write(ward, way)
    event = newest(ward)

    assert event.pgh_diff == {"name": ["一病区", "二病区"]}
    assert event.pgh_context["task"] == "a task"


def write(ward: Ward, way: str) -> None:
    ward.name = "二病区"
    if way == "save":
        ward.save()
    elif way == "update":
        Ward.objects.filter(pk=ward.pk).update(name="二病区")
    elif way == "bulk_update":
        Ward.objects.bulk_update([ward], ["name"])
    else:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE accounts_ward SET name = %s WHERE id = %s", ["二病区", ward.pk])


def test_bulk_creation_is_recorded_row_by_row(people: Cast) -> None:
    wards = Ward.objects.bulk_create(Ward(department=people.oncology_1, name=f"{n}") for n in range(3))

    assert [newest(ward).pgh_label for ward in wards] == ["insert"] * 3


def test_a_password_never_reaches_the_history(li: User) -> None:
    assert "password" not in {key for event in Events.objects.tracks(li) for key in event.pgh_data}


@shared_task(name="tests.rename_ward")
def rename_ward() -> None:
    Ward.objects.update(name="二病区")


@pytest.mark.parametrize("run", [rename_ward, rename_ward.apply], ids=["called", "by a worker"])
def test_a_background_job_signs_with_its_name(people: Cast, run: Any) -> None:
    run()

    assert newest(people.ward_1).pgh_context["task"] == "tests.rename_ward"


def test_the_user_of_an_api_token_is_named_although_found_late(people: Cast) -> None:
    def view(request: Any) -> HttpResponse:
        request.user = people.nurse_li
        Ward.objects.update(name="二病区")
        return HttpResponse()

    request = RequestFactory().post("/api/v1/")
    request.user = AnonymousUser()
    request.request_id = uuid.uuid4()  # type: ignore[attr-defined]  # set by RequestIdMiddleware
    HistoryMiddleware(view)(request)  # type: ignore[no-untyped-call]  # the library's __init__
    context = newest(people.ward_1).pgh_context

    assert (context["user"], context["user_name"]) == (str(people.nurse_li.pk), "李敏")


def test_a_command_names_itself() -> None:
    program = (
        "import sys, runpy, django.core.management as m;"
        "m.execute_from_command_line = lambda argv:"
        " print(__import__('pghistory').runtime._tracker.value.metadata['task']);"
        "sys.argv = ['manage.py', 'migrate', '--secret']; runpy.run_path('manage.py', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=os.environ, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "manage migrate"


def look(user: User, patient_id: uuid.UUID) -> ReadRecord:
    request = RequestFactory().get("/", REMOTE_ADDR="10.1.2.3")
    request.user = user
    audit.record(request=request, patient_id=patient_id, action=ReadAction.REVEAL, subject="detail")
    return ReadRecord.objects.get()


def test_a_look_at_a_patient_is_one_row(li: User) -> None:
    patient_id = uuid.uuid4()
    row = look(li, patient_id)

    assert (row.user_id, row.user_name, row.role) == (li.pk, "李敏", "NURSE")
    assert (row.patient_id, row.action, row.address) == (patient_id, "REVEAL", "10.1.2.3")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_readrecord SET user_name = 'somebody else'",
        "DELETE FROM accounts_readrecord",
    ],
)
def test_the_database_refuses_to_change_or_delete_a_look(li: User, statement: str) -> None:
    look(li, uuid.uuid4())

    with pytest.raises((InternalError, DatabaseError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert ReadRecord.objects.get().user_name == "李敏"


def test_nobody_signed_in_reads_nothing(db: None) -> None:
    request = RequestFactory().get("/")
    request.user = None  # type: ignore[assignment]  # what a view without its guard would pass

    with pytest.raises(TypeError):
        audit.record(request=request, patient_id=uuid.uuid4(), subject="detail")
