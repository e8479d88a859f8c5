"""Workers that die, one way or the other."""

import pytest

from tests.faults.house import House

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_killed_between_claim_and_send(house: House) -> None:
    house.worker(die_at=("begin", house.fuses(4), 5))
    house.beat()
    house.drained()
    house.judge("worker killed between claim and send, 4 times")


def test_killed_between_send_and_mark(house: House) -> None:
    house.worker(die_at=("mark_sent", house.fuses(4), 5))
    house.beat()
    house.drained()
    history = house.judge("worker killed between send and mark, 4 times", copies=4)
    assert history.copies == 4  # the one window there is


def test_killed_in_the_middle_of_a_task(house: House) -> None:
    worker = house.worker()
    house.beat()
    with house.nurse(5):
        for part in (0.1, 0.3, 0.5, 0.7):
            house.part_arrived(part)
            worker.kill_child()
    house.drained()
    house.judge("process of the worker killed mid-task, 4 times", copies=4)


def test_killed_as_a_whole_and_replaced(house: House) -> None:
    worker = house.worker()
    house.beat()
    house.part_arrived(0.2)
    worker.kill()
    house.worker()
    house.drained()
    house.judge("worker killed with its pool and replaced", copies=2)


def test_a_task_is_given_to_a_second_worker_while_the_first_is_at_it(house: House) -> None:
    house.platform.answers("slow")
    house.worker(forget_soon=(1,), use_gateway=(house.platform.url,))
    house.worker(forget_soon=(1,), use_gateway=(house.platform.url,))
    house.beat()
    house.part_arrived(0.1)
    house.platform.answers("ok")
    house.drained()
    house.judge("visibility timeout shorter than the task, two workers")
