"""A message platform in all its moods, and a mail server that hangs up."""

import time

import pytest

from tests.faults.house import House

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
A_WHILE_S = 3


def through_the_platform(house: House) -> None:
    """Messages travel over HTTP."""
    house.worker(use_gateway=(house.platform.url,))
    house.beat()


@pytest.mark.parametrize("answer", ["slow", "500", "429", "error inside"])
def test_the_platform_is_not_well_for_a_while(house: House, answer: str) -> None:
    house.platform.answers(answer)
    through_the_platform(house)
    time.sleep(A_WHILE_S)
    house.platform.answers("ok")
    house.drained()
    house.judge(f"platform answers: {answer}")


def test_the_platform_is_not_there(house: House) -> None:
    house.platform.stop()
    through_the_platform(house)
    time.sleep(A_WHILE_S)
    house.platform.start()
    house.drained()
    history = house.judge("platform refuses connections")
    assert {line.state for line in history.lines} == {"SENT"}  # nobody is to blame


def test_the_platform_takes_messages_and_falls_silent(house: House) -> None:
    through_the_platform(house)
    house.part_arrived()
    house.platform.answers("taken, then silent")
    time.sleep(A_WHILE_S)
    house.platform.answers("ok")
    house.drained()
    copies = len(house.platform.unanswered)
    house.judge("platform takes it, its answer never comes", copies=copies)


def test_the_platform_never_recovers(house: House) -> None:
    house.platform.answers("error inside")
    through_the_platform(house)
    house.drained()
    history = house.judge("platform answers 200 with an error inside, for ever")
    assert {line.state for line in history.lines if line.channel == "EMAIL"} == {"FAILED"}


def test_the_mail_server_hangs_up(house: House) -> None:
    house.mail.answer = "drop"
    house.worker()
    house.beat()
    time.sleep(A_WHILE_S)
    house.mail.answer = "ok"
    house.drained()
    house.judge("mail server hangs up")
