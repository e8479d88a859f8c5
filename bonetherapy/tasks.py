"""What this room does by the clock."""

from celery import shared_task

from accounts import clock
from bonetherapy.services.ahead import doses_plan_ahead


@shared_task(name="bonetherapy.plan_doses_ahead")
def plan_doses_ahead() -> None:
    """Keep six doses planned ahead and projections clear of overdue doses."""
    doses_plan_ahead(today=clock.today())
