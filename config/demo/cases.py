"""The published cases, as they stand in the file."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("cases.json")


@cache
def cases() -> dict[str, dict[str, Any]]:
    """The cases by their id (C01 ...)."""
    return {case["id"]: case for case in json.loads(FILE.read_text(encoding="utf-8"))}
