"""What this room does by the clock."""

from celery import shared_task

from accounts import clock
from bonetherapy.services.ahead import doses_plan_ahead
from bonetherapy.services.ctx_watch import rebounds_suspect
from bonetherapy.services.judging import doses_judge_all
from bonetherapy.services.reviews import reviews_open


@shared_task(name="bonetherapy.plan_doses_ahead")
def plan_doses_ahead() -> None:
    """Keep six doses planned ahead and projections clear of overdue doses."""
    doses_plan_ahead(today=clock.today())


@shared_task(name="bonetherapy.judge_readiness")
def judge_readiness() -> None:
    """Judge the checks of the coming week, so that the first page of the morning only reads."""
    doses_judge_all(today=clock.today())


@shared_task(name="bonetherapy.open_reviews")
def open_reviews() -> None:
    """Ask for the rebound plan of a long gap and for the 24-month review."""
    reviews_open(today=clock.today())


@shared_task(name="bonetherapy.watch_ctx")
def watch_ctx() -> None:
    """Tell the doctor of a CTX that looks like a rebound, within the hour of its entry."""
    rebounds_suspect(today=clock.today())
