"""Reads a history and says what is wrong with it. It knows no Django and no fault: it is checked itself.

1. Each due dose has exactly one reminder of its kind on each channel, and nothing else was planned.
2. Each of them ended: it arrived, or it stands where a person sees it. What arrived says so.
3. No copies, but for those the fault may make.
4. What was acknowledged as given is given, and no conversation about it began later.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

SEEN = ("FAILED", "MISSED")
# The worker asks once more, then speaks to the server: so long may lie between on a busy machine.
BETWEEN_S = 5.0


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the outbox. `key` is what its message is known by; `is_called`: a person has to phone."""

    key: str
    dose: str
    kind: str
    channel: str
    state: str
    is_called: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """One dose somebody gave meanwhile; `at` is when the house acknowledged it, None when it never did."""

    dose: str
    at: float | None


@dataclass(slots=True)
class History:
    """All of one fault. `due`: dose, kind and channel; `arrived`: key and beginning of its conversation."""

    due: set[tuple[str, str, str]]
    lines: list[Line]
    arrived: list[tuple[str, float]] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    stored_given: set[str] = field(default_factory=set)

    @property
    def copies(self) -> int:
        """Messages more than there are keys."""
        return len(self.arrived) - len({key for key, _ in self.arrived})


def wrong(history: History, copies: int = 0) -> Iterator[str]:
    """Each thing that is wrong, in words; at most `copies` messages may have come twice."""
    yield from _planned(history)
    yield from _ended(history)
    yield from _given(history)
    if history.copies > copies:
        yield f"{history.copies} copies, not at most {copies}"


def _planned(history: History) -> Iterator[str]:
    settled = {given.dose for given in history.given}
    planned = Counter((line.dose, line.kind, line.channel) for line in history.lines)
    for what in history.due - set(planned):
        if what[0] not in settled:  # given before the sweep came to it
            yield f"never planned: {what}"
    for what, number in planned.items():
        if number > 1 or what not in history.due:
            yield f"planned {number} times: {what}"


def _ended(history: History) -> Iterator[str]:
    settled = {given.dose for given in history.given}
    arrived = {key for key, _ in history.arrived}
    for line in history.lines:
        if line.state == "SENT" and line.channel != "INBOX" and line.key not in arrived:
            yield f"says sent and never arrived: {line}"
        if line.state == "CANCELLED" and line.dose not in settled:
            yield f"taken back without a reason: {line}"
        if line.state == "MISSED" and not line.is_called:
            yield f"missed and nobody calls: {line}"
        if line.state not in ("SENT", "CANCELLED", *SEEN):
            yield f"never ended: {line}"
    for key in arrived - {line.key for line in history.lines}:
        yield f"arrived and never planned: {key}"


def _given(history: History) -> Iterator[str]:
    dose_of = {line.key: line.dose for line in history.lines}
    given_at = {given.dose: given.at for given in history.given if given.at is not None}
    for dose in set(given_at) - history.stored_given:
        yield f"acknowledged and lost: {dose}"
    for key, began in history.arrived:
        at = given_at.get(dose_of.get(key, ""))
        if at is not None and began > at + BETWEEN_S:
            yield f"given {began - at:.1f} seconds before its reminder: {dose_of[key]}"
