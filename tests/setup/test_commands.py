"""`scripts/boneboard`: what a person types, and what it must leave alone."""

import json
import socket
import subprocess

import pytest

from scripts.free_port import first_free
from tests.setup.checkout import ROOT, boneboard

pytestmark = pytest.mark.slow


def test_manage_prints_what_the_command_prints_and_nothing_else() -> None:
    finished = boneboard("manage", "shell", "--verbosity", "0", "-c", "print('only this')")

    assert finished.stdout == "only this\n", finished.stderr


def test_manage_passes_on_the_failure_of_its_command() -> None:
    assert boneboard("manage", "no_such_command").returncode != 0


def test_assess_prints_its_answer_and_nothing_else() -> None:
    days = ("--index-date", "2024-01-05", "--on", "2024-02-03")
    finished = boneboard("manage", "assess", "config/demo/cases.json", "--case", "C08", *days)

    assert [case["case"] for case in json.loads(finished.stdout)["cases"]] == ["C08"], finished.stderr


def test_two_commands_at_once_share_one_database() -> None:
    question = "from django.db import connection as c; c.ensure_connection(); print(c.settings_dict['HOST'])"
    command = ["bash", str(ROOT / "scripts/boneboard"), "manage", "shell", "--verbosity", "0", "-c", question]

    both = [subprocess.Popen(command, text=True, stdout=subprocess.PIPE) for _ in range(2)]
    answers = [process.communicate(timeout=600)[0] for process in both]

    assert answers[0] == answers[1] != ""


def test_a_word_it_does_not_know_lists_those_it_knows() -> None:
    finished = boneboard("rum")

    assert (finished.returncode, finished.stdout) == (2, "")
    assert "boneboard run" in finished.stderr


def test_a_taken_port_gives_the_next_free_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", first_free("127.0.0.1", 21000)))
        taken.listen()
        port = taken.getsockname()[1]

        assert first_free("127.0.0.1", port) > port


def test_the_same_command_decides_for_machines_and_people() -> None:
    assert "exec make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("script", sorted(str(p) for p in (ROOT / "scripts" / "lib").glob("*.sh")))
def test_every_part_of_the_script_parses(script: str) -> None:
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0
