"""Why a patient is opened in an emergency, and what others think of it afterwards."""

from dataclasses import dataclass

from patients.enums import EmergencyReason, EmergencyVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencySpec:
    """The reason for opening, as a code and in the doctor's own words."""

    reason_code: EmergencyReason
    reason_text: str

    @property
    def words(self) -> str:
        """How the trail says it: `TREATMENT: ...`."""
        return f"{self.reason_code.value}: {self.reason_text.strip()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyReviewSpec:
    """The verdict of the patient's department; NOT_FINE needs a note."""

    verdict: EmergencyVerdict
    note: str = ""
