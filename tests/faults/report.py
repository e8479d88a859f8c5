"""What a run says at its end: one line a fault. docs/reminders.md carries those of a full run."""

from collections import Counter
from dataclasses import dataclass

from tests.faults.checker import SEEN, History

HEAD = "| fault | planned | delivered | missed, failed | taken back, dose given | copies | may be | seconds |"
RULE = "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"


@dataclass(frozen=True, slots=True)
class Row:
    """One fault. `planned` = `delivered` + `seen` + `taken_back`, or the checker spoke up."""

    fault: str
    planned: int
    delivered: int
    seen: int
    taken_back: int
    copies: int
    allowed: int
    seconds: float

    @classmethod
    def of(cls, fault: str, history: History, seconds: float, allowed: int) -> "Row":
        """Counted from a history."""
        states = Counter(line.state for line in history.lines)
        seen = sum(states[state] for state in SEEN)
        numbers = (len(history.lines), states["SENT"], seen, states["CANCELLED"], history.copies, allowed)
        return cls(fault, *numbers, seconds)

    def line(self) -> str:
        """One row of the table."""
        numbers = (self.planned, self.delivered, self.seen, self.taken_back, self.copies, self.allowed)
        return f"| {self.fault} | {' | '.join(f'{number:,}' for number in numbers)} | {self.seconds:.0f} |"


def table(rows: list[Row]) -> list[str]:
    """All of it."""
    return [HEAD, RULE, *(row.line() for row in rows)]
