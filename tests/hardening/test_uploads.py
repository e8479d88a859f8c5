"""Hostile files and images: refused, within 200 MB and a second each."""

import json
import subprocess
import sys

from tests.setup.checkout import ROOT


def test_what_is_hostile_is_refused_at_little_cost() -> None:
    command = [sys.executable, "-m", "tests.hardening.under_limit"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)

    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) > 40
    assert [line["end"] for line in lines[:2]] == ["taken", "taken"]
    assert [line for line in lines[2:] if line["end"] != "refused"] == []
    assert [line for line in lines if line["seconds"] > 1] == []
