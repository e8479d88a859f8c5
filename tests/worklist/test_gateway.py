"""The message platform: what is sent, and what counts as taken."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from tests.faults.sinks import Platform
from worklist.channels.gateway import Gateway
from worklist.channels.protocol import ChannelDown, Message, Part, TryLater, Undeliverable

PART = Part("BEGIN:VCALENDAR", "text/calendar")
MESSAGE = Message("k" * 32, ("li@hospital.invalid",), "Subject", "Body", (PART,))


@pytest.fixture
def platform(settings: Settings) -> Iterator[Platform]:
    """One that listens, and the house told where."""
    server = Platform()
    server.start()
    settings.GATEWAY_URL, settings.GATEWAY_TOKEN, settings.EMAIL_TIMEOUT = server.url, "secret", 2
    yield server
    server.stop()


def test_the_whole_message_travels_with_its_key_and_our_password(platform: Platform) -> None:
    assert Gateway().deliver(MESSAGE).text == MESSAGE.key

    (told,) = platform.told
    assert (told.key, told.token) == (MESSAGE.key, "Bearer secret")
    assert told.body == {
        "key": MESSAGE.key,
        "to": ["li@hospital.invalid"],
        "subject": "Subject",
        "body": "Body",
        "parts": [{"kind": "text/calendar", "content": "BEGIN:VCALENDAR"}],
    }


@pytest.mark.parametrize(
    ("answer", "judged"),
    [
        ("500", TryLater),
        ("429", TryLater),
        ("error inside", TryLater),
        ("no JSON", TryLater),
        ("a list", TryLater),
        ("taken, then silent", TryLater),
        ("refused inside", Undeliverable),
        ("400", Undeliverable),
        ("401", ChannelDown),
        ("elsewhere", ChannelDown),
    ],
)
def test_only_a_clear_yes_is_a_yes(platform: Platform, answer: str, judged: type[Exception]) -> None:
    platform.answers(answer)

    with pytest.raises(judged):
        Gateway().deliver(MESSAGE)


def test_nobody_there_blames_no_message(platform: Platform) -> None:
    platform.stop()

    with pytest.raises(ChannelDown):
        Gateway().deliver(MESSAGE)


def test_nothing_the_platform_says_is_kept(platform: Platform) -> None:
    platform.answers("error inside")

    with pytest.raises(TryLater) as refused:
        Gateway().deliver(MESSAGE)
    assert "45009" not in str(refused.value)
