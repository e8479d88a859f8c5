"""What one probe found."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum


class State(IntEnum):
    """Worse is higher. UNKNOWN: what would answer the question is itself away."""

    WELL = 0
    UNKNOWN = 1
    CAUTION = 2
    BAD = 3


@dataclass(frozen=True, slots=True)
class Check:
    """One answer without a name of anybody. `subject`: which queue, job or channel, by its code.

    `since`: the last sign of life, or since when something waits; None where there is no such moment.
    `number`: how many wait or failed; None where nothing is counted. `error`: a class of the program.
    """

    code: str
    state: State
    subject: str = ""
    since: datetime | None = None
    number: int | None = None
    error: str = ""

    @property
    def needs_somebody(self) -> bool:
        """True when a person should look."""
        return self.state >= State.CAUTION
