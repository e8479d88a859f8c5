"""Each background job leaves a sign of life, well or not, and never a word that could name somebody."""

from datetime import timedelta

import pytest
import time_machine
from celery import shared_task

from accounts import clock
from accounts.clock import ClockDisagrees
from tests.cast import TODAY
from tests.worklist.conftest import at
from worklist.models import JobRun
from worklist.services.runs import run_begin, run_end

pytestmark = pytest.mark.django_db
NOON, MINUTE = at(TODAY, 12), timedelta(minutes=1)


class Poisoned(Exception):
    """Its words hold a name."""


@shared_task(name="tests.runs")
def job(is_good: bool) -> str:
    """A job that ends as told."""
    if not is_good:
        raise Poisoned("张桂兰")
    return "done"


def test_a_job_that_ends_well_is_noted() -> None:
    assert job.apply((True,)).get() == "done"

    run = JobRun.objects.get()
    assert (run.name, run.error, run.failed_at) == ("tests.runs", "", None)
    assert run.succeeded_at is not None
    assert run.started_at <= run.succeeded_at == run.seen_at


def test_a_job_that_fails_is_noted_by_its_class_and_fails_all_the_same() -> None:
    with pytest.raises(Poisoned):
        job.apply((False,)).get()

    run = JobRun.objects.get()
    assert (run.error, run.succeeded_at) == ("Poisoned", None)
    assert run.failed_at is not None


def test_a_success_forgets_the_failure_before_it() -> None:
    for is_good in (False, True):
        job.apply((is_good,))

    run = JobRun.objects.get()
    assert run.error == ""
    assert run.succeeded_at is not None


@pytest.mark.parametrize("days", [-1, 1])
def test_a_worker_whose_clock_is_not_the_databases_does_nothing(days: int) -> None:
    with time_machine.travel(clock.now() + timedelta(days=days)), pytest.raises(ClockDisagrees):
        job.apply((True,)).get()

    run = JobRun.objects.get()
    assert (run.error, run.succeeded_at) == ("ClockDisagrees", None)


def test_called_as_a_function_it_only_does_its_work() -> None:
    assert job(True) == "done"
    assert not JobRun.objects.exists()


def test_the_second_run_keeps_since_when_the_job_is_known() -> None:
    for minutes in (0, 5):
        run_begin(name="x", queue="default", now=NOON + minutes * MINUTE)
    run_end(name="x", error=None, now=NOON + 6 * MINUTE)

    run = JobRun.objects.get()
    assert (run.known_since, run.started_at, run.seen_at) == (NOON, NOON + 5 * MINUTE, NOON + 6 * MINUTE)
