"""P3, P4, P5, P7: the nurse's day page beside signing in and drawing the very same template from memory."""

import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from benchmarks.measure import Comparison, Cost, compare, cost_of
from bonetherapy.views import day as day_view

CALLS = 10
ROUNDS = 5


def nurse() -> Client:
    """A nurse of the first department, signed in."""
    browser = Client()
    browser.force_login(User.objects.get(username="nurse0"))
    return browser


def against_memory() -> Comparison:
    """The page as it is; and the same request, signed in, with the page's rows remembered."""
    browser = nurse()
    page = _remembered(browser)

    def from_memory() -> None:
        with _instead(_page=lambda *_: page):
            _get(browser)

    return compare(lambda: _get(browser), from_memory, times=CALLS)


def both(browser: Client) -> tuple[str, str]:
    """The page as it is and the page with its rows remembered, as texts."""
    page = _remembered(browser)
    with _instead(_page=lambda *_: page):
        remembered = _get(browser)
    return _get(browser).content.decode(), remembered.content.decode()


def cost() -> Cost:
    """The page alone."""
    browser = nurse()
    _get(browser)
    return cost_of(lambda: _get(browser), CALLS * 3)


def growth(large: Callable[[], object], small: Callable[[], object]) -> float:
    """CPU of the page in the large database over that in the small one, each entered by its callable.

    Asked in turn, so that a machine that is busy for a while is busy for both; the median of the rounds.
    """
    return statistics.median(_cpu_in(large) / _cpu_in(small) for _ in range(ROUNDS))


def _cpu_in(enter: Callable[[], object]) -> float:
    enter()
    return cost().cpu_ms


def statements() -> list[str]:
    """Every SQL statement of one request."""
    browser = nurse()
    _get(browser)
    with CaptureQueriesContext(connection) as seen:
        _get(browser)
    return [query["sql"] for query in seen.captured_queries]


def size_bytes() -> int:
    """The answer's length as it travels, compressed."""
    return len(nurse().get("/day/", headers={"accept-encoding": "gzip"}).content)


def _get(browser: Client) -> Any:
    answer = browser.get("/day/")
    if answer.status_code != 200:
        raise RuntimeError(f"The day page answered {answer.status_code}.")
    return answer


def _remembered(browser: Client) -> Any:
    """What the selectors found for the template in one real request."""
    kept: list[Any] = []
    real = day_view._page

    def keep(*asked: Any) -> Any:
        kept.append(real(*asked))
        return kept[-1]

    with _instead(_page=keep):
        _get(browser)
    return kept[-1]


@contextmanager
def _instead(**replacements: Callable[..., Any]) -> Iterator[None]:
    """Other functions in the place of the view's own, for the length of the block."""
    real = {name: getattr(day_view, name) for name in replacements}
    for name, replacement in replacements.items():
        setattr(day_view, name, replacement)
    try:
        yield
    finally:
        for name, function in real.items():
            setattr(day_view, name, function)
