"""Every address of the house, opened by nobody, by outsiders, by the wrong roles and by the right ones.

The addresses come from the resolver, so a new one without a row in tests/<room>/access.py fails here.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.plugin import DjangoDbBlocker

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import can
from patients.selectors.access import visible_to
from tests.access import Row, Stage
from tests.access_table import EXPECTED
from tests.cast import cast, zhang_of
from tests.sign_in import browsers_of
from tests.undone import undone

pytestmark = pytest.mark.slow  # five hundred addresses, each opened by everybody
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


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """The hospital, built once for all addresses."""
    with django_db_blocker.unblock(), undone():
        people = cast()
        yield Stage(people, zhang_of(people))


@pytest.fixture
def db(house: Stage) -> Iterator[None]:
    """In place of the fixture of this name: what is written about one address is gone before the next."""
    with undone():
        yield


@pytest.fixture
def stage(db: None, house: Stage) -> Stage:
    """The hospital as it was built, also what is known of it outside the database."""
    return deepcopy(house)


@pytest.fixture
def bare_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most answers are refusals, and most of their cost is their page, which has a test of its own below."""
    for status in (403, 404):
        monkeypatch.setattr(f"config.urls.handler{status}", bare(status), raising=False)


def bare(status: int) -> Callable[..., HttpResponse]:
    """A refusal without words."""

    def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
        return HttpResponse(status=status)

    return refused


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert set(names(get_resolver().url_patterns)) == set(EXPECTED)


def test_a_refusal_is_a_page_for_everybody(stage: Stage) -> None:
    for user in User.objects.all():
        refusing = "health" if user.role != Role.ADMINISTRATOR else "patients:list"
        for path, status in ((reverse(refusing), 403), ("/nowhere/", 404)):
            [browser] = browsers_of([user])
            answer = browser.get(path)
            assert answer.status_code == status, user.role
            assert user.name in answer.content.decode()


@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize(("name", "row"), ABSENT, ids=lambda part: part if isinstance(part, str) else "")
def test_what_is_for_developers_is_not_there(name: str, row: Row, stage: Stage) -> None:
    path, everybody = address(name, row, stage), list(User.objects.all())
    for _who, answer in [*asked(path, row, [None]), *asked(path, row, everybody)]:
        assert answer.status_code == 404


# One test an address: the hospital is built once for all who come to it.
@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize(("name", "row"), WALKS)
def test_who_comes_in_and_who_does_not(name: str, row: Row, stage: Stage) -> None:
    path = address(name, row, stage)
    turns_away_the_unknown(name, path, row)
    if row.permission:
        turns_away_the_wrong_roles(path, row)
    insiders, outsiders = partition(lambda user: sees(row, user, stage), staff(row, allowed=True))
    if is_bound(row):
        shows_outsiders_nothing(path, row, outsiders)
    lets_in(path, row, insiders)


def turns_away_the_unknown(name: str, path: str, row: Row) -> None:
    for _nobody, answer in asked(path, row, [None]):
        if row.is_public:
            assert answer.status_code < 500
            assert answer.status_code not in {401, 403, 404, 405}
        elif name.startswith("api-") or path.startswith("/api/"):
            assert answer.status_code == 401
        else:
            assert answer.status_code == 302
            assert answer.headers["Location"].startswith("/accounts/login/?next=/")


def turns_away_the_wrong_roles(path: str, row: Row) -> None:
    for user, answer in asked(path, row, staff(row, allowed=False)):
        assert answer.status_code == 403, user.role


def shows_outsiders_nothing(path: str, row: Row, outsiders: list[User]) -> None:
    """The right role, and no access to this patient."""
    assert outsiders
    for user, answer in asked(path, row, outsiders):
        assert answer.status_code == 404, user.name


def lets_in(path: str, row: Row, insiders: list[User]) -> None:
    assert insiders
    for user, answer in asked(path, row, insiders):
        assert answer.status_code < 500, user.role
        assert answer.status_code not in {401, 403, 404, 405}, user.role
        assert not answer.headers.get("Location", "").startswith("/accounts/login/?")


def staff(row: Row, *, allowed: bool) -> list[User]:
    people = User.objects.order_by("username")
    return [user for user in people if (row.permission is None or can(user, row.permission)) is allowed]


def partition(test: Callable[[User], bool], people: list[User]) -> tuple[list[User], list[User]]:
    return [one for one in people if test(one)], [one for one in people if not test(one)]


def sees(row: Row, user: User, stage: Stage) -> bool:
    if not is_bound(row):
        return True
    if row.reaches is not None:
        return row.reaches(stage, user)
    return visible_to(user).filter(pk=stage.zhang.pk).exists()


def is_bound(row: Row) -> bool:
    return row.kwargs is not None and row.is_bound


def address(name: str, row: Row, stage: Stage) -> str:
    return reverse(name, kwargs=row.kwargs(stage) if row.kwargs else None)


def asked(path: str, row: Row, everybody: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Who came, and the answer to each method; what it wrote never happened."""
    with undone():
        for browser, user in zip(browsers_of(everybody), everybody, strict=True):
            for method in row.methods:
                with undone():
                    answer = browser.generic(method, path, content_type="application/x-www-form-urlencoded")
                    yield user, answer
