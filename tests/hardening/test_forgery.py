"""Another site cannot act in the name of who is signed in: no unsafe request passes without our own token."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from tests.access_table import EXPECTED
from tests.cast import Cast

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
# Asked with name and password, it neither reads nor sets a cookie.
WITHOUT_SESSION = {"api-token"}
VALUES: dict[str, Any] = {"UUIDConverter": uuid.uuid4(), "IntConverter": 1}


def patterns(found: Any = None, space: str = "", above: dict[str, Any] | None = None) -> Iterator[Any]:
    """The name of every address with something in place of each of its parts."""
    for one in (found or get_resolver()).url_patterns:
        parts = (above or {}) | one.pattern.converters
        if isinstance(one, URLResolver):
            yield from patterns(one, f"{space}{one.namespace}:" if one.namespace else space, parts)
        elif isinstance(one, URLPattern):
            kinds = {name: type(kind).__name__ for name, kind in parts.items()}
            yield f"{space}{one.name}", {name: VALUES.get(kind, "x") for name, kind in kinds.items()}


ADDRESSES = {name: reverse(name, kwargs=kwargs) for name, kwargs in patterns() if name in EXPECTED}


def methods(name: str) -> set[str]:
    return {method for row in EXPECTED[name] if not row.is_absent for method in row.methods}


@pytest.fixture
def wang(people: Cast) -> User:
    return people.doctor_wang


def test_without_our_token_nothing_is_changed(wang: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(wang)
    tried = 0
    for name, address in ADDRESSES.items():
        for method in (methods(name) & UNSAFE) if name not in WITHOUT_SESSION else ():
            answer = browser.generic(method, address)
            assert answer.status_code == 403, (name, method)
            assert is_about_the_form(answer), (name, method, answer.content)
            tried += 1
    assert tried > 100


def is_about_the_form(answer: Any) -> bool:
    """Refused for the missing token, and not for the role."""
    text = answer.content.decode()
    return "CSRF" in text or "页面打开时间过长" in text


def test_a_token_of_another_site_is_none(wang: User) -> None:
    browser = Client(enforce_csrf_checks=True, HTTP_ORIGIN="https://evil.invalid")
    browser.force_login(wang)
    browser.get("/accounts/profile/")
    token = browser.cookies["csrftoken"].value

    answer = browser.post("/accounts/profile/", {"language": "en", "csrfmiddlewaretoken": token})

    assert answer.status_code == 403


def test_what_changes_something_is_not_there_for_a_link(wang: User) -> None:
    browser = Client()
    browser.force_login(wang)
    for name, address in ADDRESSES.items():
        allowed = methods(name)
        if allowed and "GET" not in allowed:
            assert browser.get(address).status_code in {403, 404, 405}, name


def test_no_answer_lets_another_site_read_it(wang: User) -> None:
    browser = Client(HTTP_ORIGIN="https://evil.invalid")
    browser.force_login(wang)
    for address in ("/", "/patients/", "/api/v1/patients/"):
        assert "Access-Control-Allow-Origin" not in browser.get(address).headers


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND"])
def test_methods_nobody_needs_are_refused(wang: User, method: str) -> None:
    browser = Client()
    browser.force_login(wang)
    for name in ("home", "patients:list", "livez", "api-patients"):
        answer = browser.generic(method, reverse(name))
        assert answer.status_code == 405, name
        assert answer["Content-Security-Policy"]
