"""docs/asvs.md answers every item of ASVS 5.0 levels 1 and 2; what it and docs/dengbao3.md name is there."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.setup.checkout import ROOT

# The standard's sections, and the level of each of their requirements in order (345 in all).
LEVELS = """
    1.1: 2 2
    1.2: 1 1 1 1 1 2 2 2 2 3
    1.3: 1 1 2 2 2 2 2 2 2 2 2 3
    1.4: 2 2 2
    1.5: 1 2 3
    2.1: 1 2 2
    2.2: 1 1 2
    2.3: 1 2 2 2 3
    2.4: 2 3
    3.1: 3
    3.2: 1 1 3
    3.3: 1 2 2 2 3
    3.4: 1 1 2 2 2 2 3 3
    3.5: 1 1 1 2 2 3 3 3
    3.6: 3
    3.7: 2 2 3 3 3
    4.1: 1 2 2 3 3
    4.2: 2 3 3 3 3
    4.3: 2 2
    4.4: 1 2 2 2
    5.1: 2
    5.2: 1 1 2 3 3 3
    5.3: 1 1 3
    5.4: 2 2 2
    6.1: 1 2 2
    6.2: 1 1 1 1 1 1 1 1 2 2 2 2
    6.3: 1 1 2 2 3 3 3 3
    6.4: 1 1 2 2 3 3
    6.5: 2 2 2 2 2 3 3 3
    6.6: 2 2 2 3
    6.7: 3 3
    6.8: 2 2 2 2
    7.1: 2 2 2
    7.2: 1 1 1 1
    7.3: 2 2
    7.4: 1 1 2 2 2
    7.5: 2 2 3
    7.6: 2 2
    8.1: 1 2 3 3
    8.2: 1 1 2 3
    8.3: 1 3 3
    8.4: 2 3
    9.1: 1 1 1
    9.2: 1 2 2 2
    10.1: 2 2
    10.2: 2 2 3
    10.3: 2 2 2 2 3
    10.4: 1 1 1 1 1 2 2 2 2 2 2 3 3 3 3 3
    10.5: 2 2 2 2 2
    10.6: 2 2
    10.7: 2 2 2
    11.1: 2 2 3 3
    11.2: 2 2 2 3 3
    11.3: 1 1 2 3 3
    11.4: 1 2 2 2
    11.5: 2 3
    11.6: 2 3
    11.7: 3 3
    12.1: 1 2 2 3 3
    12.2: 1 1
    12.3: 2 2 2 2 3
    13.1: 2 3 3 3
    13.2: 2 2 2 2 2 3
    13.3: 2 2 3 3
    13.4: 1 2 2 2 2 3 3
    14.1: 2 2
    14.2: 1 2 2 2 3 3 3 3
    14.3: 1 2 2
    15.1: 1 2 2 3 3
    15.2: 1 2 2 3 3
    15.3: 1 2 2 2 2 2 2
    15.4: 3 3 3 3
    16.1: 2
    16.2: 2 2 2 2 2
    16.3: 2 2 2 2
    16.4: 2 2 2
    16.5: 2 2 2 3
    17.1: 2 3
    17.2: 2 2 2 2 3 3 3 3
    17.3: 2 2
"""
ROW = re.compile(r"^\| ([\d.]+) \| (\d) \| (.+?) \| (yes|set|site|n/a|open) \| (.+) \|$", re.MULTILINE)
COUNT = re.compile(r"^\| (yes|set|site|n/a|open) \| (\d+) \|", re.MULTILINE)
CLAUSE = re.compile(r"^\| (.+?) \| (.+?) \| (yes|set|site|n/a|open) \| (.+) \|$", re.MULTILINE)
NAMED = re.compile(r"`([^`]+)`")


def standard() -> dict[str, str]:
    """The level of every item of levels 1 and 2."""
    sections = [line.strip().split(": ") for line in LEVELS.strip().splitlines()]
    return {
        f"{section}.{number}": level
        for section, levels in sections
        for number, level in enumerate(levels.split(), 1)
        if level != "3"
    }


def text_of(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_every_item_is_answered_once_at_its_level() -> None:
    rows = ROW.findall(text_of("asvs.md"))

    assert len(rows) == 253
    assert {item: level for item, level, *_rest in rows} == standard()
    assert Counter(level for _item, level, *_rest in rows) == {"1": 70, "2": 183}


def test_the_count_at_the_top_is_the_count_of_the_answers() -> None:
    said = {answer: int(number) for answer, number in COUNT.findall(text_of("asvs.md"))}

    assert said == Counter(row[3] for row in ROW.findall(text_of("asvs.md")))


@pytest.mark.parametrize("document", ["asvs.md", "dengbao3.md"])
def test_what_an_answer_names_is_there(document: str) -> None:
    missing = [name for name in NAMED.findall(text_of(document)) if not exists(name)]

    assert missing == []


def test_whatever_is_held_says_where() -> None:
    held = [(row[0], row[4]) for row in ROW.findall(text_of("asvs.md")) if row[3] in {"yes", "set"}]
    held += [(row[0], row[3]) for row in CLAUSE.findall(text_of("dengbao3.md")) if row[2] in {"yes", "set"}]

    assert [item for item, where in held if not any(map(is_a_place, NAMED.findall(where)))] == []


def exists(name: str) -> bool:
    """A test, a file, a setting; other words in code marks are left alone."""
    path, _colons, test = name.partition("::")
    if is_a_setting(name):
        return f"`{name}`" in text_of("settings.md")
    if not is_a_place(name):
        return True
    file = ROOT / path
    return file.exists() and (not test or f"def {test}(" in file.read_text(encoding="utf-8"))


def is_a_setting(name: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)+", name))


def is_a_place(name: str) -> bool:
    """A path of this project or one of its settings."""
    file = Path(name.partition("::")[0])
    return is_a_setting(name) or "/" in name or file.suffix in {".yml", ".lock", ".toml"}
