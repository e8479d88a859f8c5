"""Pages and API while servers go and come back: the next request is served, without a restart of anything."""

import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from accounts.models import User
from scripts.free_port import first_free
from tests.faults import world
from tests.faults.house import NAME, House
from tests.faults.test_postgres import SENDERS
from tests.setup.serving import answers, running, until
from tests.sign_in import sessions_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PAGES = ("/day/", "/patients/", "/api/v1/patients/")
ROUNDS = 8  # more than there are threads, so that each meets its broken connection


@pytest.fixture
def statuses(house: House, tmp_path: Path) -> Iterator[Callable[[], set[int]]]:
    """Asks for every page several times as a nurse; what came back."""
    address = f"127.0.0.1:{first_free('127.0.0.1', 24300)}"
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "config.wsgi:application"]
    more = {
        "WEB_BIND": address,
        "WEB_WORKERS": "1",
        "CACHE_URL": house.servers.broker.replace("redis+socket", "unix").partition("?")[0],
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "metrics"),
    }
    [session] = sessions_of([User.objects.get(username="nurse0")])
    with running(command, house.environment() | more):
        assert until(lambda: answers(address, "/livez"))
        yield lambda: {
            asked(f"http://{address}{page}", session) for page in PAGES for _round in range(ROUNDS)
        }


def asked(url: str, session: str) -> int:
    request = urllib.request.Request(url, headers={"Cookie": f"sessionid={session}"})  # noqa: S310 - our own
    try:
        with urllib.request.urlopen(request, timeout=20) as page:  # noqa: S310 - our own address
            return int(page.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_the_database_crashes_and_is_back(house: House, statuses: Callable[[], set[int]]) -> None:
    assert statuses() == {200}
    house.servers.postgres_crash()
    assert statuses() <= {500, 503}
    house.servers.postgres_start()

    assert statuses() == {200}


def test_every_connection_was_cut(house: House, statuses: Callable[[], set[int]]) -> None:
    assert statuses() == {200}
    world.execute(SENDERS, name=NAME)

    assert statuses() == {200}


def test_redis_is_gone_and_is_back(house: House, statuses: Callable[[], set[int]]) -> None:
    assert statuses() == {200}
    house.servers.redis_stop()
    assert statuses() == {200}
    house.servers.redis_start()

    assert statuses() == {200}
