"""What people type is shown as they typed it: on no page, fragment or feed does it run."""

import re
from functools import partial
from typing import Any

import pytest

from patients.models import Patient
from tests.access import Stage
from tests.cast import Cast
from tests.hardening.doors import Door, doors
from tests.hardening.poison import BOUND, CODED, TYPED, models_of_the_house, name_of, poison, worded

SHOWN = "&quot;&gt;&lt;i"  # how either canary begins once it is escaped
LIVE = re.compile(r"<img src=x|<i z>|QZ14QZ|</textarea></title>", re.IGNORECASE)
FORGED = re.compile(r"^X-QZ", re.MULTILINE)  # a line of its own in a calendar or a table
LONG = 60
# The database lets nobody rewrite these, or only together with who gave the reason.
NEVER_CHANGED = {"PathwayStep.reason", "Override.reason_text", "Minutes.reason", "ImagingSlot.waiver_reason"}
PAGES = 40  # at least so many show something that was typed


@pytest.mark.usefixtures("noon")
def test_nothing_that_was_typed_runs(people: Cast, zhang: Patient) -> None:
    refused: set[str] = set()
    shown, alive = set(), []
    for door in doors(Stage(people, zhang), then=partial(poison, refused)):
        answer = door.opened()
        text = text_of(answer)
        if is_markup(answer):
            alive += [(door.name, found) for found in LIVE.findall(text)]
        if fails(door, answer) or (not is_markup(answer) and FORGED.search(text)):
            alive.append((door.name, answer.status_code))
        shown |= {door.name} if SHOWN in text or "&quot;&gt;&lt;img" in text else set()
    assert alive == []
    assert len(shown) > PAGES
    assert refused == NEVER_CHANGED


def fails(door: Door, answer: Any) -> bool:
    """A monitor is told 503 of a house without workers."""
    return bool(answer.status_code >= 500) and door.name != "healthz"


def text_of(answer: Any) -> str:
    parts = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return bytes(parts).decode(errors="replace")


def is_markup(answer: Any) -> bool:
    kind = str(answer.headers.get("Content-Type", ""))
    return bool(kind.startswith(("text/html", "image/svg+xml", "application/xml")))


def test_every_long_column_is_typed_by_people_or_known_to_be_a_code() -> None:
    """A new one fails here until somebody says which."""
    found = {
        name_of(field)
        for model in models_of_the_house()
        for field in worded(model)
        if (field.max_length or LONG) >= LONG
        and field.name not in TYPED | BOUND
        and name_of(field) not in CODED
    }
    assert found == set()
