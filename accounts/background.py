"""What every background job does besides its work: sign its writes in the history."""

from typing import Any

import pghistory
from celery import Task


class HistoryTask(Task):  # type: ignore[type-arg]  # not generic at run time
    """Rows written by a job carry the job's name, where those of a page carry the user's."""

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run the job inside a history context."""
        with pghistory.context(task=self.name):
            return super().__call__(*args, **kwargs)
