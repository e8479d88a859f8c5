"""The pages that act: where the form of a button stands, and what a person types into a form."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.access import Row, Stage
from tests.access_table import EXPECTED
from tests.twice.before import BEFORE
from tests.twice.filling import filled
from tests.twice.law import Twice, senders, twice
from tests.twice.markup import Form, form_to
from tests.twice.typed import STANDS_ON, TYPED, UNNAMED
from tests.undone import undone

TRIES = 4  # a page that asks back is answered, and asked back once more


def pages() -> Iterator[tuple[str, Row]]:
    """Every page whose form names its act."""
    for name, rows in sorted(EXPECTED.items()):
        for row in rows:
            is_page = not name.startswith("api-") and name not in UNNAMED
            if "POST" in row.methods and is_page and not row.is_absent:
                yield name, row


def sent_twice(name: str, row: Row, stage: Stage) -> Twice | None:
    """By the first who achieves anything; None when nobody does. None of it happened."""
    with undone():
        kwargs = row.kwargs(stage) if row.kwargs else {}
        if name in BEFORE:
            BEFORE[name](stage, kwargs)
        for user in senders(name, row, stage):
            with undone():
                found = sent_by(user, name, kwargs, stage)
                if found is not None and found.has_acted:
                    return found
    return None


def sent_by(user: User, name: str, kwargs: dict[str, Any], stage: Stage) -> Twice | None:
    """The form of the page, filled and sent by this user; None when the page has no such form for them."""
    browser, path = Client(), reverse(name, kwargs=kwargs or None)
    browser.force_login(user)
    typed = TYPED[name](stage) if name in TYPED else {}
    page = _page(name, kwargs)
    answer = browser.get(page)
    found = None
    for _try in range(TRIES):
        form = _form(path, answer, page)
        if form is None:
            return found
        body = filled(form, typed)
        found = twice(partial(browser.post, path), body)
        if found.first.status_code != 422:
            return found
        answer, page = found.first, path
    return found


def _page(name: str, kwargs: dict[str, Any]) -> str:
    """Where the form of an address stands."""
    page, *parts = STANDS_ON.get(name, (name, *kwargs))
    page, mark, query = page.partition("?")
    return reverse(page, kwargs={part: kwargs[part] for part in parts} or None) + mark + query


def _form(path: str, answer: Any, page: str) -> Form | None:
    return form_to(path, answer, page) if answer.status_code in {200, 422} else None
