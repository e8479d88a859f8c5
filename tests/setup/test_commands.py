"""`scripts/boneboard`: what a person types, and what it must leave alone."""

import socket
import subprocess

import pytest

from scripts.free_port import first_free
from tests.setup.checkout import ROOT, boneboard


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
