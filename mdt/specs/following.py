"""What a person says became of a decision, and a case sent to another hospital's board."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guidelines.mdt.followthrough import DecisionOutcome
from mdt.enums import Lane, NotDoneReason


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeSpec:
    """Done, partly, not or changed. `reason` None: none was given; `done_on` None: the day is not known."""

    outcome: DecisionOutcome
    reason: NotDoneReason | None = None
    text: str = ""
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralSpec:
    """A question for the board of another hospital, and the last day its people may see the patient."""

    board_id: UUID
    question: str
    reason: str
    until: date
    lane: Lane = Lane.DISCUSS
