"""The house under fault: a fresh ward, a worker and a beat that may die, and what became of every message."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import IO, Any
from uuid import uuid4

from django.conf import settings
from django.db import Error, connection
from django.db.models import Max

from accounts import clock
from accounts.models import User
from bonetherapy.models import Dose
from bonetherapy.services.doses import dose_give
from tests.bonetherapy.steps import given
from tests.faults import world
from tests.faults.checker import Given, History, Line, wrong
from tests.faults.report import Row
from tests.faults.servers import Servers
from tests.faults.sinks import MailServer, Platform
from worklist.messages import key_of
from worklist.models import JobRun, Reminder, Task

NAME, TEMPLATE = "faults", "faults_template"
WORKER = ("worker", "--queues", "default,reminders", "--concurrency", "2", "--loglevel", "info")
BEAT = ("beat", "--pidfile=", "--loglevel", "info")
DELIVER = "worklist.deliver_reminders"
PATIENCE_S = 120.0


@dataclass(slots=True)
class Process:
    """A worker or a beat with its pool, and what it wrote."""

    pid: int
    log: Path

    def kill(self) -> None:
        """SIGKILL for all of it at once; nobody says goodbye."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)

    def has_said(self, words: str) -> bool:
        """True when it stands in its log."""
        return words in self.log.read_text(encoding="utf-8")

    def kill_child(self) -> None:
        """SIGKILL for the youngest of its pool, whatever it is doing."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        with suppress(ProcessLookupError, IndexError):
            os.kill(int(children[-1]), signal.SIGKILL)


@dataclass(slots=True)
class House:
    """One fault after the other; `begin` makes the ward new, `judge` says what was wrong."""

    servers: Servers
    mail: MailServer
    platform: Platform
    folder: Path
    size: int
    rows: list[Row]
    nursery: Any = None
    processes: list[Process] = field(default_factory=list)
    due: set[tuple[str, str, str]] = field(default_factory=set)
    given: list[Given] = field(default_factory=list)
    began: float = 0.0

    def begin(self) -> None:
        """A fresh ward, empty sinks, an empty Redis."""
        self.mail.clear()
        self.platform.clear()
        self.given.clear()
        with self.servers.redis() as client:
            client.flushall()
        with world.entered("postgres"):
            world.execute(f'DROP DATABASE IF EXISTS "{NAME}" WITH (FORCE)')
            world.execute(f'CREATE DATABASE "{NAME}" TEMPLATE "{TEMPLATE}"')
        connection.close()
        self.due, self.began = world.due(clock.today()), time.monotonic()

    def worker(self, **tripwires: Any) -> Process:
        """A worker of two processes, with its tripwires."""
        return self._born([*WORKER, "--hostname", f"{uuid4().hex[:6]}@%h"], tripwires)

    def beat(self, **tripwires: Any) -> Process:
        """A beat of one second."""
        return self._born([*BEAT], tripwires)

    def _born(self, argv: list[str], tripwires: dict[str, Any]) -> Process:
        log = self.folder / f"{argv[0]}-{uuid4().hex[:6]}.log"
        order = {"argv": argv, "log": str(log), "set": tripwires}
        self.nursery.stdin.write(json.dumps(order) + "\n")
        self.nursery.stdin.flush()
        process = Process(int(self.nursery.stdout.readline()), log)
        self.processes.append(process)
        return process

    @contextmanager
    def open(self) -> Iterator["House"]:
        """The nursery is ready for as long as this lasts."""
        with (self.folder / "nursery.log").open("wb") as log, self._nursery(log) as self.nursery:
            yield self

    def _nursery(self, log: IO[bytes]) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            cwd=settings.BASE_DIR,
            env=os.environ | self.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )

    def environment(self) -> dict[str, str]:
        """What a process of this house is set to."""
        return {
            "DJANGO_SETTINGS_MODULE": "tests.faults.live_settings",
            "DATABASE_HOST": str(self.servers.folder),
            "DATABASE_NAME": NAME,
            "BROKER_URL": self.servers.broker,
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(self.mail.port),
            "GATEWAY_URL": "",
        }

    def fuses(self, number: int) -> str:
        """A folder of so many deaths."""
        folder = self.folder / f"fuses-{uuid4().hex[:6]}"
        folder.mkdir()
        for one in range(number):
            (folder / str(one)).touch()
        return str(folder)

    def end(self) -> None:
        """Whoever still lives goes."""
        for process in self.processes:
            process.kill()
        self.processes.clear()

    def until(self, happens: Callable[[], object], seconds: float = 0) -> None:
        """Wait for it; a database that is away is waited for as well."""
        end = time.monotonic() + (seconds or PATIENCE_S + self.size / 10)
        while time.monotonic() < end:
            try:
                if happens():
                    return
            except Error:
                connection.close()
            time.sleep(0.05)
        raise AssertionError(f"It did not happen in time.\n{self.told()}")

    def told(self) -> str:
        """The last words of everybody."""
        return "\n".join(f"{file.name}\n{file.read_text()[-1500:]}" for file in self.folder.glob("*.log"))

    def arrived(self) -> int:
        """How many messages were taken so far."""
        return len(self.mail.arrivals) + len(self.platform.arrivals)

    def waiting(self) -> int:
        """How many wake-ups nobody took."""
        with self.servers.redis() as client:
            return int(client.llen("reminders"))

    def part_arrived(self, part: float = 0.2) -> None:
        """Wait until this part of the messages is there: in the middle of it."""
        number = max(int(len(self.due) / 2 * part), 1)
        self.until(lambda: self.arrived() >= number)

    def drained(self) -> None:
        """Wait until every reminder came to its end and two more sweeps found nothing to do."""
        self.until(self.is_drained)
        for _ in range(2):
            seen = self._last_sweep()
            self.until(lambda seen=seen: self._last_sweep() != seen)  # type: ignore[misc]
        self.until(self.is_drained)

    def is_drained(self) -> bool:
        """True when every reminder that is due was planned, and none waits."""
        waiting = Reminder.objects.filter(state__in=["PENDING", "CLAIMED"])
        planned = Reminder.objects.count() >= len(self.due) - 2 * len(self.given)
        return planned and not waiting.exists()

    def _last_sweep(self) -> Any:
        runs = JobRun.objects.filter(name=DELIVER)
        return runs.aggregate(at=Max("succeeded_at"))["at"]

    @contextmanager
    def nurse(self, number: int, pause: float = 0.05) -> Iterator[None]:
        """Meanwhile somebody gives so many doses of today, one by one."""
        doses = list(Dose.objects.filter(state="PLANNED", number=3, planned_on=clock.today())[:number])
        assert len(doses) == number
        at_work = Thread(target=self._give, args=(doses, pause))
        at_work.start()
        try:
            yield
        finally:
            at_work.join()

    def _give(self, doses: list[Dose], pause: float) -> None:
        try:
            by = User.objects.get(username="nurse0")
            for dose in doses:
                self.given.append(Given(str(dose.pk), self._acknowledged(dose, by)))
                time.sleep(pause)
        finally:
            connection.close()

    def _acknowledged(self, dose: Dose, by: User) -> float | None:
        now = clock.now()
        try:
            dose_give(by=by, dose=dose, spec=given(clock.today(), given_at=now, answers=()), now=now)
        except Error:  # the database is away: she is told so and does it again later, or not
            connection.close()
            return None
        return time.time()

    def history(self) -> History:
        """Everything that is known now."""
        calls = set(Task.objects.filter(kind="CALL").values_list("subject_id", flat=True))
        arrivals = [*self.mail.arrivals, *self.platform.arrivals]
        return History(
            due=self.due,
            lines=[_line(row, row.subject_id in calls) for row in Reminder.objects.all()],
            arrived=[(one.key, one.began) for one in arrivals],
            given=list(self.given),
            stored_given={str(pk) for pk in Dose.objects.filter(state="GIVEN").values_list("pk", flat=True)},
        )

    def judge(self, fault: str, copies: int = 0) -> History:
        """Nothing is wrong with it, or this says what; its row joins the report."""
        seconds = time.monotonic() - self.began
        self.end()
        history = self.history()
        self.rows.append(Row.of(fault, history, seconds, copies))
        found = list(wrong(history, copies))
        assert not found, "\n".join([f"{len(found)} things are wrong", *found[:10], self.told()])
        return history


def _line(row: Reminder, is_called: bool) -> Line:
    return Line(key_of(row), str(row.subject_id), row.kind, row.channel, row.state, is_called)
