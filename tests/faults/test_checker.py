"""The checker sees each thing it is there for, and nothing in a history that is well."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.faults.checker import BETWEEN_S, Given, History, Line, wrong


def well() -> History:
    """Two doses; one mail arrived, the other dose was given before its mail left."""
    due = {(dose, "DOSE_DUE", channel) for dose in "ab" for channel in ("INBOX", "EMAIL")}
    lines = [Line(dose + channel, dose, kind, channel, "SENT") for dose, kind, channel in sorted(due)]
    lines[2] = replace(lines[2], state="CANCELLED")
    return History(
        due=due,
        lines=lines,
        arrived=[("aEMAIL", 10.0)],
        given=[Given("b", 5.0)],
        stored_given={"b"},
    )


def never_planned(history: History) -> None:
    del history.lines[0]


def planned_twice(history: History) -> None:
    history.lines.append(history.lines[0])


def not_due(history: History) -> None:
    history.due.remove(("a", "DOSE_DUE", "INBOX"))


def lost(history: History) -> None:
    history.arrived.clear()


def from_nowhere(history: History) -> None:
    history.arrived.append(("c", 1.0))


def stuck(history: History) -> None:
    history.lines[0] = replace(history.lines[0], state="CLAIMED")


def unseen(history: History) -> None:
    history.lines[0] = replace(history.lines[0], state="MISSED")


def without_reason(history: History) -> None:
    history.lines[0] = replace(history.lines[0], state="CANCELLED")


def copied(history: History) -> None:
    history.arrived.append(("aEMAIL", 11.0))


def forgotten(history: History) -> None:
    history.stored_given.clear()


def reminded_later(history: History) -> None:
    history.arrived.append(("bEMAIL", 5.1 + BETWEEN_S))


def test_nothing_is_wrong_with_a_history_that_is_well() -> None:
    assert list(wrong(well())) == []


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (never_planned, "never planned"),
        (planned_twice, "planned 2 times"),
        (not_due, "planned 1 times"),
        (lost, "says sent and never arrived"),
        (from_nowhere, "arrived and never planned"),
        (stuck, "never ended"),
        (unseen, "missed and nobody calls"),
        (without_reason, "taken back without a reason"),
        (copied, "1 copies"),
        (forgotten, "acknowledged and lost"),
        (reminded_later, "seconds before its reminder"),
    ],
)
def test_each_harm_is_seen(harm: Callable[[History], None], words: str) -> None:
    history = well()
    harm(history)

    assert [found for found in wrong(history) if words in found] != []


def test_as_many_copies_as_the_fault_may_make_are_no_harm() -> None:
    history = well()
    copied(history)

    assert list(wrong(history, copies=1)) == []
