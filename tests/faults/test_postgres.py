"""The database dies under everybody; what it acknowledged is there afterwards."""

import time

import pytest

from tests.faults import world
from tests.faults.house import NAME, House

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SENDERS = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = %(name)s AND pid <> pg_backend_pid()
"""


def test_the_server_crashes_in_the_middle_of_a_sweep(house: House) -> None:
    house.worker()
    house.beat()
    with house.nurse(8, pause=0.3):
        house.part_arrived()
        house.servers.postgres_crash()
        time.sleep(1)
        house.servers.postgres_start()
    house.drained()
    house.judge("PostgreSQL killed mid-sweep (immediate) and back", copies=2)


def test_the_senders_are_cut_off(house: House) -> None:
    house.worker()
    house.beat()
    for part in (0.1, 0.3, 0.5, 0.7):
        house.part_arrived(part)
        world.execute(SENDERS, name=NAME)
    house.drained()
    house.judge("pg_terminate_backend of everybody, 4 times", copies=8)
