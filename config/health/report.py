"""All probes together. Whatever is away, the report itself always comes back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import Error

from config.health import jobs, stores
from config.health.certificates import certificates
from config.health.checks import Check, State
from mdt.selectors.traffic import mail_traffic
from worklist.selectors.runs import job_runs
from worklist.selectors.traffic import Traffic, reminder_traffic


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, in the order of the probes."""

    checks: list[Check]

    @property
    def worst(self) -> State:
        """The worst of all."""
        return max(check.state for check in self.checks)

    @property
    def trouble(self) -> list[Check]:
        """What somebody should look at, the worst first."""
        found = [check for check in self.checks if check.needs_somebody]
        return sorted(found, key=lambda check: -check.state)


def readiness() -> Report:
    """Whether a page can be served: without Redis it can, without database or tables it cannot."""
    return Report([stores.database(), stores.tables()])


def report(now: datetime) -> Report:
    """Everything. Without a database only the stores can be asked."""
    ready = readiness()
    checks = [*ready.checks, *stores.redises(), stores.disk(), *certificates(now)]
    if ready.worst == State.WELL:
        checks += _living(now)
    return Report(checks)


def _living(now: datetime) -> Iterator[Check]:
    try:
        runs = job_runs()
        yield stores.clock_skew(now)
        yield from jobs.queues(runs, now)
        yield from jobs.jobs(runs, now)
        yield from (_channel(traffic) for traffic in (*reminder_traffic(now), mail_traffic(now)))
        yield jobs.backup(runs, now)
    except Error as error:  # the database went away between two questions
        yield Check("database", State.BAD, error=type(error).__name__)


def _channel(traffic: Traffic) -> Check:
    """BAD while messages wait that should have left, CAUTION for some that failed since yesterday."""
    if traffic.is_stuck:
        return Check("channel", State.BAD, traffic.way, traffic.oldest, traffic.waiting)
    if traffic.failed:
        return Check("failed", State.CAUTION, traffic.way, number=traffic.failed)
    return Check("channel", State.WELL, traffic.way, traffic.oldest, traffic.waiting)
