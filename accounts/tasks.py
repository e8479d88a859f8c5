"""The clock's entrance of this room. It may run twice, on two workers, and do nothing twice."""

from celery import shared_task

from accounts import clock
from accounts.once.keeping import forget
from accounts.sessions.rows import sweep
from accounts.trail.heads import write_heads
from accounts.trail.sealing import seal


@shared_task(name="accounts.seal_trail", time_limit=540)
def seal_trail() -> int:
    """Seal what was committed since the last time and write the heads outside; how many entries."""
    sealed = seal(clock.now())
    write_heads()
    return sealed


@shared_task(name="accounts.clear_sessions", time_limit=540)
def clear_sessions() -> int:
    """Delete the rows of sessions that have ended by themselves; how many. They opened nothing any more."""
    return sweep(clock.now())


@shared_task(name="accounts.forget_answers", time_limit=540)
def forget_answers() -> int:
    """Drop the kept answers nobody will ask for again; how many."""
    return forget(clock.now())
