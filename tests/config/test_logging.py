"""Log lines: one JSON object each, with the request they belong to, whatever a value holds."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog
from django.test import Client

from config.logging import formatter
from patients.models import Patient
from tests.cast import TODAY
from tests.worklist.conftest import at
from worklist.services import PlanningIncomplete, reminders_plan

Lines = Callable[[], list[dict[str, Any]]]
FORGED = 'x\n{"event": "forged"}'


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What the console would show, line by line."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter())
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


def test_a_line_of_planning_is_json_with_its_request(
    db: None, settings: Any, zhang: Patient, lines: Lines
) -> None:
    settings.REMINDER_SOURCES = ["tests.worklist.planned.broken"]

    with structlog.contextvars.bound_contextvars(request_id="r-1"), pytest.raises(PlanningIncomplete):
        reminders_plan(at(TODAY))

    (line,) = lines()
    assert (line["event"], line["source"], line["request_id"]) == ("reminder source failed", "broken", "r-1")
    assert (line["level"], line["logger"]) == ("error", "worklist.services.planning")
    assert "timestamp" in line


def test_a_page_writes_the_id_it_answered_with(db: None, lines: Lines) -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"username": "x", "password": "y"})

    line = next(line for line in lines() if line["event"] == "csrf_failure")
    assert line["request_id"] == answer["X-Request-Id"]


@pytest.mark.parametrize("say", [structlog.get_logger("house").warning, logging.getLogger("other").warning])
def test_a_newline_in_a_value_forges_no_second_line(say: Callable[[str], object], lines: Lines) -> None:
    say(FORGED)

    assert [line["event"] for line in lines()] == [FORGED]


def test_a_newline_in_a_named_value_forges_no_second_line(lines: Lines) -> None:
    structlog.get_logger("house").warning("seen", who=FORGED)

    assert [line["who"] for line in lines()] == [FORGED]


def test_what_is_below_the_level_is_not_written(lines: Lines) -> None:
    structlog.get_logger("house").debug("quiet")

    assert lines() == []
