"""Writes down that a job runs, so that a health page can say when nothing does any more."""

from datetime import datetime

from worklist.models import JobRun


def run_begin(*, name: str, queue: str, now: datetime) -> None:
    """A worker has taken the job up."""
    seen = {"queue": queue, "started_at": now}
    JobRun.objects.update_or_create(name=name, defaults=seen, create_defaults=seen | {"known_since": now})


def run_end(*, name: str, error: Exception | None, now: datetime) -> None:
    """The job is over, well (`error` None) or not; of a failure only its class: words may name people."""
    if error is None:
        JobRun.objects.filter(name=name).update(succeeded_at=now, error="")
    else:
        JobRun.objects.filter(name=name).update(failed_at=now, error=type(error).__name__[:80])
