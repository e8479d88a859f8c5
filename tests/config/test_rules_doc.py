"""docs/rules.md is what the rules say today."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from guidelines.rulebook import rulebook
from tests.setup.checkout import ROOT


def test_the_document_is_todays() -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")

    assert written == rulebook(), "run: bash scripts/boneboard manage rules_doc --write"


def test_the_command_prints_it() -> None:
    told = StringIO()
    call_command("rules_doc", stdout=told)

    assert told.getvalue() == rulebook()


def test_the_command_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)
    told = StringIO()
    call_command("rules_doc", "--write", stdout=told)

    assert (tmp_path / "docs" / "rules.md").read_text(encoding="utf-8") == rulebook()
    assert "rules.md" in told.getvalue()
