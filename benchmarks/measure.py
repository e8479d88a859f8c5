"""Wall and CPU time of two ways of doing the same thing, taken in turn in one run.

CPU is this process plus its PostgreSQL backend, read from /proc: other work on the machine does not count.
"""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

TICK_S = 1 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost, in milliseconds."""

    wall_ms: float
    cpu_ms: float

    def line(self, name: str) -> str:
        """One row of the report, of what has no baseline."""
        return f"{name:<46} ours {self.wall_ms:9.1f} ms (CPU {self.cpu_ms:8.1f})"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Medians of both sides, and their ratios (ours / baseline), each of the rounds' own pairs."""

    ours: Cost
    baseline: Cost
    wall_ratio: float
    cpu_ratio: float

    def line(self, name: str) -> str:
        """One row of the report."""
        return (
            f"{name:<46} ours {self.ours.wall_ms:9.1f} ms (CPU {self.ours.cpu_ms:8.1f})"
            f"  baseline {self.baseline.wall_ms:9.1f} ms (CPU {self.baseline.cpu_ms:8.1f})"
            f"  ratio {self.wall_ratio:5.2f} (CPU {self.cpu_ratio:5.2f})"
        )


def cost_of(work: Callable[[], object], times: int = 1) -> Cost:
    """The mean cost of one call, over `times` calls in a row."""
    before_cpu, before = _cpu_s(), time.perf_counter()
    for _ in range(times):
        work()
    wall, cpu = time.perf_counter() - before, _cpu_s() - before_cpu
    return Cost(wall * 1000 / times, cpu * 1000 / times)


def compare(
    ours: Callable[[], object],
    baseline: Callable[[], object],
    *,
    rounds: int = 7,
    times: int = 1,
    between: Callable[[], object] = lambda: None,
) -> Comparison:
    """Run both sides in turn; `between` puts the world back before each run and is not counted."""
    pairs = []
    for turn in range(rounds + 1):
        between()
        mine = cost_of(ours, times)
        between()
        theirs = cost_of(baseline, times)
        if turn:  # the first pair warms caches and connections
            pairs.append((mine, theirs))
    return Comparison(
        ours=_median([mine for mine, _ in pairs]),
        baseline=_median([theirs for _, theirs in pairs]),
        wall_ratio=statistics.median(mine.wall_ms / theirs.wall_ms for mine, theirs in pairs),
        cpu_ratio=statistics.median(mine.cpu_ms / max(theirs.cpu_ms, 0.001) for mine, theirs in pairs),
    )


def _median(costs: list[Cost]) -> Cost:
    return Cost(
        statistics.median(cost.wall_ms for cost in costs), statistics.median(cost.cpu_ms for cost in costs)
    )


def _cpu_s() -> float:
    return time.process_time() + _backend_cpu_s()


def _backend_cpu_s() -> float:
    pid = connection.connection.info.backend_pid if connection.connection else None
    if pid is None:
        return 0.0
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * TICK_S
