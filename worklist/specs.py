"""What a person asks of the worklist, parsed and typed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from patients.models import Contact
from worklist.enums import CallOutcome


@dataclass(frozen=True, slots=True)
class CallSpec:
    """One attempt to reach somebody. `subject_id` is the dose it was about, if any."""

    outcome: CallOutcome
    contact: Contact | None = None
    note: str = ""
    subject_id: UUID | None = None
    next_try_on: date | None = None
