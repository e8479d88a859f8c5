"""What this room does by the clock."""

from celery import shared_task

from accounts import clock
from mdt.services.rendering import files_render_due


@shared_task(name="mdt.render_minutes", time_limit=540)
def render_minutes() -> int:
    """Make the PDF files that sealed minutes still lack; woken by every sealing, and every minute."""
    return files_render_due(now=clock.now())
