"""Whose turn it is: what takes longest begins first, so that the workers end together."""

import pytest

# Half a minute and more, longest first; tests/setup/test_turns.py knows when one of them has moved.
# While the first worker migrates the database, the others begin with what needs none.
LONGEST = (
    "tests/browser/test_every_page.py",
    "tests/setup/test_first_run.py",
    "tests/setup/test_house.py",
    "tests/test_access_walk.py",
    "tests/api/test_junk.py",
    "tests/hardening/test_parameters.py",
    "tests/faults/test_gateway.py",
    "tests/test_trail_walk.py",
    "tests/faults/test_worker.py",
    "tests/browser/test_live_meeting.py",
    "tests/interop/test_junk.py",
    "tests/faults/test_clock.py",
    "tests/faults/test_redis.py",
)


def turn(item: pytest.Item) -> tuple[int, int]:
    """The place of a test's file among the longest, then what is slow, then the rest; and by its world."""
    marker = item.get_closest_marker("world")
    return _place(item), marker.args[0] if marker else 0


def _place(item: pytest.Item) -> int:
    file = item.nodeid.partition("::")[0]
    if file in LONGEST:
        return LONGEST.index(file)
    return len(LONGEST) + (item.get_closest_marker("slow") is None)
