"""P15: fifty signed-in users at a time on the application as served, beside a trivial page of the same run.

Each user reads a page of their day, thinks, and reads the next one. Waiting for an answer is counted,
thinking is not. The memory is that of all processes of gunicorn.
"""

import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread

from benchmarks.people import Visitor, visitors
from benchmarks.serving import Served, served

USERS = 50
THINK_S = (3.0, 7.0)
TRIVIAL, TRIVIAL_EVERY_S = "/livez", 0.5
PATIENCE_S = 30
WARM = 0.2  # of the run, until every process has met every page: what memory is compared with


@dataclass(slots=True)
class Seen:
    """What all of them met: seconds by page, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    warm_mb: float = 0.0
    end_mb: float = 0.0

    @property
    def growth(self) -> float:
        """Memory at the end over memory when warm."""
        return self.end_mb / self.warm_mb

    def p95_ms(self, page: str) -> float:
        """Nineteen of twenty answers came earlier."""
        return statistics.quantiles(self.seconds[page], n=20, method="inclusive")[-1] * 1000

    def lines(self) -> list[str]:
        """A row a page, the trivial one first."""
        pages = sorted(self.seconds, key=lambda page: page != TRIVIAL)
        return [self._line(page) for page in pages if len(self.seconds[page]) > 1]

    def _line(self, page: str) -> str:
        taken = self.seconds[page]
        median = statistics.median(taken) * 1000
        return f"P15 {page:<42} {len(taken):6} times  p50 {median:8.1f} ms  p95 {self.p95_ms(page):8.1f} ms"


def run(seconds: int, today: date, users: int = USERS) -> Seen:
    """Let them in and count."""
    seen, over = Seen(), Event()
    people = visitors(users, today)
    with served() as house:
        _warm(house, people)
        crowd = [_begun(_reading, house, visitor, seen, over) for visitor in people]
        crowd.append(_begun(_asking, house, seen, over))
        over.wait(seconds * WARM)
        seen.warm_mb = house.memory_mb()
        over.wait(seconds * (1 - WARM))
        seen.end_mb = house.memory_mb()
        over.set()
        for one in crowd:
            one.join(2 * PATIENCE_S)
    return seen


def _warm(house: Served, people: list[Visitor]) -> None:
    """Each page a few times, uncounted: templates are compiled at a process's first look at them."""
    first = {page.name: (page, visitor) for visitor in people for page in visitor.pages}
    for _ in range(3):
        for page, visitor in first.values():
            _get(house, page.path, page.name, visitor.session, Seen())


def _begun(work: Callable[..., None], *args: object) -> Thread:
    thread = Thread(target=work, args=args, daemon=True)
    thread.start()
    return thread


def _reading(house: Served, visitor: Visitor, seen: Seen, over: Event) -> None:
    chance = random.Random(visitor.session)
    while not over.wait(chance.uniform(*THINK_S)):
        page = chance.choice(visitor.pages)
        _get(house, page.path, page.name, visitor.session, seen)


def _asking(house: Served, seen: Seen, over: Event) -> None:
    while not over.wait(TRIVIAL_EVERY_S):
        _get(house, TRIVIAL, TRIVIAL, "", seen)


def _get(house: Served, path: str, name: str, session: str, seen: Seen) -> None:
    """One page, whole; a new connection each time, as a browser makes after its keep-alive ended."""
    connection = HTTPConnection("127.0.0.1", house.port, timeout=PATIENCE_S)
    begun = time.perf_counter()
    try:
        connection.request("GET", path, headers={"Cookie": f"sessionid={session}", "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
    except (OSError, HTTPException) as error:
        seen.errors.append(f"{name}: {type(error).__name__}")
        return
    finally:
        connection.close()
    seen.seconds[name].append(time.perf_counter() - begun)
    if answer.status != 200:
        seen.errors.append(f"{name}: {answer.status}")
