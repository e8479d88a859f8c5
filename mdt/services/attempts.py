"""One piece of work among many: what fails is logged, holds up no other, and is tried again next time."""

from collections.abc import Callable

import structlog

log = structlog.get_logger(__name__)


def attempt(act: Callable[[], int], failed: str, **about: str) -> int:
    """How many `act` made; 0 when it fails, which is logged as `failed` with what it was about."""
    try:
        return act()
    except Exception:
        log.exception(failed, **about)
        return 0
