"""Every address that shows something, opened as somebody who may: one world for them all."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.permissions import can
from patients.selectors.access import visible_to
from tests.access import Kwargs, Row, Stage
from tests.access_table import EXPECTED
from tests.undone import undone


@dataclass(frozen=True, slots=True)
class Door:
    """An address, and the browser of the first of the cast who may open it."""

    name: str
    path: str
    browser: Client

    def opened(self, query: dict[str, Any] | None = None) -> Any:
        """The answer to a GET; what it wrote never happened."""
        with undone():
            return self.browser.get(self.path, query or {})


def nothing() -> None:
    """More than the rows of an address."""


def doors(stage: Stage, method: str = "GET", then: Callable[[], object] = nothing) -> Iterator[Door]:
    """Each address that answers `method`.

    What it is about is written before, once for all that are about the same, and gone behind them. `then` is
    what happens when it is written. Whoever writes more undoes it before the next.
    """
    found = [(name, row) for name, rows in sorted(EXPECTED.items()) for row in rows if method in row.methods]
    for kwargs, addresses in by_world(found).items():
        with undone():
            parts = kwargs(stage) if kwargs else None
            paths = [(name, row, reverse(name, kwargs=parts)) for name, row in addresses]
            here = [Door(name, path, browser_of(row, stage)) for name, row, path in paths]
            then()
            yield from here


def by_world(found: Iterable[tuple[str, Row]]) -> dict[Kwargs | None, list[tuple[str, Row]]]:
    """Addresses by what has to be written for them; None: nothing. Those for developers are left out."""
    worlds: dict[Kwargs | None, list[tuple[str, Row]]] = {}
    for name, row in found:
        if not row.is_absent:
            worlds.setdefault(row.kwargs, []).append((name, row))
    return worlds


def browser_of(row: Row, stage: Stage) -> Client:
    """Somebody with the right role and access to what the address is about."""
    browser = Client(raise_request_exception=False)
    if not row.is_public:
        browser.force_login(next(user for user in User.objects.order_by("id") if may(user, row, stage)))
    return browser


def may(user: User, row: Row, stage: Stage) -> bool:
    """As tests/test_access_walk.py reads the row."""
    if row.permission is not None and not can(user, row.permission):
        return False
    if row.kwargs is None or not row.is_bound:
        return True
    if row.reaches is not None:
        return row.reaches(stage, user)
    return visible_to(user).filter(pk=stage.zhang.pk).exists()
