"""How much of the body was shown, along the table: a thick and a thin series of one scan count once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import median

from guidelines.rates import rounded

LEAST_SLICES = 3  # fewer are a scout image, which is no reading of the bones
TOUCHING = 1e-6
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stack:
    """One series: where its slices lie in mm in which frame of reference, and how long each was shown."""

    frame: str
    positions: Sequence[float]
    dwell: Sequence[int]


def coverage(stacks: Iterable[Stack], least_ms: int) -> Decimal | None:
    """Percent of the scanned length shown for `least_ms` or more, with one decimal; None without a series."""
    scanned: defaultdict[str, list[Span]] = defaultdict(list)
    seen: defaultdict[str, list[Span]] = defaultdict(list)
    for stack in stacks:
        if len(stack.positions) < LEAST_SLICES or len(stack.dwell) != len(stack.positions):
            continue
        half = _spacing(stack.positions) / 2
        for position, ms in zip(stack.positions, stack.dwell, strict=True):
            span = (position - half, position + half)
            scanned[stack.frame].append(span)
            if ms >= least_ms:
                seen[stack.frame].append(span)
    whole = sum(_length(spans) for spans in scanned.values())
    if whole <= 0:
        return None
    shown = sum(_length(spans) for spans in seen.values())
    return min(rounded(Decimal(str(100 * shown / whole))), Decimal(100))


def _spacing(positions: Sequence[float]) -> float:
    """The usual distance of two neighbours: a missing slice leaves a gap that nobody could have shown."""
    ordered = sorted(positions)
    return median(later - earlier for earlier, later in pairwise(ordered))


def _length(spans: Iterable[Span]) -> float:
    """The length of the union."""
    total, reached = 0.0, float("-inf")
    for first, last in sorted(spans):
        start = first if first > reached + TOUCHING else reached
        total += max(last - start, 0.0)
        reached = max(reached, last)
    return total
