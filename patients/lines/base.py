"""What a line says."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Line:
    """One row in words. `on` None: no day is known. `badge` is a badge state, `badge_text` its word."""

    on: date | None
    what: str
    note: str = ""
    badge: str = ""
    badge_text: str = ""
    tone: str = "ink"

    @property
    def said(self) -> str:
        """The whole line without its day."""
        return " · ".join(part for part in (self.what, self.badge_text, self.note) if part)
