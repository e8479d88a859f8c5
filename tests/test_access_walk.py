"""Every address of the house, opened by nobody, by outsiders, by the wrong roles and by the right ones.

The addresses come from the resolver, so a new one without a row in tests/<room>/access.py fails here.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.plugin import DjangoDbBlocker

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import can
from patients.selectors.access import visible_to
from tests.access import Kwargs, Row, Stage
from tests.access_table import EXPECTED
from tests.cast import cast, zhang_of
from tests.hardening.doors import by_world
from tests.sign_in import browsers_of
from tests.undone import undone

pytestmark = pytest.mark.slow  # five hundred addresses, each opened by everybody
Around = AbstractContextManager[None]
ADMIN = "admin"  # Django's own addresses: spot-checked in tests/accounts/test_admin.py
WORLDS = by_world((name, row) for name, rows in sorted(EXPECTED.items()) for row in rows)
WALKS = [
    pytest.param(name, row, id=f"{name} {'/'.join(row.methods)}", marks=pytest.mark.world(number))
    for number, found in enumerate(WORLDS.values())
    for name, row in found
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


@dataclass(frozen=True, slots=True)
class World:
    """What is written for an address: everybody, the parts of the address, and who sees 张桂兰."""

    stage: Stage
    parts: dict[str, Any] | None
    staff: list[User]
    watchers: set[UUID]


class House:
    """The hospital, built once; in it one world at a time, which stays until another is asked for."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.built: dict[Kwargs | None, World] = {}
        self.open = ExitStack()

    @contextmanager
    def about(self, row: Row | None = None) -> Iterator[World]:
        """The world of an address as its row writes it; what is written in here is gone behind it."""
        kwargs = row.kwargs if row else None
        if kwargs not in self.built:
            self.leave()
            self.open.enter_context(undone())
            self.built[kwargs] = written_by(kwargs, deepcopy(self.stage))
        with undone():
            yield self.built[kwargs]

    def leave(self) -> None:
        """The hospital as it was before anything was written about an address."""
        self.built.clear()
        self.open.close()


def written_by(kwargs: Kwargs | None, stage: Stage) -> World:
    """Write what the address is about."""
    parts = kwargs(stage) if kwargs else None
    staff = list(User.objects.order_by("username"))
    watchers = {user.pk for user in staff if visible_to(user).filter(pk=stage.zhang.pk).exists()}
    return World(stage, parts, staff, watchers)


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """The hospital, built once for all addresses."""
    with django_db_blocker.unblock(), undone():
        people = cast()
        house = House(Stage(people, zhang_of(people)))
        yield house
        house.leave()


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


def test_a_refusal_is_a_page_for_everybody(house: House) -> None:
    with house.about() as world:
        for user in world.staff:
            refusing = "health" if user.role != Role.ADMINISTRATOR else "patients:list"
            for path, status in ((reverse(refusing), 403), ("/nowhere/", 404)):
                [browser] = browsers_of([user])
                answer = browser.get(path)
                assert answer.status_code == status, user.role
                assert user.name in answer.content.decode()


@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize(("name", "row"), ABSENT, ids=lambda part: part if isinstance(part, str) else "")
def test_what_is_for_developers_is_not_there(name: str, row: Row, house: House) -> None:
    with house.about(row) as world:
        path = reverse(name, kwargs=world.parts)
        for _who, answer in asked(path, row, [None, *world.staff]):
            assert answer.status_code == 404


# One test an address: its world is built once for all who come to it, and for all that are about the same.
@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize(("name", "row"), WALKS)
def test_who_comes_in_and_who_does_not(name: str, row: Row, house: House) -> None:
    with house.about(row) as world:
        path = reverse(name, kwargs=world.parts)
        turns_away_the_unknown(name, path, row)
        able, unable = partition(lambda user: not row.permission or can(user, row.permission), world.staff)
        if row.permission:
            turns_away_the_wrong_roles(path, row, unable)
        insiders, outsiders = partition(lambda user: sees(row, user, world), able)
        if is_bound(row):
            shows_outsiders_nothing(path, row, outsiders)
        lets_in(path, row, insiders)


def turns_away_the_unknown(name: str, path: str, row: Row) -> None:
    for _nobody, answer in asked(path, row, [None], undone if row.is_public else nullcontext):
        if row.is_public:
            assert answer.status_code < 500
            assert answer.status_code not in {401, 403, 404, 405}
        elif name.startswith("api-") or path.startswith("/api/"):
            assert answer.status_code == 401
        else:
            assert answer.status_code == 302
            assert answer.headers["Location"].startswith("/accounts/login/?next=/")


def turns_away_the_wrong_roles(path: str, row: Row, unable: list[User]) -> None:
    for user, answer in asked(path, row, unable):
        assert answer.status_code == 403, user.role


def shows_outsiders_nothing(path: str, row: Row, outsiders: list[User]) -> None:
    """The right role, and no access to this patient."""
    assert outsiders
    for user, answer in asked(path, row, outsiders):
        assert answer.status_code == 404, user.name


def lets_in(path: str, row: Row, insiders: list[User]) -> None:
    assert insiders
    for user, answer in asked(path, row, insiders, undone):
        assert answer.status_code < 500, user.role
        assert answer.status_code not in {401, 403, 404, 405}, user.role
        assert not answer.headers.get("Location", "").startswith("/accounts/login/?")


def partition(test: Callable[[User], bool], people: list[User]) -> tuple[list[User], list[User]]:
    return [one for one in people if test(one)], [one for one in people if not test(one)]


def sees(row: Row, user: User, world: World) -> bool:
    if not is_bound(row):
        return True
    if row.reaches is not None:
        return row.reaches(world.stage, user)
    return user.pk in world.watchers


def is_bound(row: Row) -> bool:
    return row.kwargs is not None and row.is_bound


def asked(
    path: str, row: Row, everybody: Sequence[Any], around: Callable[[], Around] = nullcontext
) -> Iterator[tuple[Any, Any]]:
    """Who came, and the answer to each method. Who is let in writes: then `around` is `undone`."""
    for browser, user in zip(browsers_of(everybody), everybody, strict=True):
        for method in row.methods:
            with around():
                answer = browser.generic(method, path, content_type="application/x-www-form-urlencoded")
                yield user, answer
