"""Redis only wakes people up: whatever happens to it, no message is lost."""

import time

import pytest
from django.core.management import call_command

from tests.faults import tripwires
from tests.faults.house import House

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_everything_in_redis_is_thrown_away(house: House) -> None:
    house.worker()
    house.beat()
    house.part_arrived()
    with house.servers.redis() as client:
        client.flushall()
    house.drained()
    house.judge("Redis FLUSHALL")


def test_redis_is_away_for_a_while(house: House) -> None:
    house.worker()
    house.beat()
    house.part_arrived()
    house.servers.redis_stop()
    time.sleep(3)
    house.servers.redis_start()
    house.worker()  # Celery's own may end at a lost Redis; what keeps it running starts it again
    house.drained()
    house.judge("Redis gone and back, empty", copies=2)


def test_redis_never_comes_back(house: House, monkeypatch: pytest.MonkeyPatch, live: None) -> None:
    worker, beat = house.worker(), house.beat()
    house.part_arrived()
    worker.kill()
    beat.kill()
    house.servers.redis_stop()
    try:
        _swept_by_hand(house)
    finally:
        house.servers.redis_start()
    house.judge("Redis gone for good, sweeps by hand", copies=2)


def _swept_by_hand(house: House) -> None:
    end = time.monotonic() + 10 * tripwires.LEASE_S
    while not house.is_drained():
        assert time.monotonic() < end + house.size / 10
        call_command("run_sweep")
        time.sleep(1)


def test_redis_is_full(house: House) -> None:
    house.worker()
    house.beat()
    house.part_arrived()
    with house.servers.redis() as client:
        client.config_set("maxmemory", 1)
        time.sleep(3)
        client.config_set("maxmemory", 0)
    house.worker()  # the first one ends at such an answer; what keeps it running starts it again
    house.drained()
    house.judge("Redis at its maxmemory", copies=2)
