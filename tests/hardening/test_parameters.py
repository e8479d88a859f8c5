"""Whatever stands behind the question mark of an address: an answer in words, the same protection.

The names are those each address was seen to read, so a new filter is tried without a word said here.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict

from patients.models import Patient
from tests.access import Stage
from tests.cast import Cast
from tests.hardening.doors import Door, doors

pytestmark = pytest.mark.usefixtures("noon")
HOSTILE = "'\"><img src=x onerror=alert(1)>QZ{{ 7|add:7 }}QZ; --"
PAYLOADS = ("user__password", "-1", "9" * 400, "x" * 10_240, "\x00", HOSTILE)
# What nobody reads: neither a column of somebody else nor another order comes in by it.
UNREAD = {
    "ordering": "user__password",
    "order_by": "id;--",
    "sort": "-recorded_by__password",
    "id__in": "1,2",
    "hospital__name__startswith": "东",
    "recorded_by__password__startswith": "a",
}
# The description of the API: three seconds each time, and its names are REST framework's own.
DRAWN_ANEW = {"api-schema"}
# REST framework reads it at every address: which renderer, of which there is one.
OF_THE_FRAMEWORK = {"format"}
PROTECTION = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names that were looked up in a query since the set was emptied."""
    found: set[str] = set()
    for name in ("__getitem__", "get", "getlist", "__contains__"):
        monkeypatch.setattr(QueryDict, name, noting(getattr(QueryDict, name), found))
    return found


def noting(method: Callable[..., Any], found: set[str]) -> Callable[..., Any]:
    def noted(self: Any, key: Any, *rest: Any, **more: Any) -> Any:
        found.add(str(key))
        return method(self, key, *rest, **more)

    return noted


# Every name gets every payload once: in turn, all names of an address at the same time.
def test_every_address_stands_whatever_is_asked_of_it(people: Cast, zhang: Patient, read: set[str]) -> None:
    asked: dict[str, int] = {}
    fallen: list[tuple[str, str]] = []
    for door in doors(Stage(people, zhang)):
        read.clear()
        usual = protected(door, door.opened())
        names = sorted(read - OF_THE_FRAMEWORK)
        # Left alone by a page, refused by an address of the API that takes no others.
        assert protected(door, door.opened(UNREAD)).status_code in {usual.status_code, 400}, door.name
        for turn in range(len(PAYLOADS)) if names and door.name not in DRAWN_ANEW else ():
            query = {name: PAYLOADS[(turn + place) % len(PAYLOADS)] for place, name in enumerate(names)}
            if not stands(door, query):
                fallen.append((door.name, str(query)[:200]))
        asked[door.name] = len(names)
    assert fallen == []
    assert {"patients:list", "imaging:board", "accounts:trail_csv"} <= {name for name in asked if asked[name]}


def stands(door: Door, query: dict[str, str]) -> bool:
    """Whether it is answered, and not by what was sent."""
    answer = door.opened(query)
    if answer.status_code >= 500 or not is_protected(answer):
        return False
    if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return True
    text = answer.content.decode()
    return "<img src=x" not in text and "QZ14QZ" not in text


def protected(door: Door, answer: Any) -> Any:
    """The answer, which carries what every answer carries."""
    assert answer.status_code < 500 or door.name == "healthz", door.name
    assert is_protected(answer), (door.name, answer.headers)
    return answer


def is_protected(answer: Any) -> bool:
    return (
        {key: answer.headers.get(key) for key in PROTECTION} == PROTECTION
        and "default-src 'none'" in answer.headers["Content-Security-Policy"]
        and bool(answer.headers["X-Request-Id"])
    )
