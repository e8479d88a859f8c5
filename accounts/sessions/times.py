"""How long a session lasts: until nobody did anything for a while, and never longer than a shift."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from accounts.policy import policy

WARNED_BEFORE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a session."""

    idle: timedelta
    absolute: timedelta

    @property
    def time(self) -> timedelta:
        """Until it ends when nobody does anything; not positive when it has ended."""
        return min(self.idle, self.absolute)

    @property
    def can_be_extended(self) -> bool:
        """False when it ends whatever one does."""
        return self.idle <= self.absolute


def left(*, began: datetime, seen: datetime, now: datetime) -> Left:
    """What is left of a session begun and last used then."""
    rule = policy()
    return Left(idle=seen + rule.idle - now, absolute=began + rule.absolute - now)


def warned_before() -> timedelta:
    """How long before its end a session warns: two minutes, and a third of a very short one."""
    return min(WARNED_BEFORE, policy().idle / 3)


def noted_every() -> timedelta:
    """How often `seen` is written; what a session may lose of its idle time."""
    return min(timedelta(seconds=30), policy().idle / 10)


def moment(seconds: int | None) -> datetime | None:
    """What a session, which holds JSON only, keeps of a moment."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
