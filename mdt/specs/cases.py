"""What people enter about a case."""

from dataclasses import dataclass
from uuid import UUID

from mdt.enums import DeferralReason, Lane, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSpec:
    """A question for the board.

    `lane` None: the one in which the rules proposed the case, else it is discussed. `joins`: where a case of
    the patient is under way already, the question is added to it.
    """

    question: str
    lane: Lane | None = None
    patient_wish: str = ""
    joins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferralSpec:
    """Why a case waits for another meeting.

    `from_id` is the meeting the page showed: a second click on an old page defers nothing twice.
    """

    reason: DeferralReason
    text: str = ""
    from_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceSpec:
    """What a member thinks before the meeting."""

    stance: Stance
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSpec:
    """A case in other words; `version` is the one the page showed."""

    question: str
    patient_wish: str = ""
    version: int
