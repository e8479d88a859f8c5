"""Beat on a host whose clock is set back: it goes on from the new time.

Celery's own compares with the last run: set back by a day, it would wake nobody for a day and say nothing.
Waking too often is harmless, since each job may run twice.
"""

from datetime import datetime
from typing import Any

import structlog
from django_celery_beat.schedulers import DatabaseScheduler, ModelEntry

from accounts import clock

log = structlog.stdlib.get_logger(__name__)


class SteadyEntry(ModelEntry):  # type: ignore[misc]  # untyped package
    """One job. Its last run is never later than now."""

    def is_due(self) -> Any:
        """Whether, and in how many seconds again."""
        self.last_run_at: datetime = min(self.last_run_at, self._default_now())
        return super().is_due()


class SteadyScheduler(DatabaseScheduler):  # type: ignore[misc]  # the same
    """The table of jobs, in the order of a clock that may be set back."""

    Entry = SteadyEntry
    _seen: datetime | None = None

    def tick(self, *args: Any, **kwargs: Any) -> Any:
        """Wake whose turn it is; the seconds until the next turn."""
        now = clock.now()
        if self._seen is not None and now < self._seen:
            log.warning("clock set back", seconds=int((self._seen - now).total_seconds()))
            self._heap = None  # in it are the turns of the old time
        self._seen = now
        return super().tick(*args, **kwargs)
