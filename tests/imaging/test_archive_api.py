"""Images linked and reports attached over the API: the same checks as on the page, 404 for outsiders."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import ReadRecord, User
from imaging.models import BoneWindowStatement, ImagingSeries, ImagingStudy, ReportAttachment
from patients.models import Patient
from tests.cast import TODAY, Cast
from tests.imaging.images import ACCESSION, phantom
from tests.imaging.test_attachments import PDF, bomb, sent_to

pytestmark = pytest.mark.usefixtures("noon")


def signed_in(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def archive_of(row: Patient) -> str:
    return f"/api/v1/patients/{row.id}/archive-studies/"


@pytest.fixture
def study(people: Cast, zhang: Patient, settings: Settings, tmp_path: Path) -> ImagingStudy:
    """A CT of today, without images."""
    settings.ATTACHMENT_DIR = str(tmp_path / "attachments")
    return ImagingStudy.objects.create(
        patient=zhang, modality="CT", done_on=TODAY, recorded_by=people.radiologist_he
    )


@pytest.fixture
def attachments(study: ImagingStudy) -> str:
    return f"/api/v1/patients/{study.patient_id}/imaging-studies/{study.id}/attachments/"


def a_file(content: bytes, name: str = "报告.pdf") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content)}


def test_asked_by_number_and_linked(people: Cast, zhang: Patient, folder: Path, study: ImagingStudy) -> None:
    phantom().write(folder)
    client, address = signed_in(people.radiologist_he), archive_of(zhang)
    [found] = client.get(address, {"accession_number": ACCESSION}).json()
    assert (found["differs"], found["candidates"], found["modalities"]) == ([], [str(study.id)], ["CT"])
    body = {"accession_number": ACCESSION, "study_uid": found["study_uid"], "study": str(study.id)}
    made = client.post(address, body, format="json")
    assert (made.status_code, made.json()["id"]) == (201, str(study.id))
    assert ImagingSeries.objects.get().study == study
    assert client.post(address, body, format="json").status_code == 201
    assert ImagingStudy.objects.count() == 1
    assert ReadRecord.objects.filter(patient_id=zhang.id, subject="api_archive").count() == 3


def test_a_number_the_archive_does_not_have_and_another_day_are_refused(
    people: Cast, zhang: Patient, folder: Path, study: ImagingStudy
) -> None:
    phantom().write(folder)
    client, address = signed_in(people.radiologist_he), archive_of(zhang)
    assert client.get(address, {"accession_number": "NONE"}).json() == []
    assert client.get(address).status_code == 400
    ImagingStudy.objects.filter(pk=study.pk).update(done_on=TODAY.replace(year=2024))
    wrong_day = {"accession_number": ACCESSION, "study": str(study.id)}
    for body in (
        {"accession_number": "NONE"},
        {"accession_number": ACCESSION, "study_uid": "1.2"},
        wrong_day,
    ):
        assert client.post(address, body, format="json").status_code == 400
    assert not ImagingSeries.objects.exists()


def test_images_that_name_another_patient_need_a_word(people: Cast, zhang: Patient, folder: Path) -> None:
    phantom().write(folder)
    Patient.objects.filter(pk=zhang.pk).update(hospital_number="OTHER")
    client, address = signed_in(people.radiologist_he), archive_of(zhang)
    assert client.get(address, {"accession_number": ACCESSION}).json()[0]["differs"] == ["number"]
    body: dict[str, Any] = {"accession_number": ACCESSION}
    refused = client.post(address, body, format="json")
    assert (refused.status_code, refused.json()["errors"][0]["attr"]) == (400, "is_same_person")
    assert client.post(address, body | {"is_same_person": True}, format="json").status_code == 201


def test_a_silent_archive_says_why_and_nothing_is_saved(
    people: Cast, zhang: Patient, settings: Settings
) -> None:
    settings.PACS_URL = settings.DICOM_DIR = ""
    client, address = signed_in(people.radiologist_he), archive_of(zhang)
    for answer in (
        client.get(address, {"accession_number": "A1"}),
        client.post(address, {"accession_number": "A1"}, format="json"),
    ):
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "not_connected")
    assert not ImagingStudy.objects.exists()


def test_attached_listed_voided(people: Cast, study: ImagingStudy, attachments: str) -> None:
    client = signed_in(people.radiologist_he)
    made = client.post(attachments, a_file(PDF, "../报告.html"), format="multipart")
    told = made.json()
    assert (made.status_code, told["name"], told["type"], told["size"]) == (
        201, "报告.html.pdf", "PDF", len(PDF),
    )  # fmt: skip
    assert client.post(attachments, a_file(PDF), format="multipart").json()["id"] == told["id"]
    assert [row["id"] for row in client.get(attachments).json()["results"]] == [told["id"]]
    void = f"/api/v1/patients/{study.patient_id}/report-attachments/{told['id']}/void/"
    assert client.post(void, {"reason": ""}, format="json").status_code == 400
    assert client.post(void, {"reason": "他人报告"}, format="json").json()["file"] is None
    assert client.post(void, {"reason": "他人报告"}, format="json").status_code == 409


@pytest.mark.parametrize(
    "content", [b"", b"<svg><script>alert(1)</script></svg>", b"PK\x03\x04 a zip", PDF[:-10], bomb()]
)
def test_what_the_page_refuses_the_api_refuses(people: Cast, attachments: str, content: bytes) -> None:
    answer = signed_in(people.radiologist_he).post(attachments, a_file(content), format="multipart")
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, "file")
    assert not ReportAttachment.objects.exists()


def test_two_gigabytes_are_stopped_before_they_are_read(
    people: Cast, attachments: str, settings: Settings
) -> None:
    settings.ATTACHMENT_MAX_MB = 1
    browser = Client()
    browser.force_login(people.radiologist_he)
    answer, body = sent_to(browser, attachments, 2 * 1024**3)
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, "file")
    assert body.read_bytes < 1024 * 1024


def test_no_file_and_no_form_are_bad_input(people: Cast, attachments: str) -> None:
    client = signed_in(people.radiologist_he)
    for body, kind in (({}, "multipart"), ({"file": "x"}, "json"), ({"other": "x"}, "json")):
        assert client.post(attachments, body, format=kind).status_code == 400


def test_a_statement_with_its_reason_is_listed_and_the_last_one_holds(
    people: Cast, study: ImagingStudy, noon: time_machine.Traveller
) -> None:
    client = signed_in(people.radiologist_he)
    address = f"/api/v1/patients/{study.patient_id}/imaging-studies/{study.id}/bone-window"
    cannot = client.post(f"{address}-statements/", {"answer": "NOT_POSSIBLE"}, format="json")
    assert cannot.status_code == 400
    reason = {"answer": "NOT_POSSIBLE", "reason": "只有胶片"}
    assert client.post(f"{address}-statements/", reason, format="json").status_code == 201
    noon.shift(timedelta(minutes=1))
    client.put(f"{address}/", {"reviewed": False}, format="json")
    assert [row["answer"] for row in client.get(f"{address}-statements/").json()["results"]] == [
        "NO",
        "NOT_POSSIBLE",
    ]
    assert BoneWindowStatement.objects.count() == 2


def test_an_outsider_finds_none_of_it(people: Cast, zhang: Patient, attachments: str) -> None:
    row = signed_in(people.radiologist_he).post(attachments, a_file(PDF), format="multipart").json()
    wu = signed_in(people.doctor_wu)
    void = f"/api/v1/patients/{zhang.id}/report-attachments/{row['id']}/void/"
    assert wu.get(attachments).status_code == 404
    assert wu.post(attachments, a_file(PDF), format="multipart").status_code == 404
    assert wu.post(void, {"reason": "x"}, format="json").status_code == 404
    assert wu.get(archive_of(zhang), {"accession_number": ACCESSION}).status_code == 404
    assert signed_in(people.nurse_li).post(attachments, a_file(PDF), format="multipart").status_code == 403
