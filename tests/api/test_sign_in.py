"""Signing in to the API: a token can be given back, a session needs its form token."""

import pytest
from django.test import Client
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from accounts.models import User
from patients.models import Patient
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def machine(people: Cast) -> APIClient:
    key = Token.objects.create(user=people.nurse_li).key
    return APIClient(headers={"Authorization": f"Token {key}"})


def test_a_token_given_back_opens_nothing(machine: APIClient) -> None:
    assert machine.get("/api/v1/patients/").status_code == 200
    assert machine.post("/api/v1/token/revoke/").status_code == 204
    assert machine.get("/api/v1/patients/").status_code == 401


def test_a_token_of_a_temporary_password_opens_nothing(machine: APIClient, people: Cast) -> None:
    User.objects.filter(pk=people.nurse_li.pk).update(must_change_password=True)
    assert machine.get("/api/v1/patients/").status_code == 403


def test_a_token_of_who_left_opens_nothing(machine: APIClient, people: Cast) -> None:
    User.objects.filter(pk=people.nurse_li.pk).update(is_active=False)
    assert machine.get("/api/v1/patients/").status_code == 401


def test_a_session_writes_only_with_its_form_token(zhang: Patient, people: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(people.nurse_li)
    assert browser.get("/api/v1/patients/").status_code == 200
    answer = browser.post(
        f"/api/v1/patients/{zhang.id}/calls/", {"outcome": "NO_ANSWER"}, content_type="application/json"
    )
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "permission_denied")
    assert zhang.contact_log.count() == 0


def test_errors_are_json_whoever_asks(people: Cast) -> None:
    answer = APIClient().get("/api/v1/doses/")
    assert answer.headers["WWW-Authenticate"] == "Token"
    assert answer.json() == {
        "type": "client_error",
        "errors": [
            {"code": "not_authenticated", "detail": answer.json()["errors"][0]["detail"], "attr": None}
        ],
    }
