"""The seal: SHA-256 of the canonical JSON of what is frozen (sorted keys, no blanks, UTF-8)."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

Content = dict[str, Any]


def canonical(content: Content) -> bytes:
    """The one way to write this content down; numbers in it are integers, so that no rounding can differ."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def seal_of(content: Content) -> str:
    """The digest of the content in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()


def seal_of_all(seals: Iterable[str]) -> str:
    """The digest of a meeting: that of the seals of its cases in their order."""
    return hashlib.sha256("\n".join(seals).encode()).hexdigest()


def grouped(seal: str) -> list[str]:
    """The digest in two lines of groups of four, as it is printed and read aloud."""
    groups = [seal[start : start + 4] for start in range(0, len(seal), 4)]
    half = len(groups) // 2
    return [" ".join(groups[:half]), " ".join(groups[half:])]


def number_of(on: date, place: int) -> str:
    """`MDT-2026-1120-03`: the day of the meeting, and which minutes of the hospital that day."""
    return f"MDT-{on:%Y-%m%d}-{place:02d}"
