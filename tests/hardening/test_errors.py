"""Whatever goes wrong: protected as a page is, and nothing told of the inside."""

import io
import json
import logging
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings as house
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from config.logging import formatter
from tests.cast import Cast
from tests.hardening.test_parameters import is_protected

INSIDE = ("Traceback", "RuntimeError", "select ", "/work/", ".py", "SECRET_KEY", "hunter2")


@pytest.fixture
def browser(people: Cast) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(people.nurse_li)
    return client


def errors(browser: Client) -> list[tuple[int, Any]]:
    """One of each kind, with the status it must have."""
    strict = Client(enforce_csrf_checks=True)
    api = reverse("api-patients")
    return [
        (400, browser.get("/", HTTP_HOST="evil.invalid")),
        (400, browser.post(api, "{", content_type="application/json")),
        (401, Client().get(api)),
        (403, browser.get("/health/")),
        (403, strict.post(reverse("accounts:login"), {"username": "x"})),
        (404, browser.get("/nowhere/")),
        (404, browser.get("/static/nowhere.js")),
        (404, browser.get("/patients/%00/")),
        (405, browser.get(reverse("accounts:logout"))),
        (405, browser.generic("TRACE", "/")),
        (415, browser.post(api, "<a/>", content_type="text/xml")),
    ]


def test_every_kind_of_error_is_protected_as_a_page_is(browser: Client) -> None:
    for status, answer in errors(browser):
        assert answer.status_code == status, answer.content
        assert is_protected(answer), (status, answer.headers)


@pytest.mark.parametrize("size", [house.DATA_UPLOAD_MAX_MEMORY_SIZE + 1])
def test_a_form_that_is_far_too_large_is_refused(browser: Client, size: int) -> None:
    answer = browser.post("/accounts/profile/", {"language": "x" * size})

    assert answer.status_code == 400
    assert is_protected(answer)


@pytest.mark.parametrize("address", ["/accounts/profile/", "/api/v1/patients/"])
def test_a_failure_tells_nothing_of_the_inside(browser: Client, address: str) -> None:
    broken = "accounts.views.render" if "accounts" in address else "patients.api.people.patients_found"
    with patch(broken, side_effect=RuntimeError("select hunter2")):
        answer = browser.get(address)

    assert answer.status_code == 500
    assert is_protected(answer)
    assert [word for word in INSIDE if word in answer.content.decode()] == []


def test_a_file_of_ours_carries_the_policy_too(settings: Settings) -> None:
    order = settings.MIDDLEWARE
    answers = order.index("whitenoise.middleware.WhiteNoiseMiddleware")

    assert order.index("csp.middleware.CSPMiddleware") < answers
    assert order.index("django.middleware.security.SecurityMiddleware") < answers


def test_a_log_line_says_its_time_with_the_zone() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter())
    handler.handle(logging.makeLogRecord({"msg": "x", "name": "y", "levelname": "INFO"}))

    said = datetime.fromisoformat(json.loads(stream.getvalue())["timestamp"])
    assert said.utcoffset() == timedelta(0)


def test_nobody_learns_whether_a_name_is_known_by_the_answer(people: Cast) -> None:
    answers = [
        Client().post(reverse("accounts:login"), {"username": name, "password": "wrong"})
        for name in ("li", "nobody-here")
    ]

    first, second = (answer.content.decode() for answer in answers)
    assert [answer.status_code for answer in answers] == [200, 200]
    assert without_token(first.replace('value="li"', "")) == without_token(
        second.replace('value="nobody-here"', "")
    )
    assert User.objects.filter(username="li").exists()


def without_token(page: str) -> list[str]:
    """The page but for what is new each time."""
    return [line for line in page.splitlines() if "csrf" not in line.lower()]
