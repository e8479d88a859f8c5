"""Doses are given while their reminders are being sent."""

import pytest

from tests.faults.house import House

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_given_while_it_is_being_sent(house: House) -> None:
    number = min(house.size // 17, 250)
    house.worker()
    house.beat()
    house.part_arrived(0.01)
    with house.nurse(number, pause=0):
        house.part_arrived(0.5)
    house.drained()
    house.judge("doses given while their reminders are sent")
