"""Every address of the house, opened by nobody, by outsiders, by the wrong roles and by the right ones.

The addresses come from the resolver, so a new one without a row in tests/<room>/access.py fails here.
"""

from collections.abc import Callable, Iterator
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
from tests.undone import undone

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
        for answer in opened(address(name, row, stage), row, user):
            assert answer.status_code == 404


# One test an address: the hospital is built once for all who come to it.
@pytest.mark.parametrize(("name", "row"), WALKS)
def test_who_comes_in_and_who_does_not(name: str, row: Row, stage: Stage) -> None:
    path = address(name, row, stage)
    turns_away_the_unknown(name, path, row)
    if row.permission:
        turns_away_the_wrong_roles(path, row)
    insiders, outsiders = partition(lambda user: sees(row, user, stage), staff(row, allowed=True))
    if is_bound(row):
        shows_outsiders_nothing(path, row, outsiders)
    lets_in(path, row, insiders if is_bound(row) else insiders + outsiders)


def turns_away_the_unknown(name: str, path: str, row: Row) -> None:
    for answer in opened(path, row, user=None):
        if row.is_public:
            assert answer.status_code < 500
            assert answer.status_code not in {401, 403, 404, 405}
        elif name.startswith("api-") or path.startswith("/api/"):
            assert answer.status_code == 401
        else:
            assert answer.status_code == 302
            assert answer.headers["Location"].startswith("/accounts/login/?next=/")


def turns_away_the_wrong_roles(path: str, row: Row) -> None:
    for user in staff(row, allowed=False):
        for answer in opened(path, row, user):
            assert answer.status_code == 403, user.role


def shows_outsiders_nothing(path: str, row: Row, outsiders: list[User]) -> None:
    """The right role, and no access to this patient."""
    assert outsiders
    for user in outsiders:
        for answer in opened(path, row, user):
            assert answer.status_code == 404, user.name


def lets_in(path: str, row: Row, insiders: list[User]) -> None:
    assert insiders
    for user in insiders:
        for answer in opened(path, row, user):
            assert answer.status_code < 500, user.role
            assert answer.status_code not in {401, 403, 404, 405}, user.role
            assert not answer.headers.get("Location", "").startswith("/accounts/login/?")


def staff(row: Row, *, allowed: bool) -> list[User]:
    people = User.objects.order_by("username")
    return [user for user in people if (row.permission is None or can(user, row.permission)) is allowed]


def partition(test: Callable[[User], bool], people: list[User]) -> tuple[list[User], list[User]]:
    return [one for one in people if test(one)], [one for one in people if not test(one)]


def sees(row: Row, user: User, stage: Stage) -> bool:
    if row.reaches is not None:
        return row.reaches(stage, user)
    return visible_to(user).filter(pk=stage.zhang.pk).exists()


def is_bound(row: Row) -> bool:
    return row.kwargs is not None and row.is_bound


def address(name: str, row: Row, stage: Stage) -> str:
    return reverse(name, kwargs=row.kwargs(stage) if row.kwargs else None)


def opened(path: str, row: Row, user: User | None) -> Iterator[Any]:
    """The answer to each method; what it wrote never happened."""
    browser = Client()
    if user:
        browser.force_login(user)
    for method in row.methods:
        with undone():
            yield browser.generic(method, path, content_type="application/x-www-form-urlencoded")
