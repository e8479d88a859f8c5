"""The clock's entrances. Each may run twice, on two workers, and change nothing the second time."""

from dataclasses import asdict

from celery import shared_task

from accounts import clock
from worklist import services


@shared_task(name="worklist.plan_reminders", time_limit=300)
def plan_reminders() -> dict[str, int]:
    """Write what should exist by now."""
    return services.reminders_plan(clock.now())


@shared_task(
    name="worklist.deliver_reminders", time_limit=540
)  # below the lease of a claim (services.claims)
def deliver_reminders() -> dict[str, int]:
    """Send what is due."""
    return dict(services.reminders_deliver(clock.now()))


@shared_task(name="worklist.release_stale_claims", time_limit=60)
def release_stale_claims() -> int:
    """Return the claims of workers that died."""
    return services.stale_claims_release(clock.now())


@shared_task(name="worklist.reassess", time_limit=540)
def reassess() -> dict[str, int]:
    """Look again at every patient whose facts changed or whose day has come."""
    return asdict(services.patients_reassess_due(now=clock.now()))
