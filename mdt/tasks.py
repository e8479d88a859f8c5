"""What this room does by the clock. Each may run twice and change nothing the second time."""

from celery import shared_task

from accounts import clock
from mdt.services.answering import decisions_answer


@shared_task(name="mdt.answer_decisions", time_limit=300)
def answer_decisions() -> int:
    """Every hour: what doses, scans, treatments and settled tasks say of the decisions nobody answered."""
    return decisions_answer(clock.now())
