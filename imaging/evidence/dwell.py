"""How long each slice stood on the screen: one small binary field, four bytes a slice, little endian."""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from guidelines.imaging.windows import CtWindow, matched_window

MOST_MS = 2**32 - 1


@dataclass(frozen=True, slots=True)
class Shown:
    """One slice in one window for some milliseconds; width and level in HU, never the name of a preset."""

    slice: int
    width: Decimal
    level: Decimal
    ms: int

    @property
    def is_bone(self) -> bool:
        """True in the bone window (IMG-20), limits inclusive."""
        return matched_window(self.width, self.level) is CtWindow.BONE


def unpacked(data: bytes) -> list[int]:
    """Milliseconds of each slice."""
    return list(struct.unpack(f"<{len(data) // 4}I", data))


def packed(dwell: Sequence[int]) -> bytes:
    """The same as bytes."""
    return struct.pack(f"<{len(dwell)}I", *dwell)


def added(dwell: Sequence[int], shown: Iterable[Shown]) -> list[int]:
    """The milliseconds with those of a batch that count: only the bone window does."""
    total = list(dwell)
    for one in shown:
        if one.is_bone:
            total[one.slice] = min(total[one.slice] + one.ms, MOST_MS)
    return total


def together(dwells: Iterable[Sequence[int]], count: int) -> list[int]:
    """Several visits to one series as one; a visit to a series that had another length counts for nothing."""
    total = [0] * count
    for dwell in dwells:
        if len(dwell) == count:
            total = [min(one + more, MOST_MS) for one, more in zip(total, dwell, strict=True)]
    return total
