"""A clock that strikes twice, not at all, or not for ten days."""

import time
from collections import Counter
from datetime import timedelta

import pytest

from accounts import clock
from bonetherapy.models import Dose
from tests.faults import world
from tests.faults.house import House
from worklist.models import Reminder, Task
from worklist.services import reminders_plan

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LONG_AGO = timedelta(days=10)
EARLIER = """
UPDATE bonetherapy_dose SET due_on = due_on - 9
WHERE id IN (SELECT id FROM bonetherapy_dose WHERE number = 3 LIMIT %(number)s)
"""


def test_two_beats(house: House) -> None:
    house.worker()
    house.beat()
    house.beat()
    house.drained()
    house.judge("beat doubled")


def test_a_beat_that_dies_and_comes_back(house: House) -> None:
    house.worker()
    for _ in range(3):
        beat = house.beat()
        time.sleep(1)
        beat.kill()
    house.beat()
    house.drained()
    house.judge("beat killed, 3 times")


def test_no_beat_for_ten_days(house: House, live: None) -> None:
    """Then one message a dose, and for each that is too late by now somebody calls."""
    with_history(house)
    house.worker()
    house.beat()
    house.drained()
    history = house.judge("beat off for ten days")
    dose_of = {line.key: line.dose for line in history.lines}
    mails = Counter(dose_of[key] for key, _ in history.arrived)
    assert set(mails.values()) == {1}
    missed = Reminder.objects.filter(state="MISSED")
    called = set(Task.objects.filter(kind="CALL").values_list("subject_id", flat=True))
    assert called == set(missed.values_list("subject_id", flat=True)) != set()


def with_history(house: House) -> None:
    """Half the ward was due before the silence: planned on its first day, never delivered."""
    world.execute(world.QUIETLY)
    world.execute(EARLIER, number=house.size // 4)
    world.execute("SET session_replication_role = DEFAULT")
    long_ago = clock.now() - LONG_AGO
    reminders_plan(long_ago)
    assert Reminder.objects.exists()
    house.due = world.due(clock.today()) | world.due(clock.today() - LONG_AGO)
    assert Dose.objects.filter(planned_on__lt=clock.today() - LONG_AGO).exists()
