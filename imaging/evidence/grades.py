"""The four grades of the evidence that a bone window was read, beside what a person states, never for it."""

from dataclasses import dataclass
from decimal import Decimal

from imaging.enums import WindowEvidence


@dataclass(frozen=True, slots=True)
class EvidenceLimits:
    """From when on a reading counts as observed; a guess of the project, to be calibrated with readers."""

    slice_ms: int = 100
    coverage_percent: int = 95
    total_ms: int = 15_000


@dataclass(frozen=True, slots=True)
class Observation:
    """What one reader was shown in the bone window; `coverage` in percent, None = no series to cover."""

    coverage: Decimal | None
    total_ms: int

    def is_observed(self, limits: EvidenceLimits) -> bool:
        """True when nearly the whole length was shown, and for long enough to have been read."""
        is_whole = self.coverage is not None and self.coverage >= limits.coverage_percent
        return is_whole and self.total_ms >= limits.total_ms


def evidence_grade(*, is_observed: bool, is_stated: bool, is_shown: bool) -> WindowEvidence:
    """The best that is known: seen here, else stated by a person, else seen in part, else nothing.

    A statement outranks a part: who reads on the workstation of the PACS loses nothing by a look in here.
    """
    if is_observed:
        return WindowEvidence.OBSERVED
    if is_stated:
        return WindowEvidence.ATTESTED
    return WindowEvidence.PARTIAL if is_shown else WindowEvidence.NONE
