"""The mail sink of `make run`: what is sent to it is kept, whole, and goes no further."""

import smtplib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.setup.checkout import ROOT
from tests.worklist.sink import free_port


@dataclass(frozen=True)
class Sink:
    process: subprocess.Popen[str]
    port: int
    directory: Path


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[Sink]:
    port, directory = free_port(), tmp_path / "mail"
    command = [sys.executable, "-m", "scripts.mail_sink", str(port), str(directory)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield Sink(process, port, directory)
        process.terminate()


def test_a_message_is_kept_word_for_word(sink: Sink) -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "提醒", "boneboard@localhost", "nurse@localhost"
    message.set_content("今日有待办事项。")

    with smtplib.SMTP("127.0.0.1", sink.port) as server:
        server.send_message(message)

    kept = list(sink.directory.glob("*.eml"))
    assert [b"nurse@localhost" in file.read_bytes() for file in kept] == [True]


def test_it_stops_when_told(sink: Sink) -> None:
    sink.process.terminate()

    assert sink.process.wait(timeout=60) == 0
