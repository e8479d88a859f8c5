"""When each job last ran."""

from collections.abc import Mapping

from worklist.models import JobRun


def job_runs() -> Mapping[str, JobRun]:
    """The last run of every job that ever ran, by its name."""
    return {run.name: run for run in JobRun.objects.all()}
