"""A house in which everything ran a minute ago, at noon."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from time_machine import Traveller

from config.health.jobs import BACKUP
from config.schedule import BEAT_SCHEDULE
from tests.cast import TODAY
from tests.worklist.conftest import at
from worklist.models import JobRun

NOON = at(TODAY, 12)
REMINDERS = "worklist.plan_reminders"


@pytest.fixture
def good(db: None, noon: Traveller) -> None:
    """Every job of the beat table succeeded a minute ago, and so did a backup."""
    for entry in BEAT_SCHEDULE.values():
        ran(entry["task"])
    ran(BACKUP, queue="")


def ran(name: str, ago: timedelta = timedelta(minutes=1), **more: Any) -> JobRun:
    """A run of a job that began and ended well so long before noon."""
    moment: datetime = NOON - ago
    queue = "reminders" if name.startswith("worklist.") else "default"
    facts = {"queue": queue, "known_since": moment, "started_at": moment, "succeeded_at": moment}
    return JobRun.objects.update_or_create(name=name, defaults=facts | more)[0]
