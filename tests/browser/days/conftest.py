"""The clock of a day: it begins at noon of the day of every test, goes on, and is put forward."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.mdt.casework import NOW


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Begin at noon; `move_to` puts it forward."""
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller
