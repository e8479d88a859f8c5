"""A beat whose clock is set back goes on striking; Celery's own waits until the old time has come again."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from config.beat import SteadyScheduler
from config.celery import app

NOON = datetime(2026, 3, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
MINUTE, NIGHT = timedelta(minutes=1), timedelta(hours=12)


class Counting(SteadyScheduler):
    """Writes down what it would have woken."""

    def __init__(self) -> None:
        self.woken: list[str] = []
        super().__init__(app, lazy=True)
        self.schedule  # noqa: B018 - read once, as a beat that starts does

    def apply_entry(self, entry: object, producer: object = None) -> None:
        """Nobody is woken."""
        self.woken.append(str(entry.name))  # type: ignore[attr-defined]


@pytest.mark.django_db(transaction=True)  # it ends its connection between looks
def test_every_job_is_woken_again_after_the_clock_was_set_back() -> None:
    every = IntervalSchedule.objects.create(every=60, period="seconds")
    with time_machine.travel(NOON, tick=False) as clock:
        for name in ("one", "two", "three"):
            PeriodicTask.objects.create(name=name, task=name, interval=every, last_run_at=NOON - MINUTE)
        beat = Counting()
        for at in (NOON, NOON + MINUTE, NOON - NIGHT, NOON - NIGHT + MINUTE, NOON - NIGHT + 2 * MINUTE):
            clock.move_to(at)
            beat.woken.clear()
            for _ in range(4):
                beat.tick()
            if at != NOON - NIGHT:
                assert sorted(beat.woken) == ["one", "three", "two"]
