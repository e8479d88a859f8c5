"""What only machines ask is for configured addresses, or for whoever brings the token."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db
TOKEN = "a long word nobody guesses"


@pytest.fixture(params=["/healthz", "/metrics"])
def address(request: pytest.FixtureRequest) -> str:
    """Both of them."""
    return str(request.param)


@pytest.mark.parametrize(
    ("networks", "caller", "is_open"),
    [
        (["10.1.0.0/16"], "10.1.2.3", True),
        (["10.1.0.0/16"], "10.2.2.3", False),
        (["fd00::/8"], "fd00::7", True),
        ([], "127.0.0.1", False),
        (["0.0.0.0/0"], "", False),
    ],
)
def test_only_configured_addresses_come_in(
    settings: Settings, address: str, networks: list[str], caller: str, is_open: bool
) -> None:
    settings.MONITOR_ADDRESSES = networks
    answer = Client().get(address, REMOTE_ADDR=caller)

    assert (answer.status_code != 403) is is_open


@pytest.mark.parametrize(
    ("wanted", "header", "is_open"),
    [
        (TOKEN, f"Bearer {TOKEN}", True),
        (TOKEN, f"Token {TOKEN}", False),
        (TOKEN, "Bearer guess", False),
        (TOKEN, "", False),
        ("", "Bearer ", False),
        (TOKEN, "Bearer 猜", False),
    ],
)
def test_the_token_opens_and_an_empty_one_opens_nothing(
    settings: Settings, address: str, wanted: str, header: str, is_open: bool
) -> None:
    settings.MONITOR_ADDRESSES, settings.MONITOR_TOKEN = [], wanted
    answer = Client().get(address, HTTP_AUTHORIZATION=header)

    assert (answer.status_code != 403) is is_open


def test_a_caller_cannot_write_its_own_address(settings: Settings, address: str) -> None:
    settings.MONITOR_ADDRESSES, settings.BEHIND_TLS_PROXY = ["10.1.2.3"], False

    assert Client().get(address, HTTP_X_FORWARDED_FOR="10.1.2.3").status_code == 403


def test_behind_the_proxy_the_last_address_counts(settings: Settings, address: str) -> None:
    settings.MONITOR_ADDRESSES, settings.BEHIND_TLS_PROXY = ["10.1.2.3"], True

    assert Client().get(address, HTTP_X_FORWARDED_FOR="10.1.2.3, 8.8.8.8").status_code == 403
    assert Client().get(address, HTTP_X_FORWARDED_FOR="8.8.8.8, 10.1.2.3").status_code != 403
