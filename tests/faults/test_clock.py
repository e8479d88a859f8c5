"""Clocks that are set back, are wrong, or stand in another zone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pytest_django.fixtures import Settings

from accounts import clock
from tests.faults import world
from tests.faults.house import DELIVER, NAME, House
from worklist.models import JobRun, Reminder
from worklist.services import reminders_deliver, reminders_plan

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
A_DAY_S, AN_HOUR_S = 86_400, 3_600


@pytest.mark.parametrize("seconds", [-A_DAY_S, A_DAY_S])
def test_a_worker_whose_clock_is_wrong_does_nothing(house: House, seconds: int) -> None:
    worker = house.worker(set_clock=(seconds,))
    house.beat()
    house.until(lambda: JobRun.objects.filter(name=DELIVER, error="ClockDisagrees").exists())
    assert not Reminder.objects.exists()
    worker.kill()
    house.worker()
    house.drained()
    house.judge(f"clock of the worker a day {'behind' if seconds < 0 else 'ahead'}, then right")


def test_the_clock_of_beat_is_set_back(house: House) -> None:
    fall = house.folder / "fall"
    beat = house.beat(set_clock_back=(AN_HOUR_S, str(fall)))
    house.until(lambda: house.waiting() >= 3)
    fall.touch()
    house.until(lambda: beat.has_said("clock set back"))
    before = house.waiting()
    house.until(lambda: house.waiting() >= before + 12)
    house.worker()
    house.drained()
    house.judge("clock of beat set back by an hour")


def test_worker_and_database_stand_in_another_zone(house: House) -> None:
    world.execute(f"ALTER DATABASE {NAME} SET timezone = 'America/New_York'")
    house.worker(read_at=("America/New_York",))
    house.beat(read_at=("America/New_York",))
    house.drained()
    house.judge("host and database in another zone")


@pytest.mark.parametrize("night", [date(2026, 3, 8), date(2026, 11, 1)], ids=["spring", "autumn"])
def test_the_hospital_changes_its_hour(house: House, live: None, settings: Settings, night: date) -> None:
    """Every half hour from the morning before to the evening after; each thing is said on its day, once."""
    zone = ZoneInfo("America/New_York")
    settings.TIME_ZONE, settings.REMINDER_HOUR, settings.QUIET_FROM_HOUR = str(zone), 8, 20
    world.execute(world.QUIETLY)
    world.execute("UPDATE bonetherapy_dose SET due_on = due_on + %(days)s", days=(night - clock.today()).days)
    world.execute("SET session_replication_role = DEFAULT")
    eve = night - timedelta(days=1)
    house.due = world.due(eve) | world.due(night)
    now = datetime(eve.year, eve.month, eve.day, 7, tzinfo=zone).astimezone(ZoneInfo("UTC"))
    while now.astimezone(zone).date() <= night:
        reminders_plan(now)
        reminders_deliver(now)
        now += timedelta(minutes=30)
    house.judge(f"the hospital changes its hour, {night}")
