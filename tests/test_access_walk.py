"""Every address of the house, opened by nobody, by outsiders, by the wrong roles and by the right ones.

The addresses come from the resolver, so a new one without a row in tests/<room>/access.py fails here.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from accounts.permissions import can
from patients.models import Patient
from patients.selectors.access import visible_to
from tests.access import Row, Stage
from tests.access_table import EXPECTED
from tests.cast import Cast

ADMIN = "admin"  # Django's own addresses: spot-checked in tests/accounts/test_admin.py
WALKS = [
    pytest.param(name, row, id=f"{name} {'/'.join(row.methods)}")
    for name, rows in sorted(EXPECTED.items())
    for row in rows
    if not row.is_absent
]
ABSENT = [(name, row) for name, rows in sorted(EXPECTED.items()) for row in rows if row.is_absent]


def names(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            if pattern.namespace != ADMIN:
                yield from names(pattern.url_patterns, space)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"


@pytest.fixture
def stage(people: Cast, zhang: Patient) -> Stage:
    return Stage(people, zhang)


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert set(names(get_resolver().url_patterns)) == set(EXPECTED)


@pytest.mark.parametrize(("name", "row"), ABSENT, ids=lambda part: part if isinstance(part, str) else "")
def test_what_is_for_developers_is_not_there(name: str, row: Row, stage: Stage) -> None:
    for user in [None, *User.objects.all()]:
        for answer in opened(name, row, stage, user):
            assert answer.status_code == 404


@pytest.mark.parametrize(("name", "row"), WALKS)
def test_signed_out(name: str, row: Row, stage: Stage) -> None:
    for answer in opened(name, row, stage, user=None):
        if row.is_public:
            assert answer.status_code < 500
            assert answer.status_code not in {401, 403, 404, 405}
        elif name.startswith("api-") or answer.wsgi_request.path.startswith("/api/"):
            assert answer.status_code == 401
        else:
            assert answer.status_code == 302
            assert answer.headers["Location"].startswith("/accounts/login/?next=/")


@pytest.mark.parametrize(("name", "row"), [walk for walk in WALKS if walk.values[1].permission])  # type: ignore[union-attr]
def test_the_wrong_roles(name: str, row: Row, stage: Stage) -> None:
    for user in staff(stage, allowed=False, row=row):
        for answer in opened(name, row, stage, user):
            assert answer.status_code == 403, user.role


@pytest.mark.parametrize(
    ("name", "row"),
    [walk for walk in WALKS if walk.values[1].kwargs and walk.values[1].is_bound],  # type: ignore[union-attr]
)
def test_outsiders_with_the_right_role(name: str, row: Row, stage: Stage) -> None:
    outsiders = [user for user in staff(stage, allowed=True, row=row) if not sees(row, user, stage)]
    assert outsiders
    for user in outsiders:
        for answer in opened(name, row, stage, user):
            assert answer.status_code == 404, user.name


@pytest.mark.parametrize(("name", "row"), WALKS)
def test_the_right_roles(name: str, row: Row, stage: Stage) -> None:
    insiders = [
        user for user in staff(stage, allowed=True, row=row) if not is_bound(row) or sees(row, user, stage)
    ]
    assert insiders
    for user in insiders:
        for answer in opened(name, row, stage, user):
            assert answer.status_code < 500, user.role
            assert answer.status_code not in {401, 403, 404, 405}, user.role
            assert not answer.headers.get("Location", "").startswith("/accounts/login/?")


def staff(stage: Stage, *, allowed: bool, row: Row) -> list[User]:
    people = User.objects.order_by("username")
    return [user for user in people if (row.permission is None or can(user, row.permission)) is allowed]


def sees(row: Row, user: User, stage: Stage) -> bool:
    if row.reaches is not None:
        return row.reaches(stage, user)
    return visible_to(user).filter(pk=stage.zhang.pk).exists()


def is_bound(row: Row) -> bool:
    return row.kwargs is not None and row.is_bound


def opened(name: str, row: Row, stage: Stage, user: User | None) -> Iterator[Any]:
    address = reverse(name, kwargs=row.kwargs(stage) if row.kwargs else None)
    for method in row.methods:
        browser = Client()
        if user:
            browser.force_login(user)
        yield browser.generic(method, address, content_type="application/x-www-form-urlencoded")
