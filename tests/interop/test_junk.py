"""Whatever stands under whichever key: a clear word or a data flag, the rest taken over, never a failure."""

import re
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest

from interop.cases.parse import case_parse
from interop.cases.reading import BadValue
from interop.services.assessing import cases_assess
from tests.interop.answers import wrong_with
from tests.interop.conftest import INDEX, small
from tests.interop.rich import RICH

ON = INDEX + timedelta(days=365)
# What lies between quotation marks: parts that differ in words alone are written alike.
WORDS = re.compile(r"'[^']*'")
Path = tuple[str | int, ...]
JUNK: list[Any] = [
    None, True, False, 0, -1, 7.5, 23, 10**9, -(10**9), 10**30, 1e308, float("nan"), float("inf"),
    "", " ", "x", "🦴" * 40, "骨" * 10_000, "1e9", "NaN", "2026-02-30", "\x00", "\ud800", '{"a": 1}', "<b>",
    [], [[]], [None], ["x", 1], [[[[{}]]]], {}, {"x": []}, {"low": "x"}, {"offset_days": True},
]  # fmt: skip


def places(value: Any, here: Path = ()) -> Iterator[Path]:
    """Every place of a document, whole branches too."""
    parts: Any = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, part in parts:
        yield (*here, key)
        yield from places(part, (*here, key))


def variants(key: str) -> Iterator[Any]:
    """What stands under a key of the rich case, each time with something else at one place."""
    for place in [(), *places(RICH[key])]:
        for junk in JUNK:
            yield _changed(RICH[key], place, junk)


def _changed(value: Any, place: Path, junk: Any) -> Any:
    if not place:
        return junk
    copy = deepcopy(value)
    node = copy
    for step in place[:-1]:
        node = node[step]
    node[place[-1]] = junk
    return copy


def readable(key: str) -> list[Any]:
    """The variants that the importer reads, those read alike only once. Anything but a complaint fails."""
    found: dict[str, Any] = {}
    for part in variants(key):
        with suppress(BadValue):
            read = repr(case_parse(small(**{key: part}), index_on=INDEX, seen_on=ON))
            found.setdefault(read if isinstance(part, list) else WORDS.sub("", read), part)
    return list(found.values())


def together(key: str) -> list[dict[str, Any]]:
    """Cases that hold all of them: rows of a list side by side in one case, anything else in its own."""
    parts = readable(key)
    rows = [row for part in parts if isinstance(part, list) for row in part]
    alone = [part for part in parts if not isinstance(part, list)]
    return [small(**{key: part}) for part in [*([rows] if rows else []), *alone]]


def test_the_rich_case_fits() -> None:
    assert case_parse(RICH, index_on=INDEX, seen_on=ON).complaints == ()


@pytest.mark.parametrize("key", [key for key in RICH if key != "id"])
def test_whatever_stands_there_it_is_answered(db: None, key: str) -> None:
    cases = together(key)
    answer = cases_assess(cases, index_on=INDEX, on=ON)
    assert len(answer["cases"]) == len(cases)
    assert wrong_with(answer) == []
