"""Imaging in the administration: technical lists of one's own hospital, no name, no single row, no change."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from imaging.attached.store import place_of
from imaging.models import ReportAttachment
from patients.models import Patient
from tests.access import Stage
from tests.cast import Cast
from tests.imaging.access import a_series, of_an_attachment

SERIES, FILES = "/admin/imaging/imagingseries/", "/admin/imaging/reportattachment/"


@pytest.fixture
def rows(people: Cast, zhang: Patient) -> dict[str, Any]:
    """A series and an attachment whose names speak of the patient."""
    stage = Stage(people, zhang)
    series, file = a_series(stage), of_an_attachment(stage)["attachment_id"]
    type(series).objects.update(description="ZHANG GUILAN")
    ReportAttachment.objects.update(name="张桂兰.pdf")
    return {"series": series, "file": file}


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_lists_tell_what_is_technical_and_no_name(people: Cast, rows: dict[str, Any]) -> None:
    gao = client_of(people.admin_gao)
    checksum = hashlib.sha256(place_of(rows["file"]).read_bytes()).hexdigest()
    for address, words in ((SERIES, "1.2.3"), (FILES, checksum)):
        for query in ("", "?q=1.2.3" if address == SERIES else f"?q={checksum}"):
            told = gao.get(address + query).content.decode()
            assert words in told
            for name in ("张桂兰", "ZHANG", "ZY02846173"):
                assert name not in told


def test_no_row_has_a_page_a_history_or_a_form(people: Cast, rows: dict[str, Any]) -> None:
    gao = client_of(people.admin_gao)
    for address, row_id in ((SERIES, rows["series"].id), (FILES, rows["file"])):
        for part in (f"{row_id}/change/", f"{row_id}/history/"):
            assert gao.get(address + part).status_code == 404
        for part in ("add/", f"{row_id}/delete/"):
            assert gao.get(address + part).status_code == 403


def test_a_file_that_is_gone_is_seen(people: Cast, rows: dict[str, Any]) -> None:
    gao, place = client_of(people.admin_gao), Path(place_of(rows["file"]))
    assert "icon-no" in gao.get(FILES).content.decode()  # not taken out
    place.unlink()
    assert gao.get(FILES).content.decode().count("icon-no") > 1


def test_other_hospitals_and_auditors_see_nothing(people: Cast, rows: dict[str, Any]) -> None:
    User.objects.filter(pk=people.admin_gao.pk).update(hospital=people.west)
    gao = client_of(User.objects.get(pk=people.admin_gao.pk))
    assert "1.2.3" not in gao.get(SERIES).content.decode()
    for person in (people.auditor_tang, people.doctor_wang):
        assert client_of(person).get(SERIES, follow=True).status_code == 403
    assert reverse("admin:imaging_imagingseries_changelist") == SERIES


def test_a_name_cannot_be_guessed_letter_by_letter_through_the_address(
    people: Cast, rows: dict[str, Any]
) -> None:
    gao = client_of(people.admin_gao)

    assert gao.get(FILES, {"name__startswith": "张"}).status_code == 400
    assert gao.get(SERIES, {"description__startswith": "ZHANG"}).status_code == 400
