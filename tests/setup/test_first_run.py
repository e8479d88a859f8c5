"""The first thing a person does: clone, run, sign in with a printed user, stop. Nothing may stay behind."""

import json
import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest

from scripts.free_port import first_free
from tests.setup.checkout import ROOT, boneboard

pytestmark = [pytest.mark.slow, pytest.mark.live, pytest.mark.xdist_group("first run")]
START_S, STOP_S = 600, 120  # long enough for a machine with much else to do
FILLING = "database and demo hospital"
OURS = ("PATH", "HOME", "PIP_CERT", "PIP_INDEX_URL", "SSL_CERT_FILE", "UV_CACHE_DIR", "LANG")


@dataclass
class Running:
    """One `run` of a clone, and everything it has printed so far."""

    process: subprocess.Popen[bytes]
    log: Path

    def wait_until_ready(self, patience_s: float) -> str:
        give_up_at = time.monotonic() + patience_s
        while "Ctrl-C stops everything" not in self.printed():
            assert self.process.poll() is None, self.printed()
            assert time.monotonic() < give_up_at, self.printed()
            time.sleep(0.1)
        addresses: list[str] = re.findall(r"^BoneBoard: (http\S+)", self.printed(), re.MULTILINE)
        return addresses[-1]

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(STOP_S)

    def kill(self) -> None:
        """What a closed lid or an impatient person does: the script has no time to stop anything."""
        self.process.kill()
        self.process.wait(STOP_S)

    def printed(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The committed project in an empty directory. Only the cache of downloads is shared."""
    place = tmp_path_factory.mktemp("somewhere") / "clone"
    if (ROOT / ".git").exists():
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(place)], check=True)
    else:
        shutil.copytree(ROOT, place, ignore=shutil.ignore_patterns(".local", ".venv*", "*.mo"))
    yield place
    assert boneboard("clean", cwd=place).returncode == 0


@contextmanager
def started(clone: Path) -> Iterator[Running]:
    """A `run` of the clone that does not outlive the block, whatever fails inside."""
    log = clone.parent / f"run-{time.monotonic_ns()}.log"
    env = {name: os.environ[name] for name in OURS if name in os.environ}
    env["PORT"] = str(first_free("127.0.0.1", 22000))
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["bash", "scripts/boneboard", "run"],
            cwd=clone,
            env=env,
            stdout=output,
            stderr=subprocess.STDOUT,
            # Whoever started pytest in the background made it deaf to Ctrl-C, and a child inherits that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        )
    try:
        yield Running(process, log)
    finally:
        process.terminate()
        process.wait(STOP_S)


@dataclass(frozen=True, slots=True)
class FirstRun:
    """What is left to say of it when it has ended."""

    printed: str
    page_after_sign_in: str
    database_users: set[str]
    status: int
    left_running: list[str]


def sign_in(address: str, username: str, password: str) -> str:
    """The address of the page after signing in, with redirects followed."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with browser.open(f"{address}/accounts/login/", timeout=120) as page:
        assert page.status == 200
        token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page.read())
    assert token is not None
    form = {"csrfmiddlewaretoken": token[1].decode(), "username": username, "password": password}
    with browser.open(f"{address}/accounts/login/", urlencode(form).encode(), timeout=120) as page:
        return str(page.url)


