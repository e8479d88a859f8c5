"""The clock of a day: it begins at noon of the day of every test, goes on, and is put forward."""

from collections.abc import Iterator

import pytest
import time_machine
from pytest_django.live_server_helper import LiveServer

from tests.browser.counting import Counting
from tests.browser.days.told import Recorder, looks_untold, writes_untold
from tests.mdt.casework import NOW


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Begin at noon; `move_to` puts it forward."""
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def the_trail_tells_the_day(site: LiveServer, counting: Counting) -> Iterator[None]:
    """When a day is over: 100 % of what was written and of whom was shown stands in the trail."""
    recorder = Recorder(counting.server.get_app())
    counting.server.set_app(recorder)
    yield
    counting.wait()
    counting.server.set_app(recorder.app)
    written, untold = writes_untold()

    assert "\n".join(untold) == ""
    assert "\n".join(looks_untold(recorder.shown)) == ""
    assert written + len(recorder.shown) > 0
