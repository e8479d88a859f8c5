"""Every word the pages and the errors say has its Chinese."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from config.management.commands import catalogs


def check() -> str:
    told = StringIO()
    try:
        call_command("catalogs", "check", stdout=told)
    except CommandError as error:
        told.write(str(error))
    return told.getvalue()


def test_every_word_of_every_room_has_a_translation() -> None:
    assert check() == ""


def test_a_word_without_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogs, "_translated", lambda: catalogs._used([]) - {"Overdue"})

    assert "Overdue" in check().splitlines()
