"""The answer about every published case, on every day on which it can change and on the days beside it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from guidelines.assessment.assess import Assessment, assess
from guidelines.assessment.codes import BESIDE_THE_CONTRACT, Code
from guidelines.assessment.doses import DoseState
from guidelines.findings import Grade, Severity
from guidelines.imaging.calendar import SlotKind, SlotState
from guidelines.pathway.states import PathwayState
from guidelines.record.record import Record, dates_of
from guidelines.terms import Term
from interop.answers import answer_of
from interop.cases.parse import Parsed, case_parse
from interop.cases.reading import without_commentary
from interop.services.assessing import cases_assess
from tests.cast import Cast
from tests.interop.answers import SCHEMA, wrong_with
from tests.interop.conftest import INDEX, brought_in, record

NAMES = [f"C{number:02}" for number in range(1, 16)]
LAST = 1000  # no published case has a record after this day
WORDS: list[tuple[str, str, Iterable[Term]]] = [
    ("finding", "code", [code for code in Code if code not in BESIDE_THE_CONTRACT]),
    ("finding", "severity", Severity),
    ("finding", "grade", Grade),
    ("dose", "state", DoseState),
    ("slot", "kind", SlotKind),
    ("slot", "state", SlotState),
    ("case", "pathway_state", PathwayState),
]


@pytest.mark.parametrize(("part", "key", "words"), WORDS, ids=[f"{part}.{key}" for part, key, _ in WORDS])
def test_the_schema_lists_the_words_of_the_rules(part: str, key: str, words: Iterable[Term]) -> None:
    listed = SCHEMA["$defs"][part]["properties"][key]["enum"]
    assert [word for word in listed if word is not None] == [str(word.value) for word in words]


def test_the_schema_tells_a_wrong_answer() -> None:
    assert wrong_with({"cases": [], "errors": []}) == []
    assert wrong_with({"cases": [{"case": "C01", "on": "2026-02-30"}]})


@pytest.mark.parametrize("name", NAMES)
def test_on_every_day_that_bears_something_the_answer_is_valid_and_no_commentary_is_read(
    people: Cast, cases: dict[str, Any], name: str
) -> None:
    bare = without_commentary(cases[name])
    told = record(brought_in(people, cases[name], day=LAST), LAST)
    days = days_of(told)
    answers = [answer_of(name, assess(told, day), ()) for day in days]
    assert len(days) > 20
    assert wrong_with({"cases": answers, "errors": []}) == []
    assert [day for day in days if what_is_read(cases[name], day) != what_is_read(bare, day)] == []


def test_all_cases_at_once_with_and_without_commentary(db: None, cases: dict[str, Any]) -> None:
    on = INDEX + timedelta(days=29)
    answer = cases_assess(cases.values(), index_on=INDEX, on=on)
    assert [found["case"] for found in answer["cases"]] == NAMES
    assert answer["errors"] == []
    assert wrong_with(answer) == []
    assert answer == cases_assess(map(without_commentary, cases.values()), index_on=INDEX, on=on)


def days_of(told: Record) -> list[date]:
    """Every day that bears a record or a due date, and the day before and after each."""
    bearing = set(dates_of(told))
    for day in sorted(bearing):
        bearing |= set(_due(assess(told, day)))
    return sorted({day + timedelta(days=step) for day in bearing for step in (-1, 0, 1)})


def _due(found: Assessment) -> Iterator[date]:
    days = [finding.due_on for finding in found.findings] + [line.due_on for line in found.doses]
    days += [status.slot.due_on for status in found.slots] + [found.next_change_on]
    yield from (day for day in days if day is not None)


def what_is_read(case: dict[str, Any], on: date) -> tuple[Any, ...]:
    """Everything the importer takes from a case on a day; the rest of the way sees nothing else."""
    found: Parsed = case_parse(case, index_on=INDEX, seen_on=on)
    return found.case, found.who, found.items, [str(complaint) for complaint in found.complaints]