def processes(clone: Path) -> Iterator[tuple[Path, str]]:
    """Living processes that were started from the clone or that work in it, each with its command line."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command, place = (process / "cmdline").read_bytes(), (process / "cwd").readlink()
        except OSError:
            continue
        if command and (str(clone).encode() in command or place.is_relative_to(clone)):
            yield process, command.replace(b"\0", b" ").decode()


def left_running(clone: Path) -> list[str]:
    """Command lines of what lives."""
    return [command for _process, command in processes(clone)]


def database_users(clone: Path) -> set[str]:
    """As whom pages and jobs sign in to the database."""
    programs = [process for process, command in processes(clone) if re.search("gunicorn|celery", command)]
    told = [(process / "environ").read_bytes().decode().split("\0") for process in programs]
    return {line.partition("=")[2] for lines in told for line in lines if line.startswith("DATABASE_USER=")}


@pytest.fixture(scope="module")
def first(clone: Path) -> FirstRun:
    """The first `run` of the clone: a nurse signs in, Ctrl-C ends it. From then on the clone is filled."""
    with started(clone) as run:
        address = run.wait_until_ready(START_S)
        password = re.search(r"password (\S+):", run.printed())
        username = re.search(r"^  (\S+) +\S+ +NURSE$", run.printed(), re.MULTILINE)
        assert password is not None
        assert username is not None
        page = sign_in(address, username[1], password[1])
        users = database_users(clone)
        status = run.interrupt()
    return FirstRun(run.printed(), page, users, status, left_running(clone))


def test_a_clean_clone_fills_itself_lets_a_demo_user_in_and_stops(first: FirstRun) -> None:
    assert FILLING in first.printed
    assert "login" not in first.page_after_sign_in
    assert first.database_users == {"serving"}
    assert first.status == 0
    assert first.left_running == []


def test_whoever_killed_the_script_is_told_the_command_that_stops_the_rest(
    clone: Path, first: FirstRun
) -> None:
    with started(clone) as killed:
        killed.wait_until_ready(START_S)
        killed.kill()
    assert "boneboard stop" in boneboard("run", cwd=clone).stderr
    assert boneboard("stop", cwd=clone).returncode == 0
    assert left_running(clone) == []


def test_the_next_start_fills_nothing_is_the_only_one_and_minds_nothing_a_killed_one_left(
    clone: Path, first: FirstRun
) -> None:
    with started(clone) as killed:
        killed.wait_until_ready(START_S)
        _script, application = (clone / ".local" / "run.pid").read_text(encoding="utf-8").split()
        killed.kill()
        os.kill(int(application), signal.SIGTERM)
        wait_until_gone(int(application))
    with started(clone) as again:
        address = again.wait_until_ready(START_S)
        assert FILLING not in again.printed()

        beside = boneboard("run", cwd=clone)
        assert (beside.returncode, address in beside.stderr) == (1, True)
        assert boneboard("stop", cwd=clone).returncode == 0
        assert again.process.wait(STOP_S) == 0
    assert left_running(clone) == []


def test_manage_prints_what_the_command_prints_and_nothing_else(clone: Path, first: FirstRun) -> None:
    finished = boneboard("manage", "shell", "--verbosity", "0", "-c", "print('only this')", cwd=clone)

    assert finished.stdout == "only this\n", finished.stderr


def test_manage_passes_on_the_failure_of_its_command(clone: Path, first: FirstRun) -> None:
    assert boneboard("manage", "no_such_command", cwd=clone).returncode != 0


def test_assess_prints_its_answer_and_nothing_else(clone: Path, first: FirstRun) -> None:
    days = ("--index-date", "2024-01-05", "--on", "2024-02-03")
    finished = boneboard("manage", "assess", "config/demo/cases.json", "--case", "C08", *days, cwd=clone)

    assert [case["case"] for case in json.loads(finished.stdout)["cases"]] == ["C08"], finished.stderr


def test_two_commands_at_once_share_one_database(clone: Path, first: FirstRun) -> None:
    question = "from django.db import connection as c; c.ensure_connection(); print(c.settings_dict['HOST'])"
    command = ["bash", "scripts/boneboard", "manage", "shell", "--verbosity", "0", "-c", question]

    both = [subprocess.Popen(command, text=True, stdout=subprocess.PIPE, cwd=clone) for _ in range(2)]
    answers = [process.communicate(timeout=600)[0] for process in both]

    assert answers[0] == answers[1] != ""


def wait_until_gone(pid: int) -> None:
    """Until the process has ended; what nobody waits for may stay as a zombie."""
    give_up_at = time.monotonic() + STOP_S
    with suppress(OSError):  # it went while it was looked at
        while Path(f"/proc/{pid}/cmdline").read_bytes():
            assert time.monotonic() < give_up_at
            time.sleep(0.1)
