"""Sealed minutes over the API: versions, content that has its seal, the file, and the trail of it."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.enums import ReadAction
from accounts.models import ReadRecord, User
from mdt.minutes.seal import seal_of
from mdt.models import Meeting, Minutes
from mdt.services.closing import meeting_close
from mdt.services.sealing import minutes_renew
from patients.models import Patient
from tests.cast import Cast
from tests.mdt.boards import at
from tests.mdt.minutes.access import a_file
from tests.mdt.minutes.stage import CLOSING, closed_case, session

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def minutes(people: Cast, zhang: Patient) -> Minutes:
    held = session(people)
    closed_case(people, zhang, held)
    meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)
    return Minutes.objects.get()


def told(user: User, minutes: Minutes, path: str = "", **asked: str) -> Any:
    client = APIClient()
    client.force_authenticate(user)
    return client.get(f"/api/v1/patients/{minutes.case.patient_id}/minutes/{path}", asked)


def test_the_list_names_every_version(people: Cast, minutes: Minutes) -> None:
    minutes_renew(by=people.coordinator_qian, minutes=minutes, reason="更正", now=at(hour=18))

    rows = told(people.doctor_wang, minutes).json()["results"]

    assert [(row["number"], row["version"], row["reason"]) for row in rows] == [
        ("MDT-2025-0307-01", 2, "更正"),
        ("MDT-2025-0307-01", 1, ""),
    ]
    assert "content" not in rows[0]


def test_the_content_still_has_its_seal_on_the_other_side(people: Cast, minutes: Minutes) -> None:
    row = told(people.doctor_wang, minutes, f"{minutes.id}/").json()

    assert seal_of(row["content"]) == row["sha256"] == minutes.sha256


def test_the_file_is_on_record_as_exported(people: Cast, minutes: Minutes) -> None:
    assert told(people.doctor_wang, minutes, f"{minutes.id}/pdf/").status_code == 404
    a_file(Meeting.objects.get(), minutes, minutes.sha256, "en")

    answer = told(people.doctor_wang, minutes, f"{minutes.id}/pdf/", language="en")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert ReadRecord.objects.filter(action=ReadAction.EXPORT, subject="api_minutes").count() == 1


def test_another_hospital_finds_nothing(people: Cast, minutes: Minutes) -> None:
    for path in ("", f"{minutes.id}/", f"{minutes.id}/pdf/"):
        assert told(people.doctor_wu, minutes, path).status_code == 404
