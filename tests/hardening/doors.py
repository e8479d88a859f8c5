"""Every address that shows something, opened as somebody who may: one world for them all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.permissions import can
from patients.selectors.access import visible_to
from tests.access import Row, Stage
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


def doors(stage: Stage, method: str = "GET") -> Iterator[Door]:
    """Each address that answers `method`; what it is about is written before and gone behind it."""
    for name, rows in sorted(EXPECTED.items()):
        for row in rows:
            if method in row.methods and not row.is_absent:
                with undone():
                    yield Door(name, address(name, row, stage), browser_of(row, stage))


def address(name: str, row: Row, stage: Stage) -> str:
    """The address with its parts filled."""
    return reverse(name, kwargs=row.kwargs(stage) if row.kwargs else None)


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
