"""What every background job does besides its work: its name in the log, and a sign of life."""

from typing import Any

import structlog
from django.conf import settings

from accounts import clock
from accounts.background import HistoryTask
from worklist.services.runs import run_begin, run_end


class WatchedTask(HistoryTask):
    """A job whose runs are known to the health page. Called as a plain function it only does its work."""

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run the job, unless this machine's clock is wrong; its failure is noted and goes on to Celery."""
        if self.request.called_directly:
            return super().__call__(*args, **kwargs)
        with structlog.contextvars.bound_contextvars(task=self.name, task_id=self.request.id):
            return self._watched(*args, **kwargs)

    def _watched(self, *args: Any, **kwargs: Any) -> Any:
        run_begin(name=self.name, queue=self._queue(), now=clock.now())
        try:
            clock.agree()
            result = super().__call__(*args, **kwargs)
        except Exception as error:
            run_end(name=self.name, error=error, now=clock.now())
            raise
        run_end(name=self.name, error=None, now=clock.now())
        return result

    def _queue(self) -> str:
        """The queue the worker took it from; run by hand it came from none."""
        delivery = self.request.delivery_info or {}
        return str(delivery.get("routing_key") or settings.CELERY_TASK_DEFAULT_QUEUE)
