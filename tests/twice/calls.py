"""The addresses of the API that act, each called by the first who achieves anything there."""

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import uuid4

from django.core.files import File
from django.urls import reverse
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from accounts.models import User
from accounts.once.keys import HEADER
from tests.access import Row, Stage
from tests.access_table import EXPECTED
from tests.twice.before import BEFORE
from tests.twice.bodies import SAID, UNKEPT, Body, Description
from tests.twice.law import Twice, senders, twice
from tests.undone import undone

UNSAFE = {"POST", "PUT", "DELETE"}
Call = tuple[str, str, Row]


def calls() -> Iterator[Call]:
    """Every address of the API that acts: its name, method and row."""
    for name, rows in sorted(EXPECTED.items()):
        for row in rows:
            if name.startswith("api-") and name not in UNKEPT and not row.is_public:
                yield from ((name, method, row) for method in row.methods if method in UNSAFE)


def called_twice(call: Call, stage: Stage, description: Description) -> Twice | None:
    """By the first who achieves anything; None when nobody does. None of it happened."""
    name, method, row = call
    with undone():
        kwargs = row.kwargs(stage) if row.kwargs else {}
        for happened in (name, f"{method} {name}"):
            if happened in BEFORE:
                BEFORE[happened](stage, kwargs)
        path = reverse(name, kwargs=kwargs or None)
        body = description.body(method, path) | (SAID[name](stage) if name in SAID else {})
        for user in senders(name, row, stage):
            with undone():
                found = _by(user, method, path, body)
                if found.has_acted:
                    return found
    return None


def _by(user: User, method: str, path: str, body: Body) -> Twice:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {Token.objects.get_or_create(user=user)[0].key}")
    found = _sent(client, method, path, body)
    if found.first.status_code != 422:
        return found
    return _sent(client, method, path, body | {"answers": answers(found.first)})


def _sent(client: APIClient, method: str, path: str, body: Body) -> Twice:
    kind = "multipart" if any(isinstance(value, File) for value in body.values()) else "json"
    send = partial(getattr(client, method.lower()), path, format=kind, headers={HEADER: uuid4().hex})
    return twice(send, body)


def answers(refused: Any) -> list[dict[str, str]]:
    """An answer to each rule that asked."""
    return [
        {"rule_id": one["code"], "key": one["attr"] or "", "reason_code": "OTHER", "reason_text": "已核对"}
        for one in refused.json()["errors"]
    ]
