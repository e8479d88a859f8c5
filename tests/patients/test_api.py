"""Patients over HTTP: the same access, rules and words as the pages."""

import uuid
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from patients.models import Patient
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("noon")


def signed_in(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def registration(people: Cast, **more: Any) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()),
        "name": "欧阳淑华",
        "sex": "F",
        "birth_date": "1962-05-04",
        "hospital_number": "ZY77",
        "department": str(people.oncology_1.id),
    } | more


def test_without_a_token_nobody_gets_in(zhang: Patient) -> None:
    assert APIClient().get("/api/v1/patients/").status_code == 401


def test_a_token_opens_the_list(zhang: Patient, people: Cast) -> None:
    people.nurse_li.set_password("a long demo password")
    people.nurse_li.save()
    answer = APIClient().post(
        "/api/v1/token/", {"username": "li", "password": "a long demo password"}, format="json"
    )
    client = APIClient(headers={"authorization": f"Token {answer.json()['token']}"})
    assert [row["name"] for row in client.get("/api/v1/patients/").json()["results"]] == ["张桂兰"]


def test_a_registered_patient_is_in_the_list(people: Cast) -> None:
    client = signed_in(people.nurse_li)
    answer = client.post("/api/v1/patients/", registration(people), format="json")
    assert answer.status_code == 201, answer.json()
    assert [row["hospital_number"] for row in client.get("/api/v1/patients/").json()["results"]] == ["ZY77"]


def test_the_same_registration_twice_is_one_patient(people: Cast) -> None:
    client, body = signed_in(people.nurse_li), registration(people)
    first = client.post("/api/v1/patients/", body, format="json").json()
    second = client.post("/api/v1/patients/", body, format="json").json()
    assert (first["id"], Patient.objects.count()) == (second["id"], 1)


def test_an_unknown_field_is_named_and_refused(people: Cast) -> None:
    answer = signed_in(people.nurse_li).post(
        "/api/v1/patients/", registration(people, is_demo=True), format="json"
    )
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"] == "is_demo"


def test_a_lab_without_its_range_is_refused_by_rule(zhang: Patient, people: Cast) -> None:
    body = {"analyte": "calcium", "value": "2.30", "unit": "mmol/L", "sampled_on": "2025-03-01"}
    answer = signed_in(people.nurse_li).post(f"/api/v1/patients/{zhang.id}/labs/", body, format="json")
    refused = answer.json()["errors"][0]
    assert (answer.status_code, refused["code"], refused["attr"]) == (422, "LAB-12", "calcium")
    answers = [{"rule_id": "LAB-12", "key": "calcium", "reason_code": "OTHER", "reason_text": "外院结果"}]
    for user, status in ((people.nurse_li, 422), (people.doctor_wang, 201)):
        again = signed_in(user).post(
            f"/api/v1/patients/{zhang.id}/labs/", body | {"answers": answers}, format="json"
        )
        assert again.status_code == status
    assert zhang.overrides.get().rule_id == "LAB-12"


def test_a_lab_with_its_range_is_kept_exactly(zhang: Patient, people: Cast) -> None:
    body = {
        "analyte": "calcium",
        "value": "2.305",
        "unit": "mmol/L",
        "sampled_on": "2025-03-01",
        "ref_low": "2.11",
        "ref_high": "2.52",
    }
    answer = signed_in(people.nurse_li).post(f"/api/v1/patients/{zhang.id}/labs/", body, format="json")
    assert (answer.status_code, answer.json()["value"]) == (201, "2.305")


def test_only_an_oncologist_confirms_bone_metastasis(zhang: Patient, people: Cast) -> None:
    body = {"status": "CONFIRMED", "confirmed_on": "2025-02-20", "basis": "BIOPSY"}
    address = f"/api/v1/patients/{zhang.id}/bone-metastasis/"
    assert signed_in(people.nurse_li).put(address, body, format="json").status_code == 403
    assert signed_in(people.doctor_wang).put(address, body, format="json").status_code == 200


def test_another_hospital_does_not_learn_that_the_patient_exists(zhang: Patient, people: Cast) -> None:
    client = signed_in(people.nurse_zhou)
    assert client.get(f"/api/v1/patients/{zhang.id}/").status_code == 404
    assert client.get("/api/v1/patients/").json()["results"] == []


def test_search_finds_by_initials_and_never_by_address(zhang: Patient, people: Cast) -> None:
    client = signed_in(people.nurse_li)
    assert [row["name"] for row in client.post("/api/v1/patients/search/", {"q": "zgl"}).json()] == ["张桂兰"]
    assert client.get("/api/v1/patients/search/", {"q": "zgl"}).status_code == 403


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_year_nobody_can_mean_names_its_field(people: Cast, year: str) -> None:
    answer = signed_in(people.nurse_li).post(
        "/api/v1/patients/", registration(people, birth_date=f"{year}-01-01"), format="json"
    )

    assert (answer.status_code, [error["attr"] for error in answer.json()["errors"]]) == (400, ["birth_date"])
